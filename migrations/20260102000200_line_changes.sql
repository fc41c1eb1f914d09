-- What was done about a crisis line: the layer over the shipped file. Append-only; what is shown is the sum of a line's rows.
create table line_changes (
    -- Given one at a time (`lines::change` waits its turn), so that a larger number is always a later change.
    seq         bigint primary key,
    line        text not null,
    kind        text not null check (kind in ('add', 'correct', 'check', 'hide', 'show')),
    -- The whole line, as it is from then on.
    entry       jsonb,
    -- The day on which somebody looked at the service's own page.
    checked_on  date,
    why         text not null default '' check (char_length(why) <= 2000),
    -- The case it was decided in; its reason stands there, and in the log of decisions.
    case_id     uuid,
    by          uuid references accounts on delete set null,
    at          timestamptz not null,
    check ((kind in ('add', 'correct')) = (entry is not null)),
    check (kind not in ('add', 'correct', 'check') or checked_on is not null),
    check (kind in ('add', 'check') or why <> '' or case_id is not null)
);
create index line_changes_of on line_changes (line, seq);

create function line_changes_are_append_only() returns trigger language plpgsql as $$
begin
    -- An account that leaves takes its name off; the rest of a row never changes.
    if tg_op = 'UPDATE' then
        if to_jsonb(new) ->> 'by' is null and to_jsonb(new) - 'by' = to_jsonb(old) - 'by' then
            return new;
        end if;
    end if;
    raise exception 'line_changes are append-only';
end $$;
create trigger line_changes_append_only before update or delete on line_changes for each row execute function line_changes_are_append_only();
create trigger line_changes_stay before truncate on line_changes for each statement execute function line_changes_are_append_only();

-- Until now a hidden line was the sum of what was decided at the desk.
insert into line_changes (seq, line, kind, why, case_id, by, at)
    select row_number() over (order by seq), line, case action when 'hold' then 'hide' else 'show' end, message, coalesce(case_id, id), by, at
    from decisions where line is not null and action in ('hold', 'restore');

-- What people said is wrong stands on top of the page of those who look after the lines.
create index cases_of_lines on cases (opened_at, id) where line is not null and state <> 'closed';
