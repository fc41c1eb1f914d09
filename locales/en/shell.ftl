# The frame of every page.
shell-skip = Skip to the page
shell-main = Main
shell-boards = Boards
shell-new = New posts
shell-waiting = Waiting for a reply
shell-desk = Desk
shell-notices = Notices
shell-unread = something new
shell-sign-in = Sign in
shell-help = Get help now
shell-leave = Leave this site
shell-leave-spoken = Emergency: leave this site quickly
shell-limits = Kept by volunteers. We are not a crisis service, and nobody here is a substitute for emergency care.
shell-guidelines = Guidelines
shell-privacy = Privacy
shell-decisions = What moderators did
shell-leaving = Leaving quickly

# Time, as people say it.
time-now = just now
time-minutes = { $n ->
    [one] 1 minute ago
   *[other] { $n } minutes ago
}
time-hours = { $n ->
    [one] 1 hour ago
   *[other] { $n } hours ago
}
time-yesterday = yesterday
lasts-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
lasts-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
lasts-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
time-days = { $n ->
    [one] 1 day ago
   *[other] { $n } days ago
}
time-date = { $day } { $month } { $year }
time-month-1 = January
time-month-2 = February
time-month-3 = March
time-month-4 = April
time-month-5 = May
time-month-6 = June
time-month-7 = July
time-month-8 = August
time-month-9 = September
time-month-10 = October
time-month-11 = November
time-month-12 = December

# Everyday buttons.
button-save = Save
button-cancel = Cancel

# The pages under /about.
about-guidelines-title = How we are with each other
about-guideline-listen = We listen first. A few honest words are worth more than a good plan.
about-guideline-advice = We ask before giving advice, and look at what the writer wished for.
about-guideline-diagnose = We do not diagnose, each other or anyone else.
about-guideline-methods = We leave out how, how much and where. What you feel is welcome; ways of getting hurt are not.
about-guideline-kind = We never tell anyone to hurt themselves, and we are not cruel, also not as a joke.
about-guideline-private = We leave out what could show who or where somebody is: ourselves and others.
about-guideline-limits = We look after ourselves too. You may step away at any time; you are not the only one here.
about-privacy-title = What is kept, and for how long
about-privacy-lead = As little as a board can do with.
about-privacy-words = Your words stay yours. You can change them, take your name off or erase them at any time. Erased text is gone at once.
about-privacy-address = Your internet address is never stored. It is used in memory for a moment, to slow down floods.
about-privacy-session = Signing in sets one cookie, and one more while you are on your way to sign in from elsewhere. Where you did not say that others use the device, another one lets you in while strangers guess at your passphrase; it names nobody. Choosing a language, a country or a plain name for the tab sets one more each, and so does a guest who switches off help while writing. After you post, one lives until you see your words in their place. Leaving quickly sets one for five minutes. There are no others, and none from anybody else.
about-privacy-drafts = What you are writing is kept in this tab: a guest's on the device only if they tick the box, a member's in their account until it is sent, unless they untick it. What is in this browser goes when you sign out or leave the site. While you write, it goes to this board's own server so that help can be offered beside it; nobody reads it there, and nothing is kept. You can switch that off under the text.
about-privacy-offline = The help page of the country you chose is kept on your device, so that you have its numbers without a network. “Leave this site” takes it away.
about-privacy-screen = A small program on our own computer reads what you write, to offer you help beside it. Nothing is stored about you. Where it brings something to the volunteers, what it found stays with that case, and goes with it.
about-privacy-third = No page of ours loads anything from anyone else. Nobody counts your visits.
about-decisions-title = What moderators did
about-decisions-lead = Counts and reasons of the last 90 days, no names.
about-decisions-none = No decision was needed in the last 90 days.
about-wait-title = How long it took until somebody had decided, in the middle
about-wait-danger = Somebody may be in danger, or somebody is worried
about-wait-report = Reports
about-wait-held = What waited to be read, and appeals
about-decisions-what = Decision
about-decisions-why = Reason
about-decisions-count = Times
about-leaving-title = Leaving quickly
about-leaving-how = The button “Leave this site” takes you to a plain weather page straight away. You can also press the Shift key three times.
about-leaving-back = For five minutes after that, every page here leads to the weather page too, so that “back” shows none of them. Only the help pages still open. After that “back” can lead here again: close the tab if you can.
about-leaving-not = It does not wipe your browser history. To hide a visit, open a private window first, or delete the last hour in your browser's history.
about-leaving-private = Open a private (incognito) window before you come: it forgets your visit when you close it.
about-leaving-history = To hide one visit afterwards, delete only these pages from your history: an empty history can look strange to somebody who checks it.
about-leaving-network = Whoever runs your network, or has a program on this device, may still see that you came here. If you fear that, use a device that they can't reach, such as one at a library or a friend's.
about-leaving-shared = On a device that others use: tick “Others use this device” when you sign in, and sign out when you go.
discreet-title = A plain name in tabs and history
discreet-what = Tabs and history then show “Notes” and a plain sheet of paper, on this device, until you switch it off. The address of this site still stands in the history.
discreet-name = Notes
discreet-on = Show a plain name
discreet-off = Show the name of this site again
