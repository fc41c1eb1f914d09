-- What Lanternfish wrote: 1,000 posts, each answered twice by others, 3,500 replies in as many threads, and 500 in the longest one. Every
-- eighth answer quotes the first line. The word that must be gone stands in every text of theirs, and in nobody else's.
create function pg_temp.id(seconds bigint, kind int, n bigint) returns uuid language sql immutable as
$$ select (lpad(to_hex(1760000000000 + seconds * 1000), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid $$;
create function pg_temp.first_line(n bigint) returns text language sql immutable as
$$ select 'The evening when the ferry left without me was number ' || n || ' of them.' $$;
create function pg_temp.words(n bigint) returns text language sql immutable as
$$ select pg_temp.first_line(n) || E'\n\nThe lanternfish were far out, and the house was quiet until the morning came.' $$;
insert into sessions (token_hash, account, created_at, seen_at, expires_at)
select sha256(convert_to('bench-leaver', 'utf8')), id, now(), now(), now() + interval '30 days' from accounts where name = 'Lanternfish';

create temporary table own as
select n, case when n <= 1000 then pg_temp.id(300000 + n, 4, n) when n <= 4500 then pg_temp.id(10 * n, 4, n) else pg_temp.id(5000, 4, 500) end as thread,
    pg_temp.id(300000 + n, case when n <= 1000 then 4 else 5 end, n) as id, to_timestamp(1760300000 + n) as at
from generate_series(1, 5000) n;
begin;
insert into threads (id, board, title, wish, excerpt, state, created_at, last_entry_at)
select id, pg_temp.id(1, 3, 1), 'Of lanternfish, number ' || n, 'listen', left(pg_temp.words(n), 160), 'published', at, at from own where n <= 1000;
insert into entries (id, thread, parent, depth, author, source, html, renderer, state, created_at)
select own.id, thread, case when n > 1000 then thread end, case when n > 1000 then 1 else 0 end, accounts.id, pg_temp.words(n),
    '<p>' || pg_temp.first_line(n) || '</p><p>The lanternfish were far out.</p>', 1, 'published', at
from own, accounts where accounts.name = 'Lanternfish';
insert into entries (id, thread, parent, depth, author, source, html, renderer, state, created_at)
select pg_temp.id(310000 + k, 5, k), thread, own.id, case when n > 1000 then 2 else 1 end, pg_temp.id(1 + k % 299, 1, 1 + k % 299),
    case when k % 8 = 0 then '> ' || pg_temp.first_line(n) || E'\n\n' else '' end || 'That happened to me too.', '<p>That happened to me too.</p>', 1, 'published',
    to_timestamp(1760310000 + k)
from generate_series(1, 4000) k join own on n = case when k <= 2000 then 1 + k / 2 else 1000 + k end;
commit;
update threads set reply_count = replies, answer_count = answers
from (select entries.thread, count(*) as replies, count(*) filter (where entries.author <> post.author) as answers
      from entries join entries post on post.id = entries.thread where entries.parent is not null and entries.thread in (select thread from own) group by 1) counted
where threads.id = counted.thread;
insert into kindnesses (entry, account, thread, kind, created_at) select id, pg_temp.id(1 + n % 299, 1, 1 + n % 299), thread, 'hear', at from own;
insert into notices (id, account, kind, entry, created_at)
select gen_random_uuid(), post.author, 'reply', own.id, at from own join entries post on post.id = own.thread where n > 1000;
insert into entry_versions (entry, version, source, written_at) select id, 1, 'The lanternfish were near.', at from own where n % 10 = 0;
insert into drafts (account, place, sequence, tab, words, saved_at)
select accounts.id, 'reply-' || own.id, 1, 'tab', '{"text": "About lanternfish"}', now() from own, accounts where n <= 50 and accounts.name = 'Lanternfish';
analyze;
