-- A session is ended from another browser by a name of its own, which is worth nothing as a cookie.
alter table sessions add column id uuid not null default gen_random_uuid();
create unique index sessions_by_id on sessions (id);

-- Tries at a passphrase are counted as allowances now: before the passphrase is looked at, so that many at once count too.
drop table failed_sign_ins;
