-- What those on a page help as, said once where it is written down: as `role` or `role:board`, as a session has it. It was only kept
-- whether there is anything, and then looked for anew at each of their entries.
drop trigger roles_are_summed_up on roles;
alter table accounts drop column helps;
alter table accounts add column helps_as text[];

create or replace function sum_up_roles() returns trigger language plpgsql as $$
declare
    whose uuid := case tg_op when 'DELETE' then old.account else new.account end;
begin
    -- One after the other, and in a statement of its own: the sum then sees what whoever came before has written.
    perform from accounts where id = whose for no key update;
    update accounts set helps_as = (select array_agg(role || coalesce(':' || board::text, '') order by role, board) from roles
        where account = whose and ended_at is null and role <> 'operator') where id = whose;
    return null;
end $$;
create trigger roles_are_summed_up after insert or update or delete on roles for each row execute function sum_up_roles();

update accounts set helps_as = sums.helps_as from (select account, array_agg(role || coalesce(':' || board::text, '') order by role, board) as helps_as
    from roles where ended_at is null and role <> 'operator' group by account) as sums where accounts.id = sums.account;

-- What a page asks of few of its entries: as functions they cost the others nothing, not even their beginning.
create function kindnesses_of(asked uuid) returns text[] language plpgsql stable as $$ begin
    return array(select kind || ':' || count(*) from kindnesses where kindnesses.entry = asked group by kind);
end $$;

create function was_looked_at(asked uuid, since timestamptz) returns boolean language plpgsql stable as $$ begin
    return exists (select from decisions where decisions.entry = asked and action in ('let_stand', 'cover') and at >= since);
end $$;
