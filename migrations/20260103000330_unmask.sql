-- Which notices there are is said in one place, `notices::Notice`; here only how they are spelled.
alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (kind ~ '^[a-z_]{3,30}$');
-- Whatever is told of a decision besides the decision itself is told once: that an alias was looked up, that a report was answered.
create unique index notices_once_about on notices (account, kind, decision) where kind not in ('decision', 'reply');
