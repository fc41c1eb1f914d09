-- In which thread it was put for words that did not stand under their writer's own name; none: for words that did. What is kept from an
-- account shows at the desk only beside words under the same name: nothing there says whose a name is.
alter table restraints add column alias_thread uuid;
update restraints set alias_thread = entries.thread from decisions, entries
    where decisions.id = restraints.decision and entries.id = decisions.entry and restraints.account is not null and voice <> 'member';

-- What keeps an entry's writer from writing, of what was put for words under the same name. Where the name was taken off or the words
-- were erased: of what was put for this entry.
create function restraints_known_at(place uuid, writer uuid, at timestamptz) returns setof restraints language plpgsql stable as $$
begin
    return query select restraints.* from restraints join entries on entries.id = place
        where restraints.account = writer and lifted_at is null and (until is null or until > at)
            and case voice when 'alias' then alias_thread = entries.thread when 'member' then alias_thread is null
                else exists (select from decisions where decisions.id = restraints.decision and decisions.entry = place) end;
end
$$;
