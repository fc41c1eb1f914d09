-- One index says which notices are the same, where three did: what is told to somebody is about an entry, or about nothing but a decision.
create unique index notices_same on notices (account, entry, kind, decision) nulls not distinct;
drop index notices_once, notices_once_decided, notices_once_about;
