-- What was put on the whole site is looked at again by nobody who moderates a part of it, be there somebody else or not; also once it was
-- lifted: that is when the question is answered.
create or replace function can_be_decided_by_another(asked uuid, of_case uuid) returns boolean language plpgsql stable as $$
begin
    return exists (
        select from roles join accounts on accounts.id = roles.account join desk_care on desk_care.account = roles.account
            cross join (select decisions.by, exists (select from restraints where restraints.decision = asked and board is null) as is_everywhere
                from decisions where decisions.id = asked) decided
            cross join (select cases.board, coalesce(cases.writer, author) as writer from cases left join entries on entries.id = cases.entry
                where cases.id = of_case) this
        where role in ('moderator', 'operator') and ended_at is null and second_step_at is not null and limits_accepted_at is not null
            and left_at is null and memorial_at is null
            and roles.account is distinct from decided.by and roles.account is distinct from this.writer
            and (roles.board is null or roles.board = this.board and not decided.is_everywhere));
end
$$;

create or replace function may_look_again(asked uuid, of_case uuid, moderator uuid, everywhere boolean) returns boolean language plpgsql stable as $$
begin
    if not everywhere and exists (select from restraints where restraints.decision = asked and board is null) then
        return false;
    end if;
    return exists (select from decisions where decisions.id = asked and decisions.by is distinct from moderator)
        or not can_be_decided_by_another(asked, of_case);
end
$$;

-- Words that were erased, or lost their name, are no alias's: only who has an alias in that thread can have written under one.
update restraints set alias_thread = null from decisions, entries
    where decisions.id = restraints.decision and entries.id = decisions.entry and voice = 'nameless'
        and not exists (select from aliases where aliases.thread = entries.thread and aliases.account = restraints.account);

-- A block made by an alias whose name was taken off kept anybody from the next alias of the same person there: it keeps them away one way.
update blocks set kind = 'mute', by_thread = null
    where kind = 'block' and by_thread is not null and not exists (select from aliases where aliases.thread = by_thread and aliases.account = blocks.by);
