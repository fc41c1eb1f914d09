# The rules of the board, by name.
rule-encourages = Encourages self-harm
rule-cruel = Cruel or harassing
rule-methods = Details of how
rule-private = Shows who or where somebody is
rule-spam = Spam
rule-off-topic = Belongs somewhere else
rule-other = Something else

# What was done, in the log and in the public counts.
did-let-stand = Left as it is
did-publish = Shown to everyone
did-cover = Put behind a note
did-hold = Held for another look
did-remove = Taken down
did-restore = Put back
did-lock = Closed for replies
did-unlock = Opened for replies
did-limit-supporters = Replies limited to supporters
did-limit-known = Replies closed to people who are new
did-unlimit = Open again for everybody's replies
did-pin = Put on top
did-unpin = No longer on top
did-edit-out = A passage taken out
did-notes = Content notes changed
did-move = Moved to another board
did-write = Wrote to the writer
did-uphold = Looked at again, and kept as it was decided
did-grant = Looked at again: the writer was right
did-warn = Asked not to write so again
did-pause = Writing paused for a time
did-hold-all = Read first for a time
did-ban = Can't write any more
did-lift = Can write again
did-unmask = Looked up who an alias is

# What a writer is told.
note-message = A volunteer wrote to you about what you wrote. Nothing was changed.
note-publish = A volunteer has read what you wrote, and everyone can read it now. Thank you for waiting.
note-publish-unread = Nobody was here to read what you wrote, so it is shown by this board's own rule. A volunteer may still look at it. Thank you for waiting.
note-cover = What you wrote is still there. Readers see a short note first and choose whether to open it.
note-hold = What you wrote is waiting for a volunteer to look at it again. Only you and the volunteers can see it for now.
note-remove = We had to take down what you wrote. We know this can sting, and it doesn't mean you are not welcome.
note-remove-hard = We took down what you wrote.
note-restore = We looked again, and what you wrote is back. We got it wrong, and we're sorry.
note-lock = Nobody can reply there for now. What was written stays.
note-unlock = People can reply there again.
note-limit-supporters = For now, only peer supporters, moderators and you can reply there. What was written stays.
note-limit-known = For now, guests and people who joined today can't reply there. What was written stays.
note-unlimit = Everybody can reply there again.
note-edit-out = We're glad you shared this, and it is still up. We took out a small part, where you now see “[…]”. Everything you feel still belongs here. You can see what changed and edit it.
note-notes = What you wrote is still there. We changed the content notes it opens behind, so that readers can choose.
note-move = What you wrote stands on another board now, where more people who know it will see it. Nothing in it was changed.
note-uphold = We read it again, and we are keeping it as it was decided. Thank you for asking. You are still welcome here. The reason is in the volunteer's own words:
note-grant = We looked again, and you were right: what we decided then no longer counts, and we are sorry. In the volunteer's own words:
note-warn = Please don't write like this again. Nothing else happens for now.
note-pause = You can't write here for a while. You can still read, change and erase what you wrote, and reach help.
note-hold-all = For a while, a volunteer reads what you write before others can see it.
note-ban = You can't write here any more. You can still read, change and erase what you wrote, and reach help.
note-lift = You can write here again.
note-until = It ends by itself on { $day }.
note-why-encourages = The reason: it could push someone to hurt themselves. We can't keep that here.
note-why-cruel = The reason: it was hard on someone who may be hurting. We can't keep that here.
note-why-methods = The reason: it went into how, how much or where, and that could hurt someone else who is struggling. Everything you feel still belongs here.
note-why-private = The reason: it could show who or where somebody is.
note-why-spam = The reason: it read like an advertisement, or like the same words in many places.
note-why-off-topic = The reason: it belongs somewhere else than on this board.
note-why-other = The reason is in the volunteer's own words:
note-calm = You are not in trouble.
note-again = You are not in trouble. Your words are kept for you, and you can write it again without that part.
note-pain = If you were in pain when you wrote it, you can talk to someone too.
note-from = From { $name }
note-from-team = From the team
note-passage = It is about this part:

