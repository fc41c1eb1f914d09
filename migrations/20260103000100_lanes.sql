-- What leaves by somebody else's server goes a way of its own: one that is slow or away keeps nothing else back.
alter table outbox add column lane text not null default 'board' check (lane in ('board', 'mail', 'hook'));
-- How often it was tried; and, once it was put off, when it was due at first: by that it is thrown away in the end.
alter table outbox add column tries integer not null default 0, add column first_due_at timestamptz;
drop index outbox_due;
create index outbox_due on outbox (lane, due_at, id);
