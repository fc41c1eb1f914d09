problem-title = Something is in the way
problem-kept = Your words are safe: they are here. Copy them if you like, or send them again in a moment.
problem-words = Your words
problem-again = Send it again
problem-help-title = If you need someone now
problem-help = The help page works even while the rest of this site does not.
problem-home = Back to the boards
error-not-found = There is nothing here. It may have been taken back, or the address may be wrong.
error-sign-in-needed = This page is for people who are signed in. Please sign in, then come back.
error-address = The end of this address can't be read. Go back and follow the link again.
error-form-kind = This form was sent in a way we can't read. Please send it from the page.
error-form-cut = The form did not arrive whole. Please send it again.
error-form-text = The form holds text that is not Unicode (UTF-8). Please send it from the page.
error-form-fields = A part of the form is missing or has a value we don't know. Go back, look at each field and send it again.
error-form-old = This page was open for a long time, or you signed in or out in between. Go back, reload it, and try once more.
error-other-site = This was sent from another website, so nothing was changed. Open the page here and try again.
error-too-large = This is larger than we can take: a form can hold about one million characters in all. Nothing was stored.
error-late = This took too long to arrive, so nothing was stored. Please go back and send it again; what you wrote is still on the page you came from.
error-too-many = That was very fast. Please wait a little, then try again.
error-unavailable = The board can't reach its database right now. Nothing was lost that we had confirmed. Please try again in a moment.
error-internal = Something went wrong on our side.
error-method = This address does not take that kind of request.
error-full = Very many people are here right now. Nothing is broken and nothing was lost that we had confirmed. Please try again in a moment.
error-country = Say which country, by its two letters: ?country=GB
error-country-unknown = We know no country by these two letters. Say it like this: ?country=GB
