-- How a moderator looks after themselves. Shown to nobody else, and counted nowhere.
create table desk_care (
    account     uuid primary key references accounts on delete cascade,
    -- Entries with these content notes are not dealt to them.
    avoid       text[] not null default '{}',
    break_until timestamptz,
    -- Decisions a day, after which they are dealt no more; null: no end.
    most_a_day  integer check (most_a_day between 1 and 500)
);
-- What one moderator decided lately, for a word after many hard cases.
create index decisions_of_moderator on decisions (by, at) where by is not null;
