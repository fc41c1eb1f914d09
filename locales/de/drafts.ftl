## Entwürfe

drafts-title = Entwürfe
drafts-lead = Was du angefangen und noch nicht abgeschickt hast. Nur du siehst es, und nach { $days } Tagen ohne Änderung ist es weg.
drafts-none = Hier ist nichts.
drafts-words = Deine Worte
drafts-go-on = Weiterschreiben
drafts-post = Ein Beitrag
drafts-reply = Eine Antwort
drafts-own = Andere Worte für etwas, das du geschrieben hast
draft-throw = Wegwerfen
draft-since = Das hast du { $ago } angefangen, und es wurde für dich aufgehoben.
draft-other = Du schreibst das auch an einer anderen Stelle, und dort steht etwas anderes.
draft-here = In diesem Tab stand vorher etwas anderes.
draft-take = Die anderen Worte nehmen
draft-stay = Bei diesen Worten bleiben
draft-back = Zurück zu den Worten von vorher
write-keep-in-account = In meinem Konto aufheben, bis ich es abschicke
kept-drafts = Was du angefangen und noch nicht abgeschickt hast, in deinem Konto
kept-drafts-why = Damit keine Worte verloren gehen und du an einer anderen Stelle weiterschreiben kannst
