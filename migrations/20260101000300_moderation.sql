-- One subject that needs a moderator, with every reason folded in. A subject is an entry or a crisis line, by id only.
create table cases (
    id            uuid primary key,
    entry         uuid references entries,
    line          text,
    board         uuid references boards,
    state         text not null default 'open' check (state in ('open', 'leased', 'second_opinion', 'closed')),
    -- 0 in danger, 1 worried, 2 encouragement, 3 method, 4 report, 5 held, 6 appeal; the smallest reason wins.
    priority      smallint not null,
    -- Every change compares it: the second of two moderators is told, and loses nothing.
    version       integer not null default 1,
    leased_by     uuid references accounts on delete set null,
    leased_until  timestamptz,
    opened_at     timestamptz not null,
    -- By when somebody should have looked; only for the priorities with a clock.
    due_at        timestamptz,
    closed_at     timestamptz,
    check ((entry is null) <> (line is null)),
    check ((state = 'closed') = (closed_at is not null))
);
create unique index cases_one_per_subject on cases (coalesce(entry::text, line)) where state <> 'closed';
create index cases_of_entry on cases (entry) where entry is not null;
create index cases_of_holder on cases (leased_by) where state = 'leased';
create index cases_closed on cases (closed_at) where state = 'closed';
create index cases_next on cases (priority, opened_at, id) where state <> 'closed';

-- Why the software put it here: the policy's rule, and the spans the screen matched. Purged with the case.
create table case_reasons (
    id          uuid primary key,
    case_id     uuid not null references cases on delete cascade,
    rule        text not null,
    spans       jsonb not null default '[]',
    at          timestamptz not null
);
create index case_reasons_of on case_reasons (case_id, at);

-- Who said "not for me": they are dealt this case again only when nothing else waits.
create table case_passes (
    case_id     uuid not null references cases on delete cascade,
    account     uuid not null references accounts on delete cascade,
    at          timestamptz not null,
    primary key (case_id, account)
);

-- What a person told us about an entry or a line. "I'm worried" is a kind of its own, and no accusation.
create table reports (
    id          uuid primary key,
    case_id     uuid not null references cases on delete cascade,
    kind        text not null check (kind in ('report', 'worry', 'wrong_number')),
    -- For a report why, for a worry how much.
    reason      text not null,
    note        text not null default '' check (char_length(note) <= 2000),
    reporter    uuid references accounts on delete set null,
    at          timestamptz not null
);
create index reports_of on reports (case_id, at);
-- One person's report of one kind counts once for a case; sending it again changes nothing.
create unique index reports_once on reports (case_id, kind, reporter) where reporter is not null;

-- What a moderator did, and why. Append-only; each row carries the hash of the one before.
create table decisions (
    seq         bigint primary key,
    id          uuid not null unique,
    case_id     uuid,
    entry       uuid,
    line        text,
    board       uuid,
    by          uuid references accounts on delete set null,
    action      text not null check (action in ('let_stand', 'publish', 'cover', 'hold', 'remove', 'restore', 'lock', 'unlock', 'pin', 'unpin')),
    -- One of the rules; mandatory for a removal.
    reason      text,
    -- The moderator's own words to the writer.
    message     text not null default '',
    from_state  text,
    to_state    text,
    at          timestamptz not null,
    previous    bytea not null,
    hash        bytea not null,
    check (action <> 'remove' or reason is not null)
);
create index decisions_of_entry on decisions (entry, at);
-- The public counts and the log are read by time and by board.
create index decisions_at on decisions (at);
create index decisions_of_board on decisions (board, seq);
create index decisions_of_case on decisions (case_id) where case_id is not null;
create function decisions_are_append_only() returns trigger language plpgsql as $$
begin
    -- An account that leaves takes its name off; the rest of a row never changes.
    if tg_op = 'UPDATE' then
        if to_jsonb(new) ->> 'by' is null and to_jsonb(new) - 'by' = to_jsonb(old) - 'by' then
            return new;
        end if;
    end if;
    raise exception 'decisions are append-only';
end $$;
create trigger decisions_append_only before update or delete on decisions for each row execute function decisions_are_append_only();
create trigger decisions_stay before truncate on decisions for each statement execute function decisions_are_append_only();

-- What a person should know: a decision about their words, an answer to them. Words are looked up when read.
create table notices (
    id          uuid primary key,
    account     uuid not null references accounts on delete cascade,
    kind        text not null check (kind in ('decision', 'reply')),
    entry       uuid references entries on delete cascade,
    decision    uuid,
    created_at  timestamptz not null,
    read_at     timestamptz
);
create index notices_of on notices (account, id desc);
create index notices_unread on notices (account) where read_at is null;
create unique index notices_once on notices (account, kind, entry) where kind = 'reply';
create unique index notices_once_decided on notices (account, decision) where kind = 'decision';

-- What leaves the system, in the same transaction as its cause: ids only, never words.
create table outbox (
    id          bigint generated always as identity primary key,
    event       jsonb not null,
    due_at      timestamptz not null
);
create index outbox_due on outbox (due_at, id);
