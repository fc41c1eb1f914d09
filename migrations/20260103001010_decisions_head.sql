-- Where the chain of decisions ends, kept beside it, so that rows taken off its end are missed. One row at most.
create table decisions_head (
    is_the_one  boolean primary key default true check (is_the_one),
    seq         bigint not null,
    hash        bytea not null
);
insert into decisions_head (seq, hash) select seq, hash from decisions order by seq desc limit 1;

-- Who decided, as a hash over the decision and the account: sealed with the row. It stays when a name is taken off and then says nobody's
-- name, but no other name fits in its place. Decisions of before have none, and are sealed as they were.
alter table decisions add column by_hash bytea;
