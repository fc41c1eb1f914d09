-- The part of an entry that a reason is about: where it begins and how long it is, never the words themselves.
create table decision_passages (
    decision uuid primary key references decisions (id),
    entry    uuid not null references entries on delete cascade,
    -- In characters of the entry's source, from 1.
    starts   int not null check (starts > 0),
    length   int not null check (length > 0)
);

-- The words a decision points at, as long as they stand as they did when it was made.
create function passage_of(asked uuid) returns text language plpgsql stable as $$
begin
    return (select nullif(substring(source from starts for length), '')
        from decision_passages join entries on entries.id = decision_passages.entry join decisions on decisions.id = decision
        where decision = asked and (edited_at is null or edited_at <= decisions.at) and (trimmed_at is null or trimmed_at <= decisions.at));
end;
$$;
