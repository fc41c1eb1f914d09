-- When a moderator read what is theirs and what is not, and said so; before that nothing is dealt to them.
alter table desk_care add column limits_accepted_at timestamptz;