# The writer's answer to a decision.
appeal-title = Ask for another look
appeal-lead = Someone reads it again: somebody else than the first time, wherever there is somebody else. You are told what they decide, and why. You can ask once, and asking never makes it worse.
appeal-words = What should they know?
appeal-words-hint = You can leave this empty. Up to 4,000 characters.
appeal-send = Ask for another look
appeal-long = That is too long: it takes up to 4,000 characters. Nothing was cut.
appeal-late = This can't be looked at again any more: there are six months for it.
appeal-asked = You asked on { $day }.
appeal-waits = It waits to be read again. You find the answer under Notices.
appeal-granted = It was looked at again, and changed.
appeal-upheld = It was looked at again, and kept. The reason is under Notices.
appeal-yours = What you wrote
appeal-rewrite = Or write it again in another way: a volunteer reads it before others can.
appeal-rewrite-go = Write it again
# A conversation with the desk.
talk-title = Write to the moderators
talk-lead = About what you wrote here. All moderators share this conversation, and nobody else sees it. We can't promise when somebody reads it.
talk-so-far = What was said so far
talk-you = You
talk-desk = The moderators
talk-words = Your message
talk-words-hint = Up to 4,000 characters.
talk-send = Send it
talk-sent = Thank you. A moderator reads it when they are here; you find the answer here and under Notices.
talk-empty = Please type your message first.
talk-long = That is too long: it takes up to 4,000 characters. Nothing was cut.
talk-many = You have written a lot in a short time. Your words are still here; please send them again in a few minutes.

notices-title = Notices
notices-none = Nothing yet. When someone answers you, or a volunteer did something about your words, you find it here.
notices-new = New
notices-yours = Your words, in full
notices-yours-show = Show your words
notices-go = Go there
notices-export = The file with everything about you is ready.
notices-export-go = To the file
notices-answered-post = Someone answered your post.
notices-waiting = Somebody has waited for a first answer for some hours. A few kind words are enough.
notices-all-waiting = Everybody who waits
notices-answered = Someone answered where you wrote.
answer-changed = You told the moderators about something. A volunteer looked, and something was changed. Thank you for telling us.
answer-stands = You told the moderators about something. A volunteer looked, and it stays as it is. It was right to tell us.
answer-worry = You were worried about somebody. A volunteer has looked. Thank you for looking out for them; take care of yourself, too.
notices-older = Older notices

# Telling the moderators.
report-title = Report to the volunteers
report-what = You are telling the volunteers about what { $name } wrote.
report-what-nameless = You are telling the volunteers about what somebody wrote.
report-worried-instead = If you fear for the person, and not about what they wrote:
report-reasons = What is wrong with it?
report-choose = Please choose what is wrong with it.
report-note = Anything that would help us understand?
report-note-hint = You can leave this empty. Up to 2,000 characters.
report-private = The person is not told about your report, or that there was one. If we change something, they learn why, but not from whom.
report-send = Send the report
report-long = That note is too long: it takes up to 2,000 characters. Nothing was cut.
report-many = You have told us a lot in a short time. Your words are still here; please send them again in a few minutes. If someone is in danger now, call your local emergency number.
report-thanks-title = Thank you
report-thanks = Thank you for telling us. A volunteer will look at it.
report-answer-comes = You find a short answer under Notices once somebody did.
report-again = Thank you. You told us about this before, and a volunteer has looked at it; it has not changed since. If there is something else about it, please add a note.
report-back = Back to where you were
worried-title = I'm worried about this person
worried-thanks-first = Thank you for looking out for them.
worried-how = How worried are you?
worried-low = They sound very low
worried-talks = They talk about suicide or hurting themselves
worried-danger = They may be in danger right now
worried-choose = Please choose how worried you are.
worried-note = Anything that would help us understand? (you can leave this empty)
worried-private = They won't be told who you are. Nothing is sent to them by the software, and you are not accusing anybody.
worried-yourself = If you know where they are and they are in danger, call your local emergency number yourself. You may know more than we do.
worried-send = Send
worried-thanks = Thank you. A volunteer will look as soon as one is here. We can't promise how fast. It's not all on you, and you don't have to wait up.
worried-you-too = If this has shaken you, talk to someone too.
worried-lines = Helplines are for worried friends as well
worried-friend-title = If you know them
worried-friend-ask = Ask them, in a calm moment: “Are you thinking about suicide?”
worried-friend-listen = Listen. You don't need an answer to everything.
worried-friend-stay = Stay with them, or find someone who can, if you think they are in danger.
worried-friend-call = If someone is hurt or about to be, call your local emergency number.
worried-friend-you = Then find someone for you. This is a lot to hold.

