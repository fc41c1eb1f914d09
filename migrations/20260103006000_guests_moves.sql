-- Who opened a guest's private link while signed in was written down beside the guest's words: no account belongs there.
update entry_moves set by = null from entries
    where entries.id = entry and author is null and by is not null and to_state = 'withdrawn';
update appeals set account = null from entries where entries.id = entry and voice = 'guest' and account is not null;
