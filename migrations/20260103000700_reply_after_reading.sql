-- Until somebody has opened so many threads on boards that ask for it, what they answer to others there is read first. Never what they
-- post, nor what they write under their own posts. 0: nothing is.
alter table boards add column reply_after_threads integer not null default 0 check (reply_after_threads between 0 and 100);

-- How many a newcomer opened, of others, where a board asks: a number, and never which. Null: it is enough, or they are no newcomer any
-- more; nothing is counted then. Whoever is here already is none.
alter table accounts add column threads_opened integer;
alter table accounts alter column threads_opened set default 0;

create or replace function is_early_there(asked uuid, writer uuid, at timestamptz) returns boolean language plpgsql stable as $$
begin
    return exists (select from threads join boards on boards.id = threads.board join accounts on accounts.id = writer
        where threads.id = asked
            and (reply_after_hours > 0 and accounts.created_at > at - make_interval(hours => reply_after_hours)
                -- Nobody stays new for longer than a month.
                or accounts.threads_opened < reply_after_threads and accounts.created_at > at - interval '30 days')
            and not exists (select from entries where entries.id = asked and author = writer)
            and not exists (select from roles where account = writer and ended_at is null and coalesce(roles.board, threads.board) = threads.board));
end
$$;