# The desk.
desk-title = Desk
desk-waiting = Cases that wait
desk-count = { $n ->
    [0] Nothing is waiting
    [one] 1 case is waiting
   *[other] { $n } cases are waiting
}
desk-log = Log
desk-empty = Nothing is waiting right now. Rest a little.
desk-ready = Ready when you are
desk-ready-lead = You are given one case at a time, the most urgent first, and it is yours for ten minutes. You can always hand it back, without a reason.
desk-next = Next case
desk-done = Thank you. It is done, and it is in the log.
desk-due = { $n ->
    [one] due in 1 minute
   *[other] due in { $n } minutes
}
desk-late = late
desk-no-title = Without a title
desk-reply-to = Reply to “{ $title }”
desk-line = Crisis line { $line }
desk-post = Post
desk-reply = Reply
desk-guest = guest
desk-reported = { $n ->
    [one] told by 1 person
   *[other] told by { $n } people
}
desk-with = with { $name }
desk-yours = { $n ->
    [one] in your hands for 1 minute more
   *[other] in your hands for { $n } minutes more
}
desk-in-hand = { $name } has this case in hand. You can read along; nothing can be decided twice.
desk-closed-by = { $name } has decided this case.
desk-closed = This case was decided.
desk-changed = Somebody was here before you, or something was added to this case. Please look again; what you typed is still here.
desk-moved = What this case is about has changed: its writer or another moderator did something with it. Please look again; what you typed is still here.
desk-typed = What you typed
desk-again = Look at it again
desk-undo-left = { $n ->
    [0] It takes effect now.
    [one] It takes effect in 1 second, and nobody has seen anything of it yet.
   *[other] It takes effect in { $n } seconds, and nobody has seen anything of it yet.
}
desk-undo = Undo
desk-undone = Taken back: nobody saw anything of it. What you had chosen and typed is still here.
desk-undo-late = That was carried out already. Open what it was about and look at it again: everything can be put back.
desk-show = Show the words
desk-second = Second opinion
desk-wants-second = asks for a second opinion
desk-take = Take it
desk-stop = Stop for now
desk-note = A note for the team
desk-note-hint = What you saw, did, and why. Only moderators read it. No guesses about what is wrong with somebody.
desk-note-save = Save the note
desk-note-handover = Hand over with this note
desk-note-second = Ask for a second opinion with it
desk-note-empty = Please type the note first.
desk-write = Write to them…
desk-words = Words to begin with:
desk-words-language = (They are in the language its writer reads here: { $language }.)
desk-send = Send it
desk-write-needs-words = Please type what to say first.
desk-blank-left = There is still a blank in braces to fill, such as { "{" }part{ "}" }. Nothing was sent.
desk-edit-out = Take a passage out…
desk-passage = The passage to take out
desk-passage-hint = Exactly as it stands there; wherever it stands, “[…]” takes its place. Its writer is told. Moderators and the writer can still see what stood there.
desk-passage-which = Please paste the passage that should be taken out.
desk-passage-gone = That passage is not in the text, word for word. Please look again; what you typed is still here.
desk-edit-out-yes = Take it out
desk-about = Name a part of it…
desk-about-label = The part it is about (can be left out)
desk-about-hint = Copied from the text, word for word. Its writer sees it beside the reason.
desk-original = As it was before
desk-talk = { $n ->
    [one] What its writer and the desk said to each other (1 message)
   *[other] What its writer and the desk said to each other ({ $n } messages)
}
desk-talk-writer = its writer
desk-talk-desk = the desk
desk-notes = Content notes…
desk-notes-which = What is it about?
desk-notes-yes = Set these notes
desk-move = Move to another board…
desk-board = To which board?
desk-board-which = Please choose another board, one of those you moderate.
desk-move-yes = Move it
desk-limit = Limit replies…
desk-limit-what = The post's writer is told and can always reply. What was written stays. It can be taken off at any time.
desk-limit-who = Who can reply, and for how long?
desk-limit-yes = Limit replies
desk-unlimit = Let everybody reply again
limit-supporters-1 = supporters only, for a day
limit-supporters-7 = supporters only, for a week
limit-supporters = supporters only, until it is taken off
limit-known-1 = nobody new, for a day
limit-known-7 = nobody new, for a week
limit-known = nobody new, until it is taken off
desk-pause = Pause or ban…
desk-pause-what = Its writer is told, with the rule and how to disagree. They can still read, change and erase what they wrote, ask for another look, and reach help. What becomes of these words is decided apart.
desk-pause-how = What, and for how long?
desk-pause-yes = Do it
desk-lift = Let them write again
desk-restrained = paused, or read first
restrain-pause-1 = can't write for a day
restrain-pause-3 = for 3 days
restrain-pause-7 = for a week
restrain-pause-30 = for 30 days
restrain-hold-30 = read first for 30 days
restrain-warn = only asked not to
restrain-ban = can't write any more
desk-uphold = Keep it as decided
desk-uphold-needs-words = Please tell the writer in your own words why it stays as it was decided. They asked.
desk-grant = Say that they were right
desk-grant-needs-words = Please tell the writer in your own words what no longer counts. They asked.
desk-asked-each = They asked about more than one decision. Each is answered by what becomes of it; what you leave open stays here.
desk-own-decision = You decided this the first time, so another moderator takes this look. You can read along.
desk-asked = Its writer asks for another look at this
desk-asked-by = decided by { $name }
desk-asked-wordless = They gave no words with it.
desk-lock-or-open = Close or open for replies
desk-around = Around it in the thread
desk-before = before
desk-after = after
desk-keys = All keys
keys-title = Keys
keys-lead = At the desk, single keys press the buttons they stand on. They never work while you type. You can change or switch them off; nobody else sees it.
keys-on = Use single keys
keys-digits = Digits choose inside an opened part: R and then 2 is the second rule. An empty field takes the usual key.
keys-one-letter = Each key is one letter or sign; digits are needed elsewhere. What you typed is still here.
keys-twice = Two of these have the same key. Please change one; what you typed is still here.
remark-note = Note
remark-handover = Handed over
remark-second = Asks for a second opinion
remark-unsent = Words to the writer that were not sent
words-reach = Hi { $name }. Someone here read your words and cares how you are. You're not in trouble and your post is still there. If you'd like to talk to someone, the help page has ways. If not, that's okay too.
words-reach-called = Reaching out
words-safe = Hi { $name }. I'm here. Please call your local emergency number, or ask someone near you to. Are you safe this minute?
words-safe-called = Are you safe?
words-again = Hi { $name }. You can write it again without { "{" }part{ "}" }, and we can help you with that.
words-again-called = Write it again
words-reply = Thank you for wanting to help. We didn't show your reply because { "{" }reason{ "}" }. Here is one way you could say it: “{ "{" }gentle version{ "}" }”. Try again if you like.
words-reply-called = Say it gently
words-off = Hi { $name }. I need to log off now. { "{" }who is here{ "}" } is here for you next.
words-off-called = Logging off
desk-line-lead = Somebody says that the entry for the crisis line { $line } is wrong. Check its number and hours with the line itself, and have the data corrected.
desk-line-look = See the help page
desk-line-hide = Hide this line until it is checked
desk-line-show = Show it again
desk-line-done = Done

