-- A name that somebody had in a thread is nobody else's there, also after its owner left: whoever read it would take the two for one.
-- What stays then is the name we made up and its thread, and no account.
alter table aliases drop constraint aliases_pkey;
alter table aliases alter column account drop not null;
alter table aliases drop constraint aliases_account_fkey;
alter table aliases add constraint aliases_account_fkey foreign key (account) references accounts on delete set null;
create unique index aliases_once on aliases (thread, account) where account is not null;
