-- Other words for an entry are one draft, whichever version of it they were begun from (`own-ENTRY`): that stands in the words, so that
-- they are there again after the entry was changed elsewhere. Of several the one saved last stays.
-- What can't be one was never asked for by a page.
delete from drafts where place like 'own-%' and place !~ '^own-[^-]+-(0|[1-9][0-9]*)$';
delete from drafts using drafts later
where drafts.place like 'own-%' and later.account = drafts.account
    and split_part(later.place, '-', 1) = 'own' and split_part(later.place, '-', 2) = split_part(drafts.place, '-', 2)
    and (later.saved_at, later.place) > (drafts.saved_at, drafts.place);
update drafts
set words = jsonb_set(words, '{version}', split_part(place, '-', 3)::jsonb), place = 'own-' || split_part(place, '-', 2)
where place like 'own-%-%';
