-- Spending one of what somebody may do within an hour, where there is one left: one rule, for whoever stores something in the same
-- statement and for whoever asks before. Nobody (null) is what the software writes itself: no limit.
create function spend_allowance(whose text, what text, at timestamptz, each double precision, at_once double precision)
returns boolean language plpgsql as $$
begin
    if whose is null then
        return true;
    end if;
    insert into allowances (who, action, free_at) values (whose, what, at + make_interval(secs => each))
    on conflict (who, action) do update set free_at = greatest(allowances.free_at, at) + make_interval(secs => each)
        where greatest(allowances.free_at, at) + make_interval(secs => each) <= at + make_interval(secs => at_once);
    return found;
end
$$;
