-- Whether this person is offered help beside their text while they write it. A draft is read and forgotten.
alter table accounts add column care_while_writing boolean not null default true;

-- Since when only supporters, moderators and its writer may reply: the writer asked for it, and can undo it.
alter table threads add column reserved_at timestamptz;

-- The thread of the entry a case is about. Whether replies in a thread are written and read with special care follows from its
-- cases while they are there; nothing of it stands with an entry or an account.
alter table cases add column thread uuid references threads;
update cases set thread = entries.thread from entries where entries.id = cases.entry;
create index cases_of_thread on cases (thread) where thread is not null and priority <= 1;

-- A moderator's word on whether a thread needs such care, over what its cases say. Forgotten like a closed case.
create table reply_tips (
    thread  uuid primary key references threads on delete cascade,
    wanted  boolean not null,
    by      uuid references accounts on delete set null,
    at      timestamptz not null
);
