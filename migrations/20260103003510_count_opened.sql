-- A newcomer opens a thread of somebody else: how many they opened is kept, and forgotten once it is enough for every board. It is counted
-- while the thread is read, so that the page asks no more often for them than for others.
create function count_opened(opened uuid, reader uuid) returns integer language plpgsql as $$
declare
    so_far integer;
begin
    update accounts set threads_opened = case when exists (select from boards where reply_after_threads > threads_opened + 1) then threads_opened + 1 end
        where id = reader and threads_opened is not null and not exists (select from entries where entries.id = opened and author = reader)
        returning threads_opened into so_far;
    return so_far;
end $$;
