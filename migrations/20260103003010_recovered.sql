-- A passphrase that was set with a recovery code and nothing else since: as long as it is one, no other code of the same sheet is a
-- second step beside it, so that the sheet alone never is both.
alter table credentials add column recovered boolean not null default false check (not recovered or kind = 'passphrase');
