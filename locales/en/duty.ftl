duty-title = On duty
duty-lead = When somebody may be in danger, or somebody is worried, those on duty are told at once. If nobody takes the case within 15 minutes, the operators are.
duty-you-are-on = You are on duty now.
duty-you-are-off = You are not on duty now.
duty-count = { $n ->
    [0] Nobody is.
    [one] One person is.
   *[other] { $n } people are.
}
duty-by-mail = You are told by mail. It says how much waits, and nothing else.
duty-no-address = Without an address you are not told by mail:
duty-now = Right now
duty-until = You said that you are on until { $time }.
duty-end = I am off now
duty-for = { $n ->
    [one] On for an hour
   *[other] On for { $n } hours
}
duty-week = Every week
duty-zone = Your time zone
duty-zone-hint = Such as Europe/Lisbon. The hours below are those of your own clock, in summer and in winter.
duty-midnight = Leave the days empty on which you are off. Hours that end before they begin go on past midnight.
duty-day = Day
duty-from = From
duty-to = To
duty-monday = Monday
duty-tuesday = Tuesday
duty-wednesday = Wednesday
duty-thursday = Thursday
duty-friday = Friday
duty-saturday = Saturday
duty-sunday = Sunday
duty-half = A day takes both hours, or neither.
duty-time = That is no time of day. It looks like 18:30.
duty-zone-unknown = We know no time zone of that name. It looks like Europe/Lisbon.
held-staffed = Somebody is on duty now.
held-unstaffed = Nobody is on duty right now, so it may take longer.
held-stays = It is shown once somebody has read it, and not before.
held-unread = { $n ->
    [one] If nobody can look, this board shows it by its own rule after an hour.
   *[other] If nobody can look, this board shows it by its own rule after { $n } hours.
}
letter-subject-alert = Something needs a look
letter-alert = Somebody is needed soon. Waiting now: { $n }
letter-asked = A moderator asks for an operator now. Everything is here:
letter-alert-why = You get this because you are on duty, or run the place.
