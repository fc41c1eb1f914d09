-- Who asked to join where the operator asks a question first. Until a volunteer has read the answer, the account may do what a guest may:
-- nothing here ever stands between somebody and asking for help. Null: a member.
alter table accounts add column waiting_since timestamptz;

create table applications (
    id          uuid primary key,
    account     uuid not null unique references accounts on delete cascade,
    -- As it was asked then.
    question    text not null,
    answer      text not null check (char_length(answer) <= 2000),
    asked_at    timestamptz not null,
    outcome     text check (outcome in ('accepted', 'declined')),
    decided_at  timestamptz,
    decision    uuid,
    check ((outcome is null) = (decided_at is null) and (outcome is null) = (decision is null))
);
create index applications_decided on applications (decided_at) where decided_at is not null;
create index applications_by_decision on applications (decision) where decision is not null;

-- A case can be about an account that asks to join. It goes with the account.
alter table cases add column account uuid references accounts on delete cascade;
create index cases_of_account on cases (account) where account is not null;
alter table cases drop constraint cases_check;
alter table cases add constraint cases_one_subject check (num_nonnulls(entry, line, account) = 1);
drop index cases_one_per_subject;
create unique index cases_one_per_subject on cases (coalesce(entry::text, line, account::text)) where state <> 'closed';

-- One-use links by which members bring somebody along. Who brought whom is for operators only; the link itself is known by its hash.
create table invites (
    id          uuid primary key,
    by          uuid references accounts on delete set null,
    token_hash  bytea not null unique,
    made_at     timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    -- Null also after they left.
    used_by     uuid references accounts on delete set null,
    check (used_by is null or used_at is not null)
);
create index invites_by on invites (by) where by is not null;
create index invites_of on invites (used_by) where used_by is not null;

-- What can be decided is listed in the program; here only that it is one plain word.
alter table decisions drop constraint if exists decisions_action_check;
alter table decisions add constraint decisions_action_check check (action ~ '^[a-z_]{3,30}$');

-- Whether somebody reads what is for members: they have an account, and do not wait to be taken in.
create function is_member(asked uuid) returns boolean language sql stable as $$
    select exists (select from accounts where id = asked and waiting_since is null)
$$;

-- Whoever waits to be taken in is known no more than a guest.
create or replace function is_known_there(asked uuid, writer uuid, made_before timestamptz) returns boolean language sql stable as $$
    select exists (select from accounts where accounts.id = writer and ((created_at <= made_before and waiting_since is null)
        or exists (select from entries where entries.id = asked and author = writer)
        or exists (select from roles join threads on threads.id = asked
            where account = writer and ended_at is null and coalesce(roles.board, threads.board) = threads.board)))
$$;
