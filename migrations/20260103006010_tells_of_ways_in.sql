-- Who chose so is told by mail that a passphrase was set with a recovery code.
alter table mail_addresses drop constraint mail_addresses_tells_check;
alter table mail_addresses add constraint mail_addresses_tells_check check (tells <@ '{replies,decisions,recovered}');