priority-danger = Someone may be in danger
priority-worried = Someone may need a person soon
priority-encouragement = Someone may be pushed to hurt themselves
priority-method = It may go into how
priority-report = Something was reported
priority-held = It waits to be read
priority-appeal = The writer asks for another look
desk-why = Why it is here.
why-encouragement = The screen read words that may push someone to hurt themselves. It waits until a moderator has looked.
why-guest = A guest wrote it, and on this board what guests write is read first.
why-newcomer = It is the first thing its writer wrote here, and on this board that is read first.
why-link = It links to another site, and on this board that is read first.
why-method = The screen read details of how, so a moderator looks before others read it freely.
why-danger = The screen read a plan, a time or a goodbye. The writer was shown who to call.
why-thoughts = The screen read thoughts of suicide or of self-harm. The writer was shown who to call.
why-moderator = A moderator opened it.
why-quote = It quotes words that their writer has erased. Whether the quote can stay is for a moderator to say.
why-overtaken = A decision was made about it, but before it took effect its writer or somebody else had changed something. Please look again.
why-role-ended = A decision was made about it, and before it took effect whoever made it stopped moderating here. Somebody else decides it now.
why-rewritten = Its writer wrote it again after it was taken down.
why-appeal = Its writer asks for another look at what was decided.
why-message = Its writer wrote to the moderators.
why-hold-all = A moderator decided that what its writer writes is read first for a time.
why-match = One of the site's own rules found something:
why-other = The software put it here.
desk-rests-on = It rests on:
why-learned = Read by the learned part, without a rule.
told-worry = { $n ->
    [one] 1 person is worried about the writer
   *[other] { $n } people are worried about the writer
}
told-report = { $n ->
    [one] Reported by 1 person
   *[other] Reported by { $n } people
}
told-wrong-number = { $n ->
    [one] 1 person says that it is wrong
   *[other] { $n } people say that it is wrong
}
stands-held = Held: only its writer and moderators see it
stands-published = Everyone can read it
stands-covered = Behind a note
stands-removed = Taken down
stands-withdrawn = Taken back by its writer
stands-erased = Erased by its writer
desk-thread = Its thread
desk-since = here since { $day }
desk-entries = { $n ->
    [one] wrote 1 entry
   *[other] wrote { $n } entries
}
desk-decisions = { $n ->
    [0] nothing decided about them before
    [one] 1 decision about their words before
   *[other] { $n } decisions about their words before
}
desk-answers = What it answers, by { $name }
desk-answers-nameless = What it answers
desk-show-post = Show the post
desk-show-reply = Show the reply
desk-gone = The words are gone: their writer erased them.
desk-step-reply = Reply in your own name, and ask plainly if they are safe right now.
desk-step-team = Tell somebody else of the team. Don't do this alone if anyone else is about.
desk-step-plan = If there is a place or a name, follow the emergency steps your team agreed on.
desk-message = Your words to the writer
desk-message-hint = You can leave this empty. They get the decision, its reason, their own text and the help page in any case; they don't learn your name.
desk-message-long = That message is too long: it takes up to 4,000 characters. Nothing was cut.
desk-reason = Which rule is it about?
desk-choose = Please choose what to do.
desk-other-needs-words = For “Something else”, please write to the writer why. They get nothing else to go by.
decision-needs-reason = Please choose a rule first: nothing is taken down without a reason.
desk-let-stand = Leave it as it is
desk-publish = Show it to everyone
desk-cover = Put it behind a note
desk-hold = Hold it
desk-restore = Put it back
desk-release = Not for me
desk-remove = Take it down…
desk-remove-what = If you take it down:
desk-remove-hidden = Nobody but its writer and moderators can read it any more, anywhere on the site.
desk-remove-told = Its writer is told, with the rule you chose, your words, and their own text in full.
desk-remove-replies = What others answered stays, under a neutral line.
desk-remove-undone = It can be put back. The decision stays in the log.
desk-remove-yes = Take it down
many-link = Spam: see what else belongs to it
many-title = Spam: all of it
many-lead = What the same writer wrote under this name in the last 30 days, and what links to the same site. One decision takes down what you leave ticked, together with the entry of this case. For spam only.
many-each = Each writer is told for each entry, with the reason and how to disagree, and each stands in the log by itself.
many-undo = One undo takes all of it back before it takes effect; later, each can be put back.
many-nothing = Nothing else belongs to it.
many-which = What goes with it?
many-writer = same writer
many-place = same link
many-heavy = Left out: it sounds heavy or somebody is worried. Please read it by itself.
many-in-hand = Left out: its case is in somebody else's hands.
many-none = Please leave something ticked, or take down the one entry on its own page.
many-changed = Something in this list has changed. Please look again.
many-yes = Take all of these down as spam
put-back-link = Taken down with others: put them back
put-back-title = Put back what was taken down together
put-back-lead = One decision took these down as spam. What you leave ticked goes back to where it was; each writer is told with your words, and each stands in the log by itself. One undo takes all of it back before it takes effect.
put-back-which = What goes back?
put-back-why = Why, in kind words for its writers
put-back-needs-words = Please say why, in a kind sentence of up to 4,000 characters.
put-back-none = Please leave something ticked.
put-back-nothing = Nothing of it is taken down any more.
put-back-asked = Left out: its writer asked for another look. Please decide it by itself.
put-back-yes = Put these back
desk-log-title = Log of decisions
desk-log-lead = Nothing in it can be changed or taken out. Everybody can see how often what was decided; only moderators see by whom.
desk-log-none = Nothing was decided yet.
desk-log-older = Older decisions
desk-back = Back to the desk
desk-number = no. { $n }
log-board = This board's own rule
desk-someone = somebody who left
desk-case = the case
desk-entry = the entry
desk-own = This is about your own words, so another moderator decides it.
desk-alias = an alias: whose it is stays with them
unmask-link = Look up who it is…
unmask-is = this alias is { $name }
unmask-title = Look up who an alias is
unmask-lead = { $name } is a name for one thread only. Whose it is stays with them, unless somebody's safety needs it.
unmask-log = It is written in the log, with your name and your reason.
unmask-others = The other moderators are told at once, with your reason.
unmask-member = The member is told a week later that it happened and why, but not who looked.
unmask-final = It can't be undone.
unmask-why = Why is it needed?
unmask-why-hint = Up to 1,000 characters. The member reads it later: please write it so that they can. No guesses about what is wrong with them.
unmask-why-needed = Please give the reason: nobody is looked up without one.
unmask-why-long = That is too long: it takes up to 1,000 characters. Nothing was cut.
unmask-yes = Look it up
unmask-no-alias = This was not written under an alias of a member, so there is nobody to look up.
unmask-told-others = { $name } looked up who an alias is. Please look with them whether it was needed. The reason they gave:
unmask-told-others-nameless = Another moderator looked up who an alias is. Please look whether it was needed. The reason they gave:
unmask-told-member = A moderator looked up that you wrote this under an alias. Nobody else learned it. The reason they gave:
why-careful = It answers somebody who may be at risk, and its writer is a guest or new here.
worried-yourself-number = If you know where they are and they are in danger, call { $number } yourself. You may know more than we do.
worried-enough = Thank you. You have told us about this person already, and a volunteer will look as soon as one is here; telling us again does not make it faster. If they are in danger now and you know where they are, call the emergency number yourself.

