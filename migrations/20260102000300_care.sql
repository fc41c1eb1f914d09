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

-- Whether replies in a thread need care: a moderator's word, else the writer's own note, or a case about danger (0) or worry (1) that
-- is open or was closed after `closed_since`. Asked by the page of a thread and by what is written in it: one rule, in one place.
create function needs_care(asked uuid, closed_since timestamptz) returns boolean language sql stable as $$
    select coalesce(
        (select wanted from reply_tips where reply_tips.thread = asked),
        (select notes && '{suicide,self-harm}' from threads where id = asked)
            or exists (select from cases where cases.thread = asked and priority <= 1 and (state <> 'closed' or closed_at > closed_since)))
$$;

-- Whether somebody's reply there goes up at once although it needs care: the post's writer, supporters, and accounts made before
-- `made_before`; never a guest.
create function is_known_there(asked uuid, writer uuid, made_before timestamptz) returns boolean language sql stable as $$
    select exists (select from accounts where accounts.id = writer and (created_at <= made_before
        or exists (select from entries where entries.id = asked and author = writer)
        or exists (select from roles join threads on threads.id = asked
            where account = writer and ended_at is null and coalesce(roles.board, threads.board) = threads.board)))
$$;
