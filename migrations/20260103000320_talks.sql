-- What the writer of an entry writes to the desk about it. What the desk answers stands with its decisions. Gone with the entry's words.
create table desk_messages (
    id          uuid primary key,
    entry       uuid not null references entries on delete cascade,
    words       text not null check (char_length(words) between 1 and 4000),
    at          timestamptz not null
);
create index desk_messages_of on desk_messages (entry, at);
create index desk_messages_at on desk_messages (at);

-- The name under which a moderator's words reach a writer, chosen by them; null: the team.
alter table desk_care add column signs_as text check (char_length(signs_as) <= 40);
