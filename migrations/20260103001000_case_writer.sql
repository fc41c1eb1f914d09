-- Whom an entry was of that its writer erased, or took their name off, while a case about it was open: what they wrote is gone or nobody's
-- at once, and a moderator can still keep them from writing on. Shown to nobody, and gone with the case.
alter table cases add column writer uuid references accounts on delete set null;
create index cases_of_writer on cases (writer) where writer is not null;