# Somebody may be in danger: the list.
desk-crisis = In danger now: the steps
why-crisis = A moderator began the steps for somebody who may be in danger.
crisis-to-case = Back to the case
crisis-lead = Breathe. Handing over is fine and needs no reason. Each step is recorded with the time and who took it.
crisis-note = A note, or the reason
crisis-note-hint = It is recorded with the step you mark next. What you saw and did; no guesses about what is wrong with them.
crisis-replied = Reply at once, by name: “I'm here. Please call your local emergency number, or ask someone near you to. Are you safe this minute?”
crisis-told = Tell the operator on duty. Don't do this alone if anyone else is about.
crisis-which = Breathe. Whose words are they? The steps are recorded with them.
crisis-which-last = What you decided just now
crisis-which-thread = Not among these? Open the thread: every entry there leads to the steps.
crisis-told-now = Marking this asks the other operators to come, at once: { $n } of them by mail, and by their pager where there is one. They get a link to this page, and no words of anybody's.
crisis-told-nobody = The board can reach no other operator: none gave an address for mail. Call or write to one yourself, and mark it then.
crisis-words = Look whether the post is safe for other readers. Take out how, how much, where and when; keep the feelings.
crisis-asked = Thank them, say what you heard, ask how safe they feel, and offer a choice: call, text, chat, someone near, just listening.
crisis-emergency = Emergency services were told, by the written plan.
crisis-no-emergency = Emergency services were not told. Most of the time we don't know where the person is, and that is not your fault.
crisis-back = Check back the next day, or ask someone else to.
crisis-done = Done
crisis-mark = Mark as done
crisis-operator = Only an operator takes this step.
crisis-reason = Please give the reason: this step is never recorded without one.
crisis-after = Then stop. Eat, walk, talk to another volunteer. What happens next is not yours to control.

