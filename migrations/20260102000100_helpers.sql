-- Who of those on a page is a supporter or a moderator: most are neither, and their roles need not be looked for.
-- The rows in `roles` say which; this is their sum, kept here so that whoever writes them keeps it right.
alter table accounts add column helps boolean not null default false;

create function sum_up_roles() returns trigger language plpgsql as $$
declare
    whose uuid := case tg_op when 'DELETE' then old.account else new.account end;
begin
    -- One after the other, and in a statement of its own: the sum then sees what whoever came before has written.
    perform from accounts where id = whose for no key update;
    update accounts set helps = exists (select from roles where account = whose and ended_at is null and role <> 'operator') where id = whose;
    return null;
end $$;
create trigger roles_are_summed_up after insert or update or delete on roles for each row execute function sum_up_roles();

update accounts set helps = true where id in (select account from roles where ended_at is null and role <> 'operator');
