-- Nobody waits for an answer to what was brought along from an earlier site: listed with those who do, years of diary posts would hide them.
alter table threads add column imported boolean not null default false;
update threads set imported = true where id in (select entry from imported_entries);
drop index threads_waiting;
create index threads_waiting on threads (board, id)
    where state in ('published', 'covered') and answer_count = 0 and locked_at is null and not imported;
