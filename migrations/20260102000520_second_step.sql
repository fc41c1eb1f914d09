-- A second step at sign-in: a code from an app (totp) or a key of the device (passkey). A ticket is what the first step is
-- answered with: whoever has it gave the right passphrase a moment ago. A totp with an end was begun and not confirmed yet;
-- its `used_at` is the start of the half minute whose code was taken last, so that none is taken twice.
alter table credentials drop constraint credentials_kind_check;
alter table credentials add constraint credentials_kind_check
    check (kind in ('passphrase', 'recovery_code', 'sign_in_link', 'ticket', 'totp', 'passkey'));
drop index credentials_by_code;
create unique index credentials_by_code on credentials (secret) where kind in ('recovery_code', 'sign_in_link', 'ticket');

-- Since when signing in takes a second step: the sum of the credentials above, so that a session need not look for them.
alter table accounts add column second_step_at timestamptz;
