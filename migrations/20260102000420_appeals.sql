-- The writer's answer to a decision: one, within six months, decided by somebody else where there is somebody else.
create table appeals (
    id          uuid primary key,
    decision    uuid not null unique,
    entry       uuid not null references entries on delete cascade,
    case_id     uuid references cases on delete set null,
    -- Nobody for a guest, who comes by the private link.
    account     uuid references accounts on delete set null,
    words       text not null default '' check (char_length(words) <= 4000),
    at          timestamptz not null,
    outcome     text check (outcome in ('granted', 'upheld')),
    decided_at  timestamptz,
    check ((outcome is null) = (decided_at is null))
);
create index appeals_of_case on appeals (case_id) where outcome is null;
create index appeals_of_entry on appeals (entry);
