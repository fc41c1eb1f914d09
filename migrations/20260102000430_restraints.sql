-- What an account, or whoever wrote as a guest, may not do for a time. Reading, leaving, erasing and appealing are never taken away.
create table restraints (
    id          uuid primary key,
    account     uuid references accounts on delete cascade,
    -- The day's keyed hash of a guest's address: worth nothing once the key is thrown away.
    guest       text,
    -- Null: on the whole site.
    board       uuid references boards on delete cascade,
    kind        text not null check (kind in ('pause', 'hold_all', 'ban')),
    decision    uuid not null,
    since       timestamptz not null,
    until       timestamptz,
    lifted_at   timestamptz,
    check ((account is null) <> (guest is null)),
    check (guest is null or until is not null)
);
create index restraints_of_account on restraints (account) where lifted_at is null;
create index restraints_of_guest on restraints (guest) where lifted_at is null and guest is not null;
create index restraints_of_decision on restraints (decision);

-- By which hash a guest wrote, so that a flood can be stopped. Gone after 24 hours.
create unlogged table guest_marks (
    entry       uuid primary key references entries on delete cascade,
    mark        text not null,
    at          timestamptz not null
);
create index guest_marks_at on guest_marks (at);
