-- Somebody died: nobody signs in as them, nothing is sent to them, and what they wrote stays. An operator says so, with a reason in the
-- log, and can take it back.
create table memorials (
    id             uuid primary key,
    account        uuid not null references accounts on delete cascade,
    -- Nobody answers what they wrote under their name. What they wrote under others says nothing of it: it would lead to them.
    quiet          boolean not null,
    since          timestamptz not null,
    decision       uuid not null,
    lifted_at      timestamptz,
    lift_decision  uuid,
    check ((lifted_at is null) = (lift_decision is null))
);
create unique index memorials_once on memorials (account) where lifted_at is null;

-- The sum of it, for every page that shows their name, and for whoever tries to sign in.
alter table accounts add column memorial_at timestamptz;
alter table accounts add column memorial_quiet boolean not null default false;
