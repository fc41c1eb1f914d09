-- Names of people who left and whose account is gone, as SHA-256 of the name as compared: nobody can pass for them.
create table left_names (
    name_hash  bytea primary key,
    left_at    timestamptz not null
);

-- Erasing and leaving go by these.
create index notices_of_entry on notices (entry) where entry is not null;
create index aliases_of_account on aliases (account);
create index entry_moves_by on entry_moves (by) where by is not null;
create index reports_by on reports (reporter) where reporter is not null;
create index case_passes_by on case_passes (account);
create index decisions_by on decisions (by) where by is not null;
create index roles_by on roles (granted_by) where granted_by is not null;
