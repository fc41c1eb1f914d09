-- Who may reply in a thread, where a moderator limited it: supporters only, or nobody new; for good or until a moment. The post's
-- own writer always may.
alter table threads add column limited text check (limited in ('supporters', 'known'));
alter table threads add column limited_until timestamptz;
alter table threads add constraint threads_limited_until check (limited is not null or limited_until is null);

-- Which actions there are is said in one place, `audit::Action`; here only how they are spelled.
alter table decisions drop constraint decisions_action_check;
alter table decisions add constraint decisions_action_check check (action ~ '^[a-z_]{3,30}$');
