## Drafts

drafts-title = Drafts
drafts-lead = What you began to write and have not sent. Only you see it, and after { $days } days without a change it is gone.
drafts-none = Nothing here.
drafts-words = Your words
drafts-go-on = Go on writing
drafts-post = A post
drafts-reply = A reply
drafts-own = Other words for something you wrote
draft-throw = Throw it away
draft-since = You began this { $ago }, and it was kept for you.
draft-other = You are writing this in another place, too, and there it says something else.
draft-here = In this tab it said something else before.
draft-take = Take the other words
draft-stay = Keep these words
draft-back = Back to the words before
write-keep-in-account = Keep it in my account until I send it
kept-drafts = What you began to write and have not sent, in your account
kept-drafts-why = So that no words are lost, and you can go on in another place
