-- A room with a subject, a welcome text and a posting policy.
create table boards (
    id          uuid primary key,
    slug        text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 60),
    name        text not null check (char_length(name) between 1 and 80),
    about       text not null default '' check (char_length(about) <= 300),
    position    integer not null default 0,
    -- Who may read: everyone, or people with an account.
    readers     text not null default 'everyone' check (readers in ('everyone', 'members')),
    -- May guests write: not at all; yes, first looked at by a moderator; yes.
    guests      text not null default 'held' check (guests in ('none', 'held', 'welcome')),
    -- A member's first entries: held until a moderator looked, or open.
    newcomers   text not null default 'open' check (newcomers in ('held', 'open')),
    -- Entries with links to other sites: held, or open.
    links       text not null default 'open' check (links in ('held', 'open')),
    created_at  timestamptz not null,
    closed_at   timestamptz
);

-- Who was given which role, by whom, and until when. A null board means the whole site.
create table roles (
    id          uuid primary key,
    account     uuid not null references accounts on delete cascade,
    board       uuid references boards on delete cascade,
    role        text not null check (role in ('supporter', 'moderator', 'operator')),
    granted_by  uuid references accounts on delete set null,
    granted_at  timestamptz not null,
    ended_at    timestamptz,
    -- Operators run the site, not a board.
    check (role <> 'operator' or board is null)
);
create unique index roles_once on roles (account, role, coalesce(board, '00000000-0000-0000-0000-000000000000')) where ended_at is null;
