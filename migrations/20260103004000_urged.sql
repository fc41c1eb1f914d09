-- Since when a case is as urgent as it is: whoever had it in hand before that has not seen it so. None: since it was opened.
alter table cases add column urged_at timestamptz;
