# The pages of those who look after the crisis lines.

lines-title = Crisis lines
lines-lead = A wrong number does harm. What somebody says is wrong comes first: hide it the same day, then look into it.
lines-anywhere = All over the world
lines-wrong = Said to be wrong
lines-wrong-none = Nobody says that a number is wrong.
lines-no-words = Somebody told us, without more words.
lines-case-closes = What you do below also closes this case.
lines-hidden-title = Hidden, until somebody has looked into it
lines-countries = By country
lines-count-stale = { $n ->
    [0] No line is out of sight for want of a check.
    [one] One line is not shown, because nobody checked it for six months.
   *[other] { $n } lines are not shown, because nobody checked them for six months.
}
lines-count-due = { $n ->
    [0] None waits to be checked.
    [one] One is shown and waits to be checked.
   *[other] { $n } are shown and wait to be checked: not checked here yet, or not for three months.
}
lines-pick = Lines of a country
lines-look = Look at them
lines-add = Add a line
lines-country = Country
lines-shown = Shown
lines-to-check = To check
lines-out = Not shown
lines-back = All lines
lines-of = Lines: { $country }
lines-none = There is no line yet. The help page shows the emergency number and the lists of helplines all over the world.
lines-hidden = Hidden
lines-stale = Not shown: no check for six months
lines-unsure = Not shown: weak sources
lines-due = Shown, to be checked
lines-never = Not checked here yet.
lines-checked-on = checked on { $day }
lines-checked-today = Checked today
# Read aloud instead of the words above; $name is the service's name
lines-checked-today-of = Checked today: { $name }
lines-how-to-check = Open the service's own page, compare every number, the hours and whom it is for, and ask the service whether it wants people sent to it from here. Never guess a number.
lines-done = Done. Everybody sees it now.
lines-changed = Somebody changed this line in the meantime. Please look at it again; what you typed is still here.
lines-check-title = It is right
lines-check = I checked it
lines-correct = Correct it
lines-correct-title = Correct a line
lines-correct-lead = Write what the service's own page says. If this is another service, hide the line and add a new one.
lines-correct-save = Save the correction
lines-add-lead = Write what the service's own page says, and ask the service whether it wants people sent to it from here.
lines-add-save = Add it
lines-hide-title = Take it out of sight
lines-hide-what = Nobody sees it any more, also not those who ask for all lines. It can be shown again.
lines-hide = Hide it
lines-show-title = Show it again
lines-show-what = It is shown again as it is, if it was checked within six months.
lines-show = Show it
lines-history = What was done
lines-history-none = Nothing yet: it is as it was shipped.
lines-ways = Ways to reach it
lines-numbers-hint = As dialled inside the country: digits and single spaces, if need be with +, * or # in front.
lines-hours-hint = 24/7, or in words and local time. Leave it empty if the page does not say.
lines-languages-hint = Codes with commas between them, such as en, es.
lines-note-hint = For the person who looks for help, up to 300 characters. When a service moved to another number, say so here.
lines-sources-hint = Where you saw it, one source a line. The service's own page is added with the day of your check.
lines-day-hint = The day on which you compared this with the service's own page.

# A line's fields
line-name = Name of the service
line-for = Whom it is for
line-phone = Phone
line-sms = Number to text
line-word = Word to text, if one is asked for
line-whatsapp = WhatsApp number
line-chat = Address of the chat
line-website = Website
line-hours = Hours
line-languages = Languages
line-note = Note
line-sources = Sources
line-confidence = How sure
line-confidence-is = { $how ->
    [high] sure: its own page says so, or two sources
    [medium] one decent source
   *[low] weak sources: not shown unless asked for
}
line-day = Day of the check
line-why = Why?

# What has to be mended
line-wants-country = Country: please choose one.
line-wants-name = Name: please give the service's own name, up to 100 characters.
line-wants-phone = Phone: only digits and single spaces, if need be with +, * or # in front, such as 116 123.
line-wants-sms = Number to text: only digits and single spaces, if need be with +, * or # in front, such as 85258.
line-wants-word = Word to text: up to 20 characters, and only together with a number to text.
line-wants-whatsapp = WhatsApp number: only digits and single spaces, best with + and the country's code.
line-wants-chat = Address of the chat: the whole address, starting with https://
line-wants-website = Website: the whole address, starting with https://
line-wants-way = Please give at least one way to reach the service: a number, a chat or a website.
line-wants-hours = Hours: up to 100 characters.
line-wants-languages = Languages: codes with commas between them, such as en, es.
line-wants-note = Note: up to 300 characters.
line-wants-sources = Sources: up to 4,000 characters.
line-wants-choice = Please choose whom it is for and how sure you are from the lists.
line-wants-day = Day of the check: please give the day on which you looked, not one to come and not one more than six months ago.
line-wants-why = Why: please say it in a few words, up to 2,000 characters.
line-number-retired = This number was closed or replaced. It must not be shown again; please look for the new one on the service's own page.
line-number-taken = Another line of this country has this phone number already. Please correct that one.

line-did-add = Added
line-did-correct = Corrected
line-did-check = Checked
line-did-hide = Hidden
line-did-show = Shown again

# On the desk, for operators
lines-said-wrong = { $n ->
    [one] one is said to be wrong
   *[other] { $n } are said to be wrong
}
