# Die Seiten für alle, die sich um die Hilfsangebote kümmern.

lines-title = Hilfsangebote
lines-lead = Eine falsche Nummer schadet. Was als falsch gemeldet ist, kommt zuerst: Blende es noch am selben Tag aus und geh der Sache dann nach.
lines-anywhere = Weltweit
lines-wrong = Als falsch gemeldet
lines-wrong-none = Niemand sagt, dass eine Nummer falsch ist.
lines-no-words = Jemand hat uns Bescheid gesagt, ohne weitere Worte.
lines-case-closes = Was du unten tust, schließt auch diesen Fall.
lines-hidden-title = Ausgeblendet, bis jemand der Sache nachgegangen ist
lines-countries = Nach Land
lines-count-stale = { $n ->
    [0] Kein Angebot fehlt, weil eine Prüfung aussteht.
    [one] Ein Angebot wird nicht gezeigt, weil es seit sechs Monaten niemand geprüft hat.
   *[other] { $n } Angebote werden nicht gezeigt, weil sie seit sechs Monaten niemand geprüft hat.
}
lines-count-due = { $n ->
    [0] Keines wartet auf eine Prüfung.
    [one] Eines wird gezeigt und wartet auf eine Prüfung.
   *[other] { $n } werden gezeigt und warten auf eine Prüfung: hier noch nie geprüft, oder seit drei Monaten nicht.
}
lines-pick = Angebote eines Landes
lines-look = Ansehen
lines-add = Angebot hinzufügen
lines-country = Land
lines-shown = Gezeigt
lines-to-check = Zu prüfen
lines-out = Nicht gezeigt
lines-back = Alle Angebote
lines-of = Hilfsangebote: { $country }
lines-none = Es gibt noch kein Angebot. Die Hilfeseite zeigt die Notrufnummer und die Listen von Hilfsangeboten aus aller Welt.
lines-hidden = Ausgeblendet
lines-stale = Nicht gezeigt: seit sechs Monaten nicht geprüft
lines-unsure = Nicht gezeigt: schwache Quellen
lines-due = Gezeigt, zu prüfen
lines-never = Hier noch nicht geprüft.
lines-checked-on = geprüft am { $day }
lines-checked-today = Heute geprüft
# Wird statt der Worte darüber vorgelesen; $name ist der Name des Angebots
lines-checked-today-of = Heute geprüft: { $name }
lines-how-to-check = Öffne die eigene Seite des Angebots, vergleiche jede Nummer, die Zeiten und für wen es da ist, und frag dort nach, ob von hier Menschen hingeschickt werden sollen. Rate nie eine Nummer.
lines-done = Erledigt. Alle sehen es jetzt.
lines-changed = Jemand hat dieses Angebot inzwischen geändert. Bitte sieh es dir noch einmal an; was du getippt hast, ist noch hier.
lines-check-title = Es stimmt
lines-check = Ich habe es geprüft
lines-correct = Berichtigen
lines-correct-title = Ein Angebot berichtigen
lines-correct-lead = Schreib, was auf der eigenen Seite des Angebots steht. Wenn das ein anderes Angebot ist, blende dieses aus und füge ein neues hinzu.
lines-correct-save = Berichtigung speichern
lines-add-lead = Schreib, was auf der eigenen Seite des Angebots steht, und frag dort nach, ob von hier Menschen hingeschickt werden sollen.
lines-add-save = Hinzufügen
lines-hide-title = Ausblenden
lines-hide-what = Niemand sieht es mehr, auch nicht, wer sich alle Angebote zeigen lässt. Es kann wieder gezeigt werden.
lines-hide = Ausblenden
lines-show-title = Wieder zeigen
lines-show-what = Es wird wieder gezeigt, wie es ist, wenn es in den letzten sechs Monaten geprüft wurde.
lines-show = Zeigen
lines-history = Was getan wurde
lines-history-none = Noch nichts: Es ist, wie es mitgeliefert wurde.
lines-ways = Wie man es erreicht
lines-numbers-hint = Wie man es im Land selbst wählt: Ziffern und einzelne Leerzeichen, wenn nötig mit +, * oder # davor.
lines-hours-hint = 24/7, oder in Worten und Ortszeit. Lass es leer, wenn die Seite nichts sagt.
lines-languages-hint = Kürzel mit Kommas dazwischen, zum Beispiel en, es.
lines-note-hint = Für die Person, die Hilfe sucht, höchstens 300 Zeichen. Wenn ein Angebot eine neue Nummer hat, sag es hier.
lines-sources-hint = Wo du es gesehen hast, eine Quelle je Zeile. Die eigene Seite des Angebots kommt mit dem Tag deiner Prüfung dazu.
lines-day-hint = Der Tag, an dem du das mit der eigenen Seite des Angebots verglichen hast.

