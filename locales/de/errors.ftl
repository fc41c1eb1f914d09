problem-title = Etwas kam dazwischen
problem-kept = Deine Worte sind sicher: Sie stehen hier. Kopiere sie, wenn du magst, oder schicke sie gleich noch einmal ab.
problem-words = Deine Worte
problem-again = Noch einmal abschicken
problem-help-title = Wenn du jetzt jemanden brauchst
problem-help = Die Hilfeseite funktioniert auch, während der Rest hier nicht geht.
problem-home = Zurück zu den Foren
error-not-found = Hier ist nichts. Vielleicht wurde es zurückgenommen, oder die Adresse stimmt nicht.
error-sign-in-needed = Für diese Seite musst du angemeldet sein. Bitte melde dich an und komm dann wieder.
error-address = Das Ende dieser Adresse ist nicht lesbar. Geh zurück und folge dem Link noch einmal.
error-form-kind = Dieses Formular kam auf eine Art an, die wir nicht lesen können. Bitte schicke es von der Seite aus ab.
error-form-cut = Das Formular kam nicht ganz an. Bitte schicke es noch einmal ab.
error-form-text = Im Formular steht Text, der kein Unicode (UTF-8) ist. Bitte schicke es von der Seite aus ab.
error-form-fields = Ein Teil des Formulars fehlt oder hat einen Wert, den wir nicht kennen. Geh zurück, sieh dir jedes Feld an und schicke es noch einmal ab.
error-form-old = Diese Seite war lange offen, oder du hast dich zwischendurch an- oder abgemeldet. Geh zurück, lade sie neu und versuche es noch einmal.
error-other-site = Das wurde von einer anderen Website abgeschickt, deshalb wurde nichts geändert. Öffne die Seite hier und versuche es noch einmal.
error-too-large = Das ist mehr, als wir annehmen können: Ein Formular fasst insgesamt etwa eine Million Zeichen. Nichts wurde gespeichert.
error-late = Das hat zu lange gebraucht, um anzukommen, deshalb wurde nichts gespeichert. Bitte geh zurück und schicke es noch einmal ab; was du geschrieben hast, steht noch auf der Seite, von der du kommst.
error-too-many = Das ging sehr schnell. Bitte warte ein wenig und versuche es dann noch einmal.
error-unavailable = Das Forum erreicht gerade seine Datenbank nicht. Nichts ist verloren, was wir bestätigt hatten. Bitte versuche es gleich noch einmal.
error-internal = Bei uns ist etwas schiefgegangen.
error-method = Diese Adresse nimmt solche Anfragen nicht an.
error-full = Gerade sind sehr viele Menschen hier. Nichts ist kaputt, und nichts ist verloren, was wir bestätigt hatten. Bitte versuche es gleich noch einmal.
error-country = Sag, welches Land, mit seinen zwei Buchstaben: ?country=GB
error-country-unknown = Mit diesen zwei Buchstaben kennen wir kein Land. Sag es so: ?country=GB
