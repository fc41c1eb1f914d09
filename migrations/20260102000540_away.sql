-- What somebody keeps away from. A block works both ways, a mute one way; either is made at an entry, and the name is the
-- one that stood there: so a person behind an alias stays behind it, also in the list of those one blocked.
create table blocks (
    id          uuid primary key,
    by          uuid not null references accounts on delete cascade,
    whom        uuid not null references accounts on delete cascade,
    kind        text not null check (kind in ('block', 'mute')),
    name        text not null,
    created_at  timestamptz not null,
    check (by <> whom)
);
create index blocks_by on blocks (by, whom);
create index blocks_whom on blocks (whom, by);

create table thread_mutes (
    account     uuid not null references accounts on delete cascade,
    thread      uuid not null references threads on delete cascade,
    created_at  timestamptz not null,
    primary key (account, thread)
);

-- What becomes of entries with a content note for one reader; folded where nothing is said.
create table note_choices (
    account     uuid not null references accounts on delete cascade,
    note        text not null,
    choice      text not null check (choice in ('show', 'hide')),
    primary key (account, note)
);

-- The sum of the three, for the session's one query; null where somebody keeps away from nothing.
alter table accounts add column away jsonb;

-- Whether one of the two keeps away from the other, as the first sees it.
create function are_apart(viewer uuid, author uuid) returns boolean language sql stable as $$
    select exists (select from blocks where (by = viewer and whom = author) or (by = author and whom = viewer and kind = 'block'))
$$;
