-- What keeps a writer (an account, or a guest by the day's hash) from something on a board at a moment: one rule, in one place.
create function restraints_on(writer uuid, mark text, place uuid, at timestamptz) returns text[] language plpgsql stable as $$
begin
    return array(select kind from restraints where (account = writer or guest = mark) and lifted_at is null
        and (until is null or until > at) and (board is null or board = place));
end
$$;
