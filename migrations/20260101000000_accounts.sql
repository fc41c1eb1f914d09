-- People who have an account. Names are shown as written and compared without case.
create table accounts (
    id          uuid primary key,
    name        text not null check (char_length(name) between 2 and 40),
    -- The name as compared: lower case, look-alike letters and spaces folded.
    name_key    text not null unique,
    signature   text not null default '' check (char_length(signature) <= 200),
    locale      text,
    created_at  timestamptz not null,
    -- Left: nobody can sign in. The name stays taken, so that nobody can pass for them.
    left_at     timestamptz
);

-- How somebody proves who they are. Other kinds (passkey, totp) join as further kinds.
create table credentials (
    id          uuid primary key,
    account     uuid not null references accounts on delete cascade,
    kind        text not null check (kind in ('passphrase', 'recovery_code', 'sign_in_link')),
    -- An argon2id string for a passphrase; the hex SHA-256 of a long random code or link otherwise.
    secret      text not null,
    created_at  timestamptz not null,
    expires_at  timestamptz,
    used_at     timestamptz
);
create index credentials_by_account on credentials (account, kind);
create unique index credentials_by_code on credentials (secret) where kind <> 'passphrase';

-- A signed-in browser. Only a hash of the cookie is kept, and no address or browser name.
create table sessions (
    token_hash    bytea primary key,
    account       uuid not null references accounts on delete cascade,
    created_at    timestamptz not null,
    -- Moved forward at most once an hour, so that it tells nobody when a person was here.
    seen_at       timestamptz not null,
    expires_at    timestamptz not null,
    -- A shared device: short idle time, cookie without an end date.
    shared        boolean not null default false
);
create index sessions_by_account on sessions (account);
create index sessions_by_end on sessions (expires_at);

-- Passphrase tries that failed, to slow guessing down for one account without locking its owner out.
create unlogged table failed_sign_ins (
    name_key  text not null,
    at        timestamptz not null
);
create index failed_sign_ins_by_name on failed_sign_ins (name_key, at);

-- What an account may do per action, kept here so that it holds over several processes: the moment from which the
-- allowance counts as untouched again (the "theoretical arrival time" of the generic cell rate algorithm).
create unlogged table allowances (
    who     text not null,
    action  text not null,
    free_at timestamptz not null,
    primary key (who, action)
);

-- Keys the software makes for itself (form tokens), shared by all processes on one database.
create table secrets (
    name        text primary key,
    secret      bytea not null,
    created_at  timestamptz not null
);
