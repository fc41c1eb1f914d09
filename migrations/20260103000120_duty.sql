-- When moderators are on duty: in their own zone, one span a day; one that does not end after it begins goes on past midnight.
create table duty (
    account   uuid primary key references accounts on delete cascade,
    -- As the tz database names it, such as Europe/Lisbon.
    zone      text not null,
    -- "I am on now", until then.
    on_until  timestamptz
);
create table duty_hours (
    account   uuid not null references duty (account) on delete cascade,
    -- 0 is Monday.
    weekday   smallint not null check (weekday between 0 and 6),
    -- Minutes of the day.
    starts    smallint not null check (starts between 0 and 1439),
    ends      smallint not null check (ends between 0 and 1439),
    primary key (account, weekday)
);
