-- Who looks again at what was decided: somebody else than who decided it, wherever there is somebody else who can. That is who moderates
-- there, works at the desk (a second step, and its limits accepted), and did not write the words. What holds on the whole site is looked
-- at by those who moderate all of it.
create function can_be_decided_by_another(asked uuid, of_case uuid) returns boolean language plpgsql stable as $$
begin
    return exists (
        select from roles join accounts on accounts.id = roles.account join desk_care on desk_care.account = roles.account
            cross join (select decisions.by, exists (select from restraints where restraints.decision = asked and board is null and lifted_at is null) as is_everywhere
                from decisions where decisions.id = asked) decided
            cross join (select cases.board, coalesce(cases.writer, author) as writer from cases left join entries on entries.id = cases.entry
                where cases.id = of_case) this
        where role in ('moderator', 'operator') and ended_at is null and second_step_at is not null and limits_accepted_at is not null
            and left_at is null and memorial_at is null
            and roles.account is distinct from decided.by and roles.account is distinct from this.writer
            and (roles.board is null or roles.board = this.board and not decided.is_everywhere));
end
$$;

-- Whether that moderator is one who does, or there is nobody else.
create function may_look_again(asked uuid, of_case uuid, moderator uuid, everywhere boolean) returns boolean language plpgsql stable as $$
begin
    return not can_be_decided_by_another(asked, of_case)
        or exists (select from decisions where decisions.id = asked and decisions.by is distinct from moderator
            and (everywhere or not exists (select from restraints where restraints.decision = asked and board is null and lifted_at is null)));
end
$$;
