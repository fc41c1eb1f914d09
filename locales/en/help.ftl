# The page with numbers to call. Words: short, calm, no promise we can't keep.

help-title = Talk to someone now
help-lead = You don't need the right words. “I don't know where to start” is enough.
help-danger = If you or someone else is in danger right now
help-please-check = We are not sure of this number. Please check it if you can.
help-choose = Choose your country
help-choose-why = to see numbers you can call or text.
help-where = Where are you?
help-where-none = Choose a country
help-where-hint = We don't guess where you are, and your choice is not kept with an account.
help-show = Show numbers

# $country is the country's name
help-lines = People who listen: { $country }
help-none = We don't have a number we trust for { $country } yet. You can look for help at Find A Helpline, a list of helplines all over the world.
# Once above the lines
help-put-together = This list was put together in { help-month } from public copies. Where a line says so, this board has not checked it yet.
help-stale = We know of some, but nobody has checked them for six months or more.
help-some-stale = Some lines are not shown, because nobody has checked them for six months or more.
help-show-all = Show the ones we are less sure of, too
help-elsewhere = Lists of helplines all over the world
help-elsewhere-why = These help you find a line near you, or one that fits you.

# A line: whom it is for
help-for = { $who ->
    [young-people] Young people
    [lgbtq] LGBTQ+ people
    [veterans] People who serve or served in the forces
    [domestic-abuse] People hurt by someone at home
    [sexual-violence] After sexual violence
    [older-people] Older people
    [eating-disorders] Eating and body worries
    [postpartum] Around pregnancy and birth
    [deaf] Deaf people
    [indigenous] Indigenous people
    [men] Men
    [directory] List of helplines
   *[anyone] Anyone
}
help-always = day and night
help-unsure = We are not sure of this one
help-old = Nobody has checked this one for six months or more
help-checked = Last checked on { $day }.
# For a line the operator has not checked: the month of the newest copy of it, or else of the list
help-unchecked = Not checked here yet; newest copy from { help-month }.
help-listed = Not checked here yet; listed in { help-month }.

# $month is a month's English name in small letters, $year its year
help-month = { $month ->
    [january] January
    [february] February
    [march] March
    [april] April
    [may] May
    [june] June
    [july] July
    [august] August
    [september] September
    [october] October
    [november] November
   *[december] December
} { $year }

# Buttons
help-call = Call { $phone }
help-text = Text { $number }
# $word is what to send
help-text-word = Text { $word } to { $number }
help-chat = Chat
help-whatsapp = WhatsApp { $number }
help-website = Website
help-service = { $service ->
    [police] police
    [ambulance] ambulance
    [fire] fire
   *[deaf] text for deaf people
}

help-call-what = What happens if I call or text?
help-call-wait = A person or a short message answers. You may have to wait a little.
help-call-start = You can say “I don't know where to start”. That is enough.
help-call-name = You don't have to give your real name on most lines.
help-call-stop = You can stop at any time.
help-call-listen = They mostly listen. They may ask if you are safe. Some lines may call emergency services if they think a life is in danger. That is rare. You can ask them about it first.

help-wait = While you wait, or if you can't call
help-wait-near = Put some distance between you and anything you could hurt yourself with. Go where there are other people, if only a shop.
help-wait-words = Tell one person the plain truth in one sentence: “I am not safe on my own right now.”
help-small-water = Drink some water. Eat something small if you can.
help-small-feet = Put both feet on the floor. Name five things you can see.
help-small-room = Move to a room where you feel safer, or near other people.
help-small-message = Send one person a message: “Having a bad day. Can we talk?”
help-small-rest = Rest from screens for a while. Your words will be here when you come back.

help-friend = If you are worried about a friend
help-friend-ask = Ask them, in a calm moment: “Are you thinking about suicide?”
help-friend-listen = Listen. You don't need an answer to everything.
help-friend-stay = Stay with them, or find someone who can, if you think they are in danger.
help-friend-call = Help them to call a line, or call it yourself and ask what to do.
help-friend-hurt = If someone is hurt or about to be, call { $number }.
help-friend-you = Then find someone for you. This is a lot to hold.

help-who-we-are = We are people who listen to each other. We are not a crisis service and we may not be here when you need someone.
help-always-here = This page works without an account, and while the rest of the board is down.

help-wrong = This number is wrong
# Read aloud instead of the words above; $name is the service's name
help-wrong-of = This number is wrong: { $name }
help-wrong-title = Is a number wrong?
help-wrong-about = Thank you for telling us about { $name }. A wrong number can hurt someone, so we look at every message.
help-wrong-what = What did you notice? (you can leave this empty)
help-wrong-what-hint = For example: nobody answered, it costs money, the number belongs to someone else. Please leave out anything about yourself.
help-wrong-send = Tell the team
help-wrong-thanks = Thank you
help-wrong-next = Someone from the team will look at { $name }.
help-back = Back to the numbers

help-sheet = A page to print
sheet-how = Print this page with your browser. It fits on one sheet.
sheet-more = { $n ->
    [one] One more line is on the help page.
   *[other] { $n } more lines are on the help page.
}
sheet-made = Made on { $day } from { $site }. Numbers change: please take this sheet down after { $until } and print it again.
help-as-of = This is how it was on { $day }.
help-kept-here = These numbers are kept on this device, so that you have them without a network. “Leave this site” takes them away.
