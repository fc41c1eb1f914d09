-- A moderator's own single keys at the desk: on or off, and those that were changed, as action and key.
create table desk_keys (
    account     uuid primary key references accounts on delete cascade,
    are_on      boolean not null default true,
    keys        jsonb not null default '{}'
);