# Care of moderators.
desk-care-title = Looking after yourself
desk-care-lead = Nobody else sees what you set here, and nothing of it is counted.
care-avoid = What should others take instead of you?
care-most = Decisions a day, at most
care-most-hint = After that you are dealt no more until tomorrow. Empty: no end.
care-most-number = Please give a whole number from 1 to 500, or leave it empty. What you typed is still here.
care-sign = The name you sign with
care-sign-hint = Writers see it under your words to them. Empty: “the team”. Your own name is never shown.
care-sign-long = That name is too long: it takes up to 40 characters. What you typed is still here.
care-sign-taken = Somebody here has that name. Please choose another one; what you typed is still here.
care-break = A break
care-break-lead = What you hold is free for others at once, and nothing is dealt to you.
care-break-10 = 10 minutes
care-break-60 = 1 hour
care-break-480 = 8 hours
care-break-1440 = A day
care-on-break = { $n ->
    [one] You are on a break for 1 minute more.
   *[other] You are on a break for { $n } minutes more.
}
care-break-end = End the break
care-enough = You have done what you wanted to do today. Thank you.
care-hard = You have had several hard cases within the hour.
care-hand-over = Hand the desk over for ten minutes
care-limits = What is not yours
care-limit-judge = You are not here to judge how ill someone is.
care-limit-night = You are not here day and night, and you don't go to anyone's home.
care-limit-secret = You don't keep secrets about danger.
care-limit-next = You may say: “I need to log off now. Here is who is awake.”
care-you-too = You deserve support too.
limits-title = Before you begin
limits-lead = Thank you for giving your time. Please read what is yours here and what is not.
limits-yours = What you can always do
limits-hand-over = Hand any case back, or stop, at any time and without a reason.
limits-second = Ask for a second opinion. Nobody decides alone about a life.
limits-stop = Take a break: what you hold is free for others at once.
limits-log = What you decide is written down with your name for the other moderators; people who write here don't learn it.
limits-accept = I have read this

