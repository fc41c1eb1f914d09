-- What a member is writing and has not sent: one a place (`write-BOARD`, `reply-ENTRY`, `own-ENTRY-VERSION`). Whoever saves says which
-- sequence they go by, so that two tabs never overwrite each other unseen; the tab that saved last may do so again, as it may have
-- missed the answer.
create table drafts (
    account   uuid not null references accounts on delete cascade,
    place     text not null,
    sequence  bigint not null,
    tab       text not null,
    words     jsonb not null,
    saved_at  timestamptz not null,
    primary key (account, place)
);
create index drafts_old on drafts (saved_at);
