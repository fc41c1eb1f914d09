-- When each of the jobs that throw things away began last, and when it last came to its end. One process an hour does it.
create table job_runs (
    name      text primary key,
    begun_at  timestamptz not null,
    done_at   timestamptz
);
create index entries_removed on entries (id) where state = 'removed';
create index notices_read on notices (read_at) where read_at is not null;
