-- One post and all its replies: the narrow row that lists are made of. Its id is its post's id.
create table threads (
    id            uuid primary key,
    board         uuid not null references boards,
    title         text not null,
    wish          text not null default 'listen' check (wish in ('listen', 'experience', 'advice', 'celebrate')),
    -- Content notes: the fixed kinds by name, the writer's own words as written.
    notes         text[] not null default '{}',
    -- The first words of the post in plain text; empty where the post has a note.
    excerpt       text not null default '',
    -- The state of the post, repeated here so that lists read one table.
    state         text not null check (state in ('held', 'published', 'covered', 'removed', 'withdrawn', 'erased')),
    created_at    timestamptz not null,
    -- Replies that can be read, and those of them by somebody else than the writer.
    reply_count   integer not null default 0 check (reply_count >= 0),
    answer_count  integer not null default 0 check (answer_count >= 0),
    last_entry_at timestamptz not null,
    -- Counts every change a reader could see, for caches.
    version       bigint not null default 1,
    locked_at     timestamptz,
    pinned_at     timestamptz
);
create index threads_recent on threads (board, last_entry_at desc, id desc) where state in ('published', 'covered');
create index threads_waiting on threads (board, id) where state in ('published', 'covered') and answer_count = 0 and locked_at is null;
create index threads_pinned on threads (board, pinned_at desc) where pinned_at is not null;
create index threads_new on threads (board, id desc) where state in ('published', 'covered');

-- A post or a reply. Ids are UUIDv7 made from the time of writing, so id order is time order, also for imports.
create table entries (
    id           uuid primary key,
    thread       uuid not null references threads deferrable initially deferred,
    -- Null for the post.
    parent       uuid references entries,
    depth        integer not null default 0 check (depth >= 0),
    -- Null for guests, imported people and those who took their name off.
    author       uuid references accounts on delete set null,
    -- The name shown: an alias, a guest's name or an imported name; null where the account's own name shows.
    name         text,
    voice        text not null default 'member' check (voice in ('member', 'alias', 'guest', 'imported', 'nameless')),
    -- As written, in Markdown; empty once erased.
    source       text not null,
    -- Rendered and cleaned once, when written; `renderer` says by which version.
    html         text not null,
    renderer     smallint not null,
    notes        text[] not null default '{}',
    state        text not null check (state in ('held', 'published', 'covered', 'removed', 'withdrawn', 'erased')),
    -- The form it came in. The same form sent twice is one entry, whatever died in between.
    nonce        uuid,
    -- SHA-256 of the private link with which a guest edits or erases.
    guest_key    bytea,
    created_at   timestamptz not null,
    edited_at    timestamptz,
    -- Erased text leaves nothing behind but the neutral shell.
    check (state <> 'erased' or (source = '' and html = '' and name is null and author is null)),
    check ((parent is null) = (depth = 0))
);
create unique index entries_once on entries (nonce) where nonce is not null;
create index entries_of_thread on entries (thread, id);
create index entries_of_parent on entries (parent) where parent is not null;
create index entries_of_author on entries (author, id desc) where author is not null;

-- What an entry said before it was edited. Gone with the entry's text.
create table entry_versions (
    entry       uuid not null references entries on delete cascade,
    version     integer not null,
    title       text,
    source      text not null,
    written_at  timestamptz not null,
    primary key (entry, version)
);

-- Why an entry is in its state: who moved it, from where, when. Machine reasons stand with their case.
create table entry_moves (
    id          uuid primary key,
    entry       uuid not null references entries on delete cascade,
    from_state  text not null,
    to_state    text not null,
    -- Null where the software or a guest's private link did it.
    by          uuid references accounts on delete set null,
    at          timestamptz not null
);
create index entry_moves_of on entry_moves (entry, at);

-- A name for one thread only: stable in it, and no other account's there.
create table aliases (
    thread      uuid not null references threads on delete cascade,
    account     uuid not null references accounts on delete cascade,
    name        text not null,
    created_at  timestamptz not null,
    primary key (thread, account),
    unique (thread, name)
);

-- A reaction from a fixed kind set. How many there are is for the entry's writer alone.
create table kindnesses (
    entry       uuid not null references entries on delete cascade,
    account     uuid not null references accounts on delete cascade,
    thread      uuid not null references threads on delete cascade,
    kind        text not null check (kind in ('love', 'hear', 'me_too', 'hope', 'thanks')),
    created_at  timestamptz not null,
    primary key (entry, account, kind)
);
create index kindnesses_of_reader on kindnesses (account, thread);
