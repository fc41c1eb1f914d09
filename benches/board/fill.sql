-- What is measured: one board with 10,000 posts, a thread with 50 replies and one with 500, eight writers and a reader.
-- Ids are made from the time, as the program makes them: id(seconds, kind, number).
create function pg_temp.id(seconds bigint, kind int, n bigint) returns uuid language sql immutable as
$$ select (lpad(to_hex(1760000000000 + seconds * 1000), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid $$;
create function pg_temp.words(n bigint) returns text language sql immutable as
$$ select 'It rained all morning, and the house was quiet. Number ' || n || ' said that the evenings are the longest part of the day, and that the walk to the shop helps a little.' $$;

-- Writers are 1 to 8, the reader is 9.
insert into accounts (id, name, name_key, signature, created_at)
select pg_temp.id(n, 1, n), 'Wanderer ' || n, 'bench' || n, case when n % 3 = 0 then 'One day, and then the next.' else '' end, to_timestamp(1760000000) from generate_series(1, 300) n;
insert into sessions (token_hash, account, created_at, seen_at, expires_at)
select sha256(convert_to('bench-' || n, 'utf8')), pg_temp.id(n, 1, n), now(), now(), now() + interval '30 days' from generate_series(1, 9) n;
insert into roles (id, account, role, granted_at) select pg_temp.id(n, 2, n), pg_temp.id(n, 1, n), 'supporter', now() from generate_series(10, 40) n;
insert into boards (id, slug, name, about, guests, created_at) values (pg_temp.id(1, 3, 1), 'bench', 'Evenings', 'For the long ones.', 'welcome', now());

begin;
insert into threads (id, board, title, wish, excerpt, state, created_at, last_entry_at, reply_count, answer_count)
select pg_temp.id(n * 10, 4, n), pg_temp.id(1, 3, 1), 'A long evening, number ' || n, 'listen', left(pg_temp.words(n), 160), 'published', to_timestamp(1760000000 + n * 10),
    to_timestamp(1760000000 + n * 10), replies, replies
from (select n, case n when 50 then 50 when 500 then 500 else 0 end as replies from generate_series(1, 10000) n) threads;
insert into entries (id, thread, author, source, html, renderer, state, created_at)
select id, id, pg_temp.id(10 + n % 290, 1, 10 + n % 290), pg_temp.words(n) || pg_temp.words(n + 1), '<p>' || pg_temp.words(n) || '</p>' || E'\n' || '<p>' || pg_temp.words(n + 1) || '</p>', 1, 'published', created_at
from (select id, created_at, row_number() over (order by id) as n from threads where board = pg_temp.id(1, 3, 1)) posts;
-- One in four answers an earlier reply.
insert into entries (id, thread, parent, depth, author, source, html, renderer, state, created_at)
select pg_temp.id(200000 + k, 5, k * 1000 + n), thread, case when k % 4 = 3 then pg_temp.id(200000 + k - 1, 5, (k - 1) * 1000 + n) else thread end, case when k % 4 = 3 then 2 else 1 end,
    pg_temp.id(10 + k * 7 % 290, 1, 10 + k * 7 % 290), pg_temp.words(k), '<p>' || pg_temp.words(k) || '</p>', 1, 'published', to_timestamp(1760200000 + k)
from (values (50), (500)) sizes (n), lateral (select pg_temp.id(n * 10, 4, n) as thread) place, generate_series(1, n) k;
commit;
insert into kindnesses (entry, account, thread, kind, created_at)
select id, pg_temp.id(9, 1, 9), thread, 'love', now() from entries where parent is not null and get_byte(uuid_send(id), 15) % 5 = 0;

-- What the limits read and write: rows as large as a reply.
create table bench_rows as select n as id, pg_temp.words(n) as source, '<p>' || pg_temp.words(n) || '</p>' as html from generate_series(1, 10000) n;
alter table bench_rows add primary key (id);
create table bench_written (id uuid primary key default gen_random_uuid(), thread integer not null, source text not null, html text not null, created_at timestamptz not null default now());
create index on bench_written (thread, id);