# Die Felder eines Angebots
line-name = Name des Angebots
line-for = Für wen es da ist
line-phone = Telefon
line-sms = Nummer für SMS
line-word = Wort für die SMS, falls eines nötig ist
line-whatsapp = WhatsApp-Nummer
line-chat = Adresse des Chats
line-website = Website
line-hours = Zeiten
line-languages = Sprachen
line-note = Hinweis
line-sources = Quellen
line-confidence = Wie sicher
line-confidence-is = { $how ->
    [high] sicher: eigene Seite oder zwei Quellen
    [medium] eine ordentliche Quelle
   *[low] schwache Quellen: nur auf Wunsch gezeigt
}
line-day = Tag der Prüfung
line-why = Warum?

# Was in Ordnung zu bringen ist
line-wants-country = Land: Bitte wähle eines.
line-wants-name = Name: Bitte gib den eigenen Namen des Angebots an, höchstens 100 Zeichen.
line-wants-phone = Telefon: nur Ziffern und einzelne Leerzeichen, wenn nötig mit +, * oder # davor, zum Beispiel 116 123.
line-wants-sms = Nummer für SMS: nur Ziffern und einzelne Leerzeichen, wenn nötig mit +, * oder # davor, zum Beispiel 85258.
line-wants-word = Wort für die SMS: höchstens 20 Zeichen, und nur zusammen mit einer Nummer für SMS.
line-wants-whatsapp = WhatsApp-Nummer: nur Ziffern und einzelne Leerzeichen, am besten mit + und der Vorwahl des Landes.
line-wants-chat = Adresse des Chats: die ganze Adresse, mit https:// am Anfang
line-wants-website = Website: die ganze Adresse, mit https:// am Anfang
line-wants-way = Bitte gib mindestens einen Weg zu dem Angebot an: eine Nummer, einen Chat oder eine Website.
line-wants-hours = Zeiten: höchstens 100 Zeichen.
line-wants-languages = Sprachen: Kürzel mit Kommas dazwischen, zum Beispiel en, es.
line-wants-note = Hinweis: höchstens 300 Zeichen.
line-wants-sources = Quellen: höchstens 4.000 Zeichen.
line-wants-choice = Bitte wähle aus den Listen, für wen es da ist und wie sicher du bist.
line-wants-day = Tag der Prüfung: Bitte gib den Tag an, an dem du nachgesehen hast, keinen künftigen und keinen, der mehr als sechs Monate her ist.
line-wants-why = Warum: Bitte sag es in wenigen Worten, höchstens 2.000 Zeichen.
line-number-retired = Diese Nummer wurde geschlossen oder ersetzt. Sie darf nicht mehr gezeigt werden; bitte such die neue auf der eigenen Seite des Angebots.
line-number-taken = Ein anderes Angebot in diesem Land hat diese Telefonnummer schon. Bitte berichtige jenes.

line-did-add = Hinzugefügt
line-did-correct = Berichtigt
line-did-check = Geprüft
line-did-hide = Ausgeblendet
line-did-show = Wieder gezeigt

# In der Moderation, für alle, die den Ort betreiben
lines-said-wrong = { $n ->
    [one] eines ist als falsch gemeldet
   *[other] { $n } sind als falsch gemeldet
}
