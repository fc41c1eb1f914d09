-- The site's own rules about what is looked at: they cover, hold or flag, and none refuses. A rule is never changed: a new one takes its
-- place, so that what an old one found stays what it was.
create table match_rules (
    id          uuid primary key,
    name        text not null check (char_length(name) between 1 and 80),
    -- Null: on every board.
    board       uuid references boards on delete cascade,
    kind        text not null check (kind in ('words', 'pattern', 'link', 'new_account', 'flood', 'duplicate')),
    -- The words or sites, one a line; or the pattern.
    looks_for   text not null default '' check (char_length(looks_for) <= 4000),
    -- Hours, or how often.
    number      integer check (number between 1 and 1000),
    outcome     text not null check (outcome in ('cover', 'hold', 'flag')),
    made_by     uuid references accounts on delete set null,
    made_at     timestamptz not null,
    ended_by    uuid references accounts on delete set null,
    ended_at    timestamptz,
    check ((kind in ('words', 'pattern', 'link')) = (looks_for <> '')),
    check ((kind in ('new_account', 'flood', 'duplicate')) = (number is not null))
);
create index match_rules_in_force on match_rules (made_at) where ended_at is null;
-- What a rule found stands with the case, as a reason `match:` and its id, and goes with it.
create index case_reasons_of_match on case_reasons (rule) where rule like 'match:%';
