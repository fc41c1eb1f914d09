-- A block or mute is between two faces: what somebody wrote under their name, or under the alias they have in one thread. It was between
-- accounts before, and whoever compared what vanished with what a stranger sees knew which aliases were whose.
alter table blocks add column thread uuid references threads on delete cascade;
alter table blocks add column by_thread uuid references threads on delete cascade;
comment on column blocks.thread is 'whom it is about: who has an alias in this thread, as that; null: under their name';
comment on column blocks.by_thread is 'as whom it was made: who has an alias in this thread, as that; null: under their name';

delete from blocks where name = '';
update blocks set thread = aliases.thread from aliases
    where aliases.account = whom and aliases.name = blocks.name and not exists (select from accounts where accounts.id = whom and accounts.name = blocks.name);

drop function are_apart(uuid, uuid);

-- Whether a reader keeps away from what that author wrote with such a voice in that thread, or is kept away from it.
create function are_apart(reader uuid, author uuid, voice text, asked uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from blocks
        where (by = reader and whom = author and case when thread is null then voice = 'member' else voice = 'alias' and thread = asked end)
            or (by = author and whom = reader and kind = 'block'
                and case when by_thread is null then voice = 'member' else voice = 'alias' and by_thread = asked end));
end
$$;

-- The sums of before, by faces: the people under their names, and those behind aliases each with the thread.
update accounts set away = (away - 'people') || jsonb_build_object(
    'people', coalesce((select jsonb_agg(distinct case when by = accounts.id then whom else by end) from blocks
        where (by = accounts.id and thread is null) or (whom = accounts.id and kind = 'block' and by_thread is null)), '[]'),
    'aliases', coalesce((select jsonb_agg(distinct jsonb_build_array(thread, whom)) from blocks where by = accounts.id and thread is not null), '[]'))
    where away is not null;
