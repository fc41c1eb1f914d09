-- A decision waits a moment before anybody feels it, so that a slip can be taken back and nobody ever saw it.
create table plans (
    id          uuid primary key,
    case_id     uuid not null references cases on delete cascade,
    by          uuid not null references accounts,
    -- A message alone leaves the case where it is.
    closes      boolean not null,
    action      text not null,
    reason      text,
    message     text not null default '',
    -- What some actions need besides: the passage, the notes, the board, until when.
    detail      jsonb not null default '{}',
    -- The case's version once this was planned: what is added later is seen by it.
    version     integer not null,
    made_at     timestamptz not null,
    due_at      timestamptz not null
);
create unique index plans_one_that_closes on plans (case_id) where closes;
create index plans_of on plans (by, made_at);

-- When the waiting decision is carried out; nobody is dealt the case until then.
alter table cases add column settles_at timestamptz;

-- What moderators tell each other about a case. Goes with the case.
create table case_notes (
    id          uuid primary key,
    case_id     uuid not null references cases on delete cascade,
    by          uuid references accounts on delete set null,
    kind        text not null check (kind in ('note', 'handover', 'second')),
    note        text not null check (char_length(note) <= 2000),
    at          timestamptz not null
);
create index case_notes_of on case_notes (case_id, at);

-- When a volunteer took a passage out. What stood there is a version that only moderators and the writer can read, emptied after a time.
alter table entries add column trimmed_at timestamptz;
alter table entry_versions add column kept_until timestamptz;
create index entry_versions_kept on entry_versions (kept_until) where kept_until is not null;

alter table decisions drop constraint decisions_action_check;
alter table decisions add constraint decisions_action_check check (action in ('let_stand', 'publish', 'cover', 'hold', 'remove', 'restore',
    'lock', 'unlock', 'pin', 'unpin', 'edit_out', 'notes', 'move', 'write', 'warn', 'pause', 'hold_all', 'ban', 'lift', 'uphold', 'unmask'));
alter table decisions drop constraint decisions_check;
alter table decisions add constraint decisions_with_reason check (action not in ('remove', 'warn', 'pause', 'hold_all', 'ban') or reason is not null);
