-- One run of the importer that was applied.
create table imports (
    id          uuid primary key,
    source      text not null check (source in ('wordpress')),
    board       uuid not null references boards,
    started_at  timestamptz not null,
    finished_at timestamptz
);

-- Where an imported entry came from: the same row again is the same entry.
create table imported_entries (
    source      text not null,
    -- The site of the export and the row's own id there, such as "example.org post 12".
    source_id   text not null,
    entry       uuid not null references entries on delete cascade,
    import      uuid not null references imports,
    primary key (source, source_id)
);
