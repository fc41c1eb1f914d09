-- 4,500 cases that were decided, and 10,000 that wait; Wanderer 9 works at the desk.
insert into roles (id, account, role, granted_at) select gen_random_uuid(), id, 'moderator', now() from accounts where name = 'Wanderer 9';
insert into cases (id, entry, board, state, priority, opened_at, closed_at)
select gen_random_uuid(), entries.id, board, case when n > 4500 then 'open' else 'closed' end, 1 + n % 5, entries.created_at, case when n <= 4500 then now() end
from (select id, thread, created_at, 500 + row_number() over (order by id) as n from entries where state = 'published' order by id limit 14000) entries
join threads on threads.id = thread;
insert into cases (id, line, state, priority, opened_at) select gen_random_uuid(), 'line-' || n, 'open', 1 + n % 5, now() from generate_series(1, 500) n;
analyze;
