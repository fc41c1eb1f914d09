-- When somebody may be in danger: what was done, by whom and when. Goes with the case.
create table crisis_steps (
    id          uuid primary key,
    case_id     uuid not null references cases on delete cascade,
    step        text not null,
    by          uuid references accounts on delete set null,
    note        text not null default '' check (char_length(note) <= 2000),
    at          timestamptz not null,
    unique (case_id, step)
);
