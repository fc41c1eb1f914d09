-- Which event is due next is found by lane and time alone. With the id as its last column Postgres, which counts the table as empty
-- most of the time, also looked events up by their id in this index: each by walking all of it.
create index outbox_by_due on outbox (lane, due_at);
drop index outbox_due;
