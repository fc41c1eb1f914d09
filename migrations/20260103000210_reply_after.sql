-- For so many hours after joining, what somebody answers to others is read first. What they post, and what they write under their own
-- posts, never is for that: nobody waits with asking for help. 0: nothing is.
alter table boards add column reply_after_hours integer not null default 0 check (reply_after_hours between 0 and 720);

-- Whether that applies to a writer in a thread at a moment; supporters are known. One rule, in one place.
create function is_early_there(asked uuid, writer uuid, at timestamptz) returns boolean language sql stable as $$
    select exists (select from threads join boards on boards.id = threads.board join accounts on accounts.id = writer
        where threads.id = asked and reply_after_hours > 0 and accounts.created_at > at - make_interval(hours => reply_after_hours)
            and not exists (select from entries where entries.id = asked and author = writer)
            and not exists (select from roles where account = writer and ended_at is null and coalesce(roles.board, threads.board) = threads.board))
$$;