# The site's own rules.
rules-title = Rules
rules-lead = Rules of your own say what moderators look at. They cover, hold or flag; none refuses anything. Of what our program reads as distress or more they only tell the moderators.
rules-none = There is no rule yet.
rules-show = What it looks for
rules-fired = { $n ->
    [one] Found something in 1 case.
   *[other] Found something in { $n } cases.
}
rules-decided = { $n ->
    [one] 1 of them was decided.
   *[other] { $n } of them were decided.
}
rules-agreed = { $n ->
    [one] In 1 of these, moderators agreed.
   *[other] In { $n } of these, moderators agreed.
}
rules-change = Change
rules-end = Switch off
rules-new = A new rule
rules-change-title = Change this rule
rules-name = Its name, for moderators
rules-name-which = Please give it a name of up to 80 characters. What you typed is still here.
rules-kind = What does it look at?
rules-kind-which = Please choose what it looks at. What you typed is still here.
rules-kind-words = Words
rules-kind-pattern = A pattern
rules-kind-link = Links to a site
rules-kind-new-account = New accounts
rules-kind-flood = Many entries within an hour
rules-kind-duplicate = The same text again
rules-what = Words, pattern or sites
rules-what-hint = Words and sites: one a line. A pattern: a regular expression without look-around or back-references.
rules-what-which = Please say what it looks for, in up to 4,000 characters. What you typed is still here.
rules-sites = Please give sites such as “lamps.example”, one a line. What you typed is still here.
rules-pattern-wrong = This pattern can't be read, or it is too large. Look-around and back-references are not possible. What you typed is still here.
rules-pattern-all = This pattern fits everything. What you typed is still here.
rules-number = How many?
rules-number-hint = New accounts: younger than so many hours. Many entries: so many within the hour before. The same text: written so many times within the week before.
rules-number-which = Please give a whole number from 1 to 1,000. What you typed is still here.
rules-outcome = What becomes of it?
rules-outcome-hint = Whoever sounds as if they were hurting is never held or covered by a rule: there it only tells the moderators.
rules-outcome-which = Please choose what becomes of it. What you typed is still here.
rules-outcome-flag = Tell the moderators
rules-outcome-cover = Put it behind a note
rules-outcome-hold = Hold it
rules-board = On which board?
rules-board-all = All boards
rules-try = Try it on the last 30 days
rules-save = Take this rule
rules-found = { $n ->
    [0] It would have found nothing.
    [one] It would have found 1 entry.
   *[other] It would have found { $n } entries.
}
rules-looked = { $n ->
    [one] 1 entry of the last 30 days was looked at.
   *[other] { $n } entries of the last 30 days were looked at, the latest first.
}
rules-heavy = { $n ->
    [one] 1 of them sounds as if somebody were hurting; there it would only tell the moderators.
   *[other] { $n } of them sound as if somebody were hurting; there it would only tell the moderators.
}
rules-mostly-heavy = This rule mostly finds people who are hurting. Please think about whether it is needed: such words have a place of their own on the desk already.
rules-entry = Entry { $n }
rules-many = There are 100 rules already. Please switch one off first. What you typed is still here.
rules-changed = Somebody changed this rule first. Please look again.

