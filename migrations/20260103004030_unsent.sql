-- What a moderator wrote to a writer and was not sent, since the decision did not take effect, stays with the case; as long as a message is.
alter table case_notes drop constraint case_notes_kind_check;
alter table case_notes add constraint case_notes_kind_check check (kind in ('note', 'handover', 'second', 'unsent'));
alter table case_notes drop constraint case_notes_note_check;
alter table case_notes add constraint case_notes_note_check check (char_length(note) <= case kind when 'unsent' then 4000 else 2000 end);
