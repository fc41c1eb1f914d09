# Der Rahmen jeder Seite.
shell-skip = Zum Inhalt der Seite
shell-main = Hauptmenü
shell-boards = Foren
shell-new = Neues
shell-waiting = Ohne Antwort
shell-desk = Moderation
shell-notices = Mitteilungen
shell-unread = etwas Neues
shell-sign-in = Anmelden
shell-help = Jetzt Hilfe finden
shell-leave = Seite verlassen
shell-leave-spoken = Notfall: schnell diese Seite verlassen
shell-limits = Betreut von Freiwilligen. Wir sind kein Krisendienst, und niemand hier ersetzt die Hilfe im Notfall.
shell-guidelines = Leitlinien
shell-privacy = Datenschutz
shell-decisions = Aus der Moderation
shell-leaving = Schnell weg

# Zeit, wie man sie sagt.
time-now = gerade eben
time-minutes = { $n ->
    [one] vor 1 Minute
   *[other] vor { $n } Minuten
}
time-hours = { $n ->
    [one] vor 1 Stunde
   *[other] vor { $n } Stunden
}
time-yesterday = gestern
lasts-minutes = { $n ->
    [one] 1 Minute
   *[other] { $n } Minuten
}
lasts-hours = { $n ->
    [one] 1 Stunde
   *[other] { $n } Stunden
}
lasts-days = { $n ->
    [one] 1 Tag
   *[other] { $n } Tage
}
time-days = { $n ->
    [one] vor 1 Tag
   *[other] vor { $n } Tagen
}
time-date = { $day }. { $month } { $year }
time-month-1 = Januar
time-month-2 = Februar
time-month-3 = März
time-month-4 = April
time-month-5 = Mai
time-month-6 = Juni
time-month-7 = Juli
time-month-8 = August
time-month-9 = September
time-month-10 = Oktober
time-month-11 = November
time-month-12 = Dezember

# Knöpfe für jeden Tag.
button-save = Speichern
button-cancel = Abbrechen