# The safety file.
safety-title = Safety file
safety-lead = What regulators ask for: rules, counts, response times and reviews. No names, and no words of anybody. Reports and cases are counted as long as they are kept.
safety-days = Over how many days?
safety-look = Count
safety-take = Take it along (JSON)
safety-none = None in this time.
safety-rules = The rules of the board
safety-reports = What people told the moderators
safety-wrong-number = A crisis line's entry is wrong
safety-cases = Cases and response times
safety-why = Why
safety-opened = Opened
safety-decided = Decided
safety-usual = Half within
safety-slow = Nine in ten within
safety-in-time = In time
safety-decisions = What was decided, and for which rule
safety-appeals = Looked at again
safety-asked = Asked
safety-granted = Changed
safety-upheld = Kept
safety-crisis = Steps for somebody in danger
safety-log = The log
safety-log-sound = All { $n } entries of the log are as they were written.
safety-log-broken = Entry { $n } of the log is missing or was changed.
did-accept = Taken in as a member
did-decline = Not taken in for now
note-accept = Welcome. A volunteer has read your answer, and you are a member now.
note-decline = Thank you for asking to join. We can't take you in as a member for now. The reason is in the volunteer's own words:
note-still-open = You can still read here and write wherever guests can, and you can answer the question once more.
priority-application = Asks to join
why-application = Somebody asks to join and answered your question.
why-applicant = Its writer waits to be taken in; what guests write here is read first.
desk-application = Asks to join
desk-application-what = Until it is decided, they can do what a guest can.
desk-accept = Take in
desk-decline = Not for now
desk-decline-what = They keep what guests can do, read your reason under Notices, and can answer once more.
desk-decline-message = Why, in kind words
desk-decline-yes = Not for now
desk-decline-needs-words = Please say why, in a kind sentence. They read it.
words-decline-called = Begin with kind words
words-decline = Hi { $name }. Thank you for telling us about yourself. We don't think this board can give you what you are looking for right now, because { "{" }part{ "}" }. You are not in trouble, and you can answer once more.
why-early = Its writer joined a short while ago; this board reads first what new people answer to others.
did-memorial = An account made a memorial
did-memorial-end = No memorial any more
people-title = Accounts
people-lead = For those who run this board: how somebody came here, and what to do when somebody has died. Nothing they wrote stands here, and none of their other names.
people-look = Look it up
people-nobody = Nobody here has that name.
people-operator = operator
people-invited-by = Invited by { $name }
people-invited = Invited:
memorial-title = When somebody has died
memorial-what = Nobody can sign in as them any more, and nothing is sent to them. What they wrote stays, with a quiet word beside their name. Roles they have end. You can take it back.
memorial-answers = Can people still answer what they wrote under their name?
memorial-open = Yes, they can
memorial-quiet = No, it stays as it is
memorial-reason = Why, for the log
memorial-reason-hint = How you know of it, without their name or what happened. Up to 1,000 characters.
memorial-begin = Make it a memorial
memorial-since = A memorial since { $day }.
memorial-is-quiet = Nobody can answer what they wrote under their name.
memorial-lift = Take it back
memorial-lift-what = They can sign in again as before, and threads that were closed for this are open again. Roles are given anew.
memorial-choose = Please choose whether people can still answer.
memorial-why = Please say why. It stands in the log.
memorial-long = That reason is too long: it takes up to 1,000 characters. Nothing was cut.
memorial-own = You can't decide that about your own account.
memorial-changed = Somebody changed this meanwhile. Go back and look again.
