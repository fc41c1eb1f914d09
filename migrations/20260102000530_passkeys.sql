-- What a browser was asked to sign with a passkey, until it answers; gone after a few minutes.
create unlogged table ceremonies (
    ticket_hash  bytea primary key,
    -- Null where somebody signs in: who it is, the answer says.
    account      uuid references accounts on delete cascade,
    state        jsonb not null,
    expires_at   timestamptz not null
);
