-- Addresses for mail, which nobody needs to have. What stands here is worth nothing without the operator's key, which is not here.
create table mail_addresses (
    id           uuid primary key,
    account      uuid not null references accounts on delete cascade,
    -- Sealed with the operator's key, for this account only.
    sealed       bytea not null,
    -- A keyed hash, to find it by. Two accounts may have one address: adding it tells nobody that it is here.
    lookup       bytea not null,
    -- The language somebody read when they added it.
    language     text not null,
    created_at   timestamptz not null,
    -- Until then nothing but the link that confirms it is sent there.
    confirmed_at timestamptz,
    -- What they chose to be told of; nothing, unless they say so.
    tells        text[] not null default '{}' check (tells <@ '{replies,decisions}'),
    -- When they were told last that there is something new: they are told again once they looked.
    told_at      timestamptz
);
create unique index mail_addresses_confirmed on mail_addresses (account) where confirmed_at is not null;
create unique index mail_addresses_pending on mail_addresses (account) where confirmed_at is null;
create index mail_addresses_by_account on mail_addresses (account);
create index mail_addresses_lookup on mail_addresses (lookup) where confirmed_at is not null;

-- Links that were sent. They go with the address they were sent to.
create table mail_links (
    id           uuid primary key,
    address      uuid not null references mail_addresses on delete cascade,
    purpose      text not null check (purpose in ('confirm', 'recover')),
    token_hash   bytea not null unique,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    used_at      timestamptz
);
create index mail_links_of on mail_links (address);
