-- What becomes of what waits to be read while nobody is on duty: it stays, or is shown after so many hours, by the board's own rule.
alter table boards add column publish_after_hours integer check (publish_after_hours between 1 and 720);
