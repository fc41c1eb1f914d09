-- A board with 100,000 entries. Ids are made from the time, as the program makes them: id(seconds, kind, number).
create function pg_temp.id(seconds bigint, kind int, n bigint) returns uuid language sql immutable as
$$ select (lpad(to_hex(1760000000000 + seconds * 1000), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid $$;
create function pg_temp.at(seconds bigint) returns timestamptz language sql immutable as $$ select to_timestamp(1760000000 + seconds) $$;

insert into accounts (id, name, name_key, created_at)
select pg_temp.id(n, 1, n), 'Person ' || n, 'person' || n, pg_temp.at(n) from generate_series(1, 2000) n;

-- The reader is person 1, who works at the desk.
insert into sessions (token_hash, account, created_at, seen_at, expires_at)
select sha256(convert_to(case n when 1 then 'reader' else 'other ' || n end, 'utf8')), pg_temp.id(n, 1, n), now(), now(), now() + interval '30 days' from generate_series(1, 2000) n;
insert into roles (id, account, role, granted_at) values (pg_temp.id(1, 2, 1), pg_temp.id(1, 1, 1), 'moderator', now());
insert into desk_care (account, limits_accepted_at) values (pg_temp.id(1, 1, 1), now());
insert into roles (id, account, board, role, granted_at)
select pg_temp.id(n, 2, n), pg_temp.id(n, 1, n), null, 'supporter', now() from generate_series(2, 200) n;

insert into boards (id, slug, name, position, readers, guests, created_at, closed_at)
select pg_temp.id(n, 3, n), case n when 1 then 'large' when 2 then 'inside' when 3 then 'closed' when 4 then 'quiet' else 'board-' || n end, 'Board ' || n, n,
    case n when 2 then 'members' else 'everyone' end, 'welcome', now(), case n when 3 then now() end
from generate_series(1, 12) n;

-- 19,500 threads: 10,000 on the large board, 4,500 on nine small ones, then the newest on two that strangers do not see.
create temporary table places as
select n, pg_temp.id(10000 + n * 10, 4, n) as id, 10000 + n * 10 as seconds,
    case when n <= 10000 then 1 when n <= 14500 then 4 + n % 9 when n <= 17500 then 2 else 3 end as board,
    case when n % 50 = 7 then 'removed' when n % 90 = 8 then 'covered' else 'published' end as state,
    1 + n * 31 % 1999 as author
from generate_series(1, 19500) n;
create temporary table answered as
select n, row_number() over (order by n) - 1 as place from places where (n % 3 <> 0 or board = 4) and n not in (50, 100);
analyze places, answered;
begin;
insert into threads (id, board, title, wish, excerpt, state, created_at, last_entry_at, locked_at, pinned_at)
select id, pg_temp.id(board, 3, board), 'A long evening, number ' || n, 'listen', 'The first words of it.', state, pg_temp.at(seconds), pg_temp.at(seconds),
    case when n % 70 = 5 then now() end, case when n % 2500 = 3 then now() end from places;
insert into entries (id, thread, author, voice, source, html, renderer, state, created_at)
select id, id, pg_temp.id(author, 1, author), 'member', 'Some words.', '<p>Some words that somebody wrote.</p>', 1, state, pg_temp.at(seconds) from places;

-- 80,500 replies: 5,000 that can be read in one thread, 50 in another, the rest spread over those two in three that are answered; all on the quiet board are.
insert into entries (id, thread, parent, depth, author, voice, source, html, renderer, state, created_at)
select pg_temp.id(300000 + k, 5, k), id, id, 1, pg_temp.id(1 + k * 17 % 1999, 1, 1 + k * 17 % 1999), 'member', 'Kind words.', '<p>Kind words, number ' || k || '.</p>', 1,
    case when k % 201 = 9 then 'removed' else 'published' end, pg_temp.at(300000 + k)
from (select k, case when k <= 5025 then 50 when k <= 5076 then 100 else answered.n end as n
      from generate_series(1, 80500) k left join answered on place = k * 7919 % (select count(*) from answered)) spread join places using (n);
commit;
update threads set reply_count = replies, answer_count = answers, last_entry_at = last
from (select entries.thread, count(*) as replies, count(*) filter (where entries.author <> post.author) as answers, max(entries.created_at) as last
      from entries join entries post on post.id = entries.thread where entries.parent is not null and entries.state in ('published', 'covered') group by 1) counted
where threads.id = counted.thread;

-- 60,000 kindnesses, 500 of them the reader's in the longest thread.
insert into kindnesses (entry, account, thread, kind, created_at)
select id, pg_temp.id(1, 1, 1), thread, 'love', now() from (select id, thread from entries where thread = (select id from places where n = 50) and parent is not null order by id limit 500) first;
insert into kindnesses (entry, account, thread, kind, created_at)
select id, pg_temp.id(who, 1, who), thread, 'hear', now() from (select id, thread, 2 + row_number() over (order by id) % 1990 as who from entries where parent is not null order by id limit 59500) many;

-- The reader has not read 3,000 notices; others have some too.
insert into notices (id, account, kind, entry, created_at)
select pg_temp.id(400000 + n, 6, n), pg_temp.id(1 + n % 4 / 3 * n % 1000, 1, 1 + n % 4 / 3 * n % 1000), 'reply', id, now()
from (select id, row_number() over (order by id) as n from entries where parent is not null order by id limit 4000) some_entries;

-- 4,500 cases were decided, 10,000 wait.
insert into cases (id, entry, board, state, priority, opened_at, closed_at)
select pg_temp.id(400000 + n, 7, n), entries.id, board, case when n > 4500 then 'open' else 'closed' end, 1 + n % 5, pg_temp.at(400000 + n), case when n <= 4500 then now() end
from (select id, thread, row_number() over (order by id) as n from entries where parent is not null order by id limit 14500) entries join threads on threads.id = thread;
insert into reports (id, case_id, kind, reason, at) select pg_temp.id(400000 + n, 8, n), id, 'report', 'spam', now() from (select id, row_number() over (order by id) as n from cases) some_cases;
insert into decisions (seq, id, case_id, entry, board, action, at, previous, hash)
select n, pg_temp.id(400000 + n, 9, n), id, entry, board, 'let_stand', pg_temp.at(n), '', '' from (select id, entry, board, row_number() over (order by id) as n from cases where state = 'closed') decided;
analyze;
