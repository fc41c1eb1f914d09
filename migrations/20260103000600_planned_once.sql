-- The questions a reply asks of the database, each in a language whose plans a connection keeps.

create or replace function is_member(asked uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from accounts where id = asked and waiting_since is null);
end
$$;

-- Whoever waits to be taken in is known no more than a guest. The function before this one had forgotten them.
create or replace function is_known_there(asked uuid, writer uuid, made_before timestamptz) returns boolean language plpgsql stable as $$
begin
    return exists (select from accounts where accounts.id = writer and ((created_at <= made_before and waiting_since is null)
        or exists (select from entries where entries.id = asked and author = writer)
        or exists (select from roles join threads on threads.id = asked
            where account = writer and ended_at is null and coalesce(roles.board, threads.board) = threads.board)));
end
$$;

create or replace function is_early_there(asked uuid, writer uuid, at timestamptz) returns boolean language plpgsql stable as $$
begin
    return exists (select from threads join boards on boards.id = threads.board join accounts on accounts.id = writer
        where threads.id = asked and reply_after_hours > 0 and accounts.created_at > at - make_interval(hours => reply_after_hours)
            and not exists (select from entries where entries.id = asked and author = writer)
            and not exists (select from roles where account = writer and ended_at is null and coalesce(roles.board, threads.board) = threads.board));
end
$$;
