leaving-title = Take your words with you, or leave
leaving-lead = You can go as you came, whenever you like, without a reason.
leaving-export = Take everything with you
leaving-export-hint = One file with everything that is kept about you: what you wrote, what was decided about it, your notices and reports. A page to read, and lines for programs.
leaving-export-button = Get the file
leaving-file-making = Your file takes a little longer, because you wrote so much. A notice tells you when it is ready; you can close this page.
leaving-file-ready = Your file is ready. It waits here until { $day }, and is thrown away earlier if you erase anything, because it would still hold it.
leaving-file-button = Get the file ({ $n } MiB)
leaving-file-gone = That file is not here any more. You can ask for a new one below.
leaving-some = Erase many at once
leaving-some-hint = Their words are gone at once and for good. What others answered stays. One alone you can erase, or take your name off, under:
leaving-board = On which board
leaving-everywhere = Everywhere
leaving-what = What
leaving-both = Posts and replies
leaving-posts = Posts only
leaving-replies = Replies only
leaving-from = Written on this day or later
leaving-to = Written on this day or earlier
leaving-day = That is not a day we can read. Please write it as year-month-day, such as 2026-03-31.
leaving-look = See how many that is
leaving-none = You wrote nothing that fits. Nothing was changed.
leaving-would = { $n ->
    [one] One entry fits. Erasing can't be undone.
   *[other] { $n } entries fit. Erasing can't be undone.
}
leaving-erase-button = Erase for good
leaving-erased = { $n ->
    [one] One entry was erased.
   *[other] { $n } entries were erased.
}
leaving-end = Leave for good
leaving-end-hint = Your account ends at once, with its sign-ins, notices and settings. Your name is not given to anybody else.
leaving-words = What you wrote
leaving-named = Leave it here, with my name
leaving-nameless = Leave it here, without my name. Nobody can tell any more that it was mine, not even those who run the place.
leaving-nothing = Erase all of it
leaving-copies = It is done at once. Copies that are kept against accidents may hold your words until those copies are thrown away.
leaving-choose = Please choose what is to become of your words. Nothing was changed.
leaving-wrong = That is not your passphrase. Nothing was changed.
leaving-end-button = Leave for good
gone-title = It is done
gone-named = Your account is gone. What you wrote stays, with your name.
gone-nameless = Your account is gone. What you wrote stays, and nobody can tell that it was yours.
gone-nothing = Your account is gone, and so is everything you wrote.
gone-welcome = Go well. Everybody may read and write here, with an account or without one where a board welcomes guests.
export-title = Everything about me
export-lead = The files beside this page hold the same for programs, a row in each line, and what is not shown here.
export-reply = A reply
export-earlier = Earlier
export-later = Later
kept-exports = Files of everything about somebody, for those who wrote very much
kept-exports-why = So that whoever asked can fetch it; thrown away at once when they erase anything.
