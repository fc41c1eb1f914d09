-- A file of everything about somebody that was too much to be made while they waited. It goes after a week, and at once when they
-- erase anything, because it would still hold it.
create table exports (
    account  uuid primary key references accounts on delete cascade,
    asked_at timestamptz not null,
    -- When it was ready; nothing while it is being made.
    made_at  timestamptz,
    bytes    bigint not null default 0
);
create table export_parts (
    account uuid not null references exports on delete cascade,
    number  int not null,
    bytes   bytea not null,
    primary key (account, number)
);
-- It is packed already.
alter table export_parts alter column bytes set storage external;

alter table outbox drop constraint outbox_lane_check;
alter table outbox add constraint outbox_lane_check check (lane in ('board', 'mail', 'hook', 'file'));
