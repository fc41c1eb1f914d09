-- The same questions as before, in a language whose plans a connection keeps: in plain SQL they were planned anew for every page
-- of a thread and every reply, which took four times as long as answering them.
create or replace function needs_care(asked uuid, closed_since timestamptz) returns boolean language plpgsql stable as $$
begin
    return coalesce(
        (select wanted from reply_tips where reply_tips.thread = asked),
        (select notes && '{suicide,self-harm}' from threads where id = asked)
            or exists (select from cases where cases.thread = asked and priority <= 1 and (state <> 'closed' or closed_at > closed_since)));
end
$$;

create or replace function is_known_there(asked uuid, writer uuid, made_before timestamptz) returns boolean language plpgsql stable as $$
begin
    return exists (select from accounts where accounts.id = writer and (created_at <= made_before
        or exists (select from entries where entries.id = asked and author = writer)
        or exists (select from roles join threads on threads.id = asked
            where account = writer and ended_at is null and coalesce(roles.board, threads.board) = threads.board)));
end
$$;

create or replace function are_apart(viewer uuid, author uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from blocks where (by = viewer and whom = author) or (by = author and whom = viewer and kind = 'block'));
end
$$;