# Die Seiten unter /about.
about-guidelines-title = Wie wir miteinander umgehen
about-guideline-listen = Wir hören zuerst zu. Ein paar ehrliche Worte sind mehr wert als ein guter Plan.
about-guideline-advice = Wir fragen, bevor wir Rat geben, und achten darauf, was sich die Person gewünscht hat.
about-guideline-diagnose = Wir stellen keine Diagnosen, weder einander noch sonst jemandem.
about-guideline-methods = Wir lassen weg, wie, wie viel und wo. Was du fühlst, hat hier Platz; wie man sich verletzt, nicht.
about-guideline-kind = Wir sagen nie jemandem, sich etwas anzutun, und wir sind nicht grausam, auch nicht im Scherz.
about-guideline-private = Wir lassen weg, was verraten könnte, wer oder wo jemand ist: bei uns selbst und bei anderen.
about-guideline-limits = Wir achten auch auf uns selbst. Du darfst dich jederzeit zurückziehen; du bist hier nicht allein.
about-privacy-title = Was gespeichert wird, und wie lange
about-privacy-lead = So wenig, wie ein Forum zum Arbeiten braucht.
about-privacy-words = Deine Worte bleiben deine. Du kannst sie jederzeit ändern, deinen Namen davon nehmen oder sie löschen. Gelöschter Text ist sofort weg.
about-privacy-address = Deine Internetadresse wird nie gespeichert. Sie wird nur einen Moment lang im Arbeitsspeicher benutzt, um massenhafte Anfragen zu bremsen.
about-privacy-session = Beim Anmelden wird ein Cookie gesetzt, und eines mehr, während du dich von anderswo anmeldest. Wenn du nicht gesagt hast, dass andere das Gerät benutzen, lässt dich ein weiteres hinein, während Fremde dein Passwort raten; es nennt niemanden. Wer eine Sprache, ein Land oder einen unauffälligen Namen für den Tab wählt, bekommt je eines dazu, ebenso ein Gast, der die Hilfe beim Schreiben abschaltet. Wenn du etwas veröffentlichst, lebt eines, bis du deine Worte an ihrem Platz siehst. Wer die Seite schnell verlässt, bekommt eines für fünf Minuten. Andere gibt es nicht, und keines kommt von jemand anderem.
about-privacy-drafts = Was du gerade schreibst, bleibt in diesem Tab: bei Gästen auf dem Gerät nur, wenn sie das Kästchen ankreuzen; bei Mitgliedern im Konto, bis es abgeschickt ist, außer sie nehmen das Häkchen weg. Was in diesem Browser liegt, verschwindet, wenn du dich abmeldest oder die Seite verlässt. Während du schreibst, geht es an den eigenen Server dieses Forums, damit dir daneben Hilfe angeboten werden kann; dort liest es niemand, und nichts wird aufbewahrt. Unter dem Text kannst du das abschalten.
about-privacy-offline = Die Hilfeseite des Landes, das du gewählt hast, bleibt auf deinem Gerät, damit du ihre Nummern auch ohne Netz hast. „Seite verlassen“ nimmt sie wieder weg.
about-privacy-screen = Ein kleines Programm auf unserem eigenen Rechner liest, was du schreibst, um dir daneben Hilfe anzubieten. Über dich wird nichts gespeichert. Wo es etwas zu den Freiwilligen bringt, bleibt sein Fund bei diesem Fall und verschwindet mit ihm.
about-privacy-third = Keine unserer Seiten lädt etwas von anderen. Niemand zählt deine Besuche.
about-decisions-title = Was die Moderation getan hat
about-decisions-lead = Zahlen und Gründe der letzten 90 Tage, keine Namen.
about-decisions-none = In den letzten 90 Tagen war keine Entscheidung nötig.
about-wait-title = Wie lange es bis zur Entscheidung dauerte (mittlerer Wert)
about-wait-danger = Jemand ist vielleicht in Gefahr, oder jemand macht sich Sorgen
about-wait-report = Meldungen
about-wait-held = Was darauf wartete, gelesen zu werden, auch erneut
about-decisions-what = Entscheidung
about-decisions-why = Grund
about-decisions-count = Wie oft
about-leaving-title = Schnell weg
about-leaving-how = Der Knopf „Seite verlassen“ bringt dich sofort auf eine einfache Wetterseite. Du kannst auch dreimal die Umschalttaste (Shift) drücken.
about-leaving-back = In den fünf Minuten danach führt jede Seite hier auch zur Wetterseite, sodass „Zurück“ keine davon zeigt. Nur die Hilfeseiten gehen noch auf. Danach kann „Zurück“ wieder hierher führen: Schließ den Tab, wenn du kannst.
about-leaving-not = Der Verlauf deines Browsers wird dabei nicht gelöscht. Um einen Besuch zu verbergen, öffne vorher ein privates Fenster oder lösche danach die letzte Stunde aus dem Verlauf.
about-leaving-private = Öffne ein privates Fenster (Inkognito), bevor du kommst: Es vergisst deinen Besuch, wenn du es schließt.
about-leaving-history = Um einen Besuch nachträglich zu verbergen, lösche nur diese Seiten aus dem Verlauf: Ein leerer Verlauf kann auffallen, wenn jemand nachsieht.
about-leaving-network = Wer dein Netz betreibt oder ein Programm auf diesem Gerät hat, sieht vielleicht trotzdem, dass du hier warst. Wenn du das befürchtest, nimm ein Gerät, an das diese Person nicht kommt, etwa in einer Bibliothek oder bei Menschen, denen du vertraust.
about-leaving-shared = Auf einem Gerät, das auch andere benutzen: Kreuze beim Anmelden „Andere benutzen dieses Gerät auch“ an und melde dich ab, wenn du gehst.
discreet-title = Ein unauffälliger Name in Tabs und Verlauf
discreet-what = Tabs und Verlauf zeigen dann „Notizen“ und ein einfaches Blatt Papier, auf diesem Gerät, bis du es abschaltest. Die Adresse dieser Seite steht weiterhin im Verlauf.
discreet-name = Notizen
discreet-on = Unauffälligen Namen zeigen
discreet-off = Wieder den Namen dieser Seite zeigen
