-- Who somebody is elsewhere (OpenID Connect): found by who says so and by their subject there, never by a mail address or a name, and
-- nothing else of what they say is kept.
create table identities (
    issuer      text not null,
    subject     text not null check (char_length(subject) between 1 and 255),
    account     uuid not null references accounts on delete cascade,
    created_at  timestamptz not null,
    primary key (issuer, subject)
);
create index identities_of on identities (account);

-- Somebody went there to sign in: what their browser must bring back, and what is asked with it. Gone when they are back.
create unlogged table departures (
    state_hash    bytea primary key,
    browser_hash  bytea not null,
    nonce         text not null,
    verifier      text not null,
    back          text not null,
    shared        boolean not null,
    expires_at    timestamptz not null
);

-- Somebody came back for the first time, and picks a name. Gone when they have.
create unlogged table arrivals (
    ticket_hash  bytea primary key,
    issuer       text not null,
    subject      text not null,
    shared       boolean not null,
    expires_at   timestamptz not null
);
