-- One index says which notices are the same, where four did: each reply wrote into two of them. What is told is about an entry, or
-- about nothing but a decision.
create unique index notices_same on notices (entry, account, kind, decision) nulls not distinct;
drop index notices_once, notices_once_decided, notices_once_about, notices_of_entry;
