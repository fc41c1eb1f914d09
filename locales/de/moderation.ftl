# Die Regeln des Forums, beim Namen.
rule-encourages = Drängt zu Selbstverletzung
rule-cruel = Grausam oder quälend
rule-methods = Einzelheiten, wie genau
rule-private = Zeigt, wer oder wo jemand ist
rule-spam = Werbung und Spam
rule-off-topic = Gehört woanders hin
rule-other = Etwas anderes

# Was getan wurde, im Protokoll und in den öffentlichen Zahlen.
did-let-stand = Gelassen, wie es ist
did-publish = Für alle gezeigt
did-cover = Hinter einen Hinweis gestellt
did-hold = Zur Prüfung zurückgehalten
did-remove = Entfernt
did-restore = Wiederhergestellt
did-lock = Für Antworten geschlossen
did-unlock = Für Antworten geöffnet
did-limit-supporters = Antworten nur von Peer-Begleitenden
did-limit-known = Antworten nicht von Neuen
did-unlimit = Wieder offen für alle Antworten
did-pin = Nach oben gesetzt
did-unpin = Nicht mehr oben
did-edit-out = Eine Stelle herausgenommen
did-notes = Inhaltshinweise geändert
did-move = In ein anderes Forum verschoben
did-write = An die Person geschrieben
did-uphold = Noch einmal gelesen und dabei belassen
did-grant = Noch einmal angesehen: die Person hatte recht
did-warn = Gebeten, nicht mehr so zu schreiben
did-pause = Schreiben eine Zeit lang ausgesetzt
did-hold-all = Wird eine Zeit lang vorab gelesen
did-ban = Kann nicht mehr schreiben
did-lift = Kann wieder schreiben
did-unmask = Nachgesehen, wer hinter einem Alias steht

# Was gesagt wird, wenn es um deine Worte geht.
note-message = Jemand aus dem Team hat dir zu dem geschrieben, was du geschrieben hast. Nichts wurde geändert.
note-publish = Jemand aus dem Team hat gelesen, was du geschrieben hast, und jetzt können es alle lesen. Danke fürs Warten.
note-publish-unread = Es war niemand da, um zu lesen, was du geschrieben hast; nach der eigenen Regel dieses Forums ist es jetzt für alle zu sehen. Vielleicht sieht es sich noch jemand an. Danke, dass du gewartet hast.
note-cover = Was du geschrieben hast, ist noch da. Wer liest, sieht zuerst einen kurzen Hinweis und entscheidet dann.
note-hold = Was du geschrieben hast, wartet darauf, dass jemand aus dem Team es noch einmal ansieht. Vorerst sehen es nur du und das Team.
note-remove = Wir mussten entfernen, was du geschrieben hast. Wir wissen, dass das wehtun kann, und es heißt nicht, dass du nicht willkommen bist.
note-remove-hard = Wir haben entfernt, was du geschrieben hast.
note-restore = Wir haben noch einmal hingesehen, und was du geschrieben hast, ist wieder da. Wir lagen falsch, und das tut uns leid.
note-lock = Vorerst kann dort niemand antworten. Was geschrieben wurde, bleibt.
note-unlock = Dort kann man wieder antworten.
note-limit-supporters = Vorerst können dort nur Peer-Begleitende, Moderierende und du antworten. Was geschrieben wurde, bleibt.
note-limit-known = Vorerst können dort weder Gäste antworten noch Menschen, die heute dazugekommen sind. Was geschrieben wurde, bleibt.
note-unlimit = Dort können wieder alle antworten.
note-edit-out = Wir sind froh, dass du das geteilt hast, und es ist noch da. Wir haben eine kleine Stelle herausgenommen, dort, wo du jetzt „[…]“ siehst. Alles, was du fühlst, hat hier weiter Platz. Du kannst sehen, was sich geändert hat, und es bearbeiten.
note-notes = Was du geschrieben hast, ist noch da. Wir haben die Inhaltshinweise davor geändert, damit alle wählen können, ob sie es lesen.
note-move = Was du geschrieben hast, steht jetzt in einem anderen Forum, wo mehr Menschen es sehen, die das kennen. Daran wurde nichts geändert.
note-uphold = Wir haben es noch einmal gelesen und lassen es bei der Entscheidung. Danke, dass du gefragt hast. Du bist hier weiter willkommen. Der Grund, in den eigenen Worten der Person, die es gelesen hat:
note-grant = Wir haben noch einmal hingesehen, und du hattest recht: Was wir damals entschieden haben, gilt nicht mehr, und es tut uns leid. In eigenen Worten:
note-warn = Bitte schreib nicht mehr so. Sonst geschieht vorerst nichts.
note-pause = Du kannst hier eine Weile nicht schreiben. Du kannst weiterhin lesen, ändern und löschen, was du geschrieben hast, und Hilfe erreichen.
note-hold-all = Eine Weile liest jemand aus dem Team, was du schreibst, bevor andere es sehen.
note-ban = Du kannst hier nicht mehr schreiben. Du kannst weiterhin lesen, ändern und löschen, was du geschrieben hast, und Hilfe erreichen.
note-lift = Du kannst hier wieder schreiben.
note-until = Es endet von selbst am { $day }.
note-why-encourages = Der Grund: Es könnte jemanden dazu drängen, sich etwas anzutun. Das können wir hier nicht stehen lassen.
note-why-cruel = Der Grund: Es war hart zu jemandem, dem es vielleicht schlecht geht. Das können wir hier nicht stehen lassen.
note-why-methods = Der Grund: Es ging darum, wie, wie viel oder wo, und das könnte anderen schaden, denen es nicht gut geht. Alles, was du fühlst, hat hier weiter Platz.
note-why-private = Der Grund: Es könnte zeigen, wer oder wo jemand ist.
note-why-spam = Der Grund: Es las sich wie Werbung oder wie dieselben Worte an vielen Stellen.
note-why-off-topic = Der Grund: Es gehört woanders hin als in dieses Forum.
note-why-other = Der Grund steht in den eigenen Worten der Person aus dem Team:
note-calm = Du bekommst keinen Ärger.
note-again = Du bekommst keinen Ärger. Deine Worte sind für dich aufgehoben, und du kannst es ohne diese Stelle noch einmal schreiben.
note-pain = Wenn es dir schlecht ging, als du das geschrieben hast: Auch du kannst mit jemandem sprechen.
note-from = Von { $name }
note-from-team = Vom Team
note-passage = Es geht um diese Stelle:

# Die Antwort auf eine Entscheidung.
appeal-title = Noch einmal lesen lassen
appeal-lead = Jemand liest es neu: eine andere Person als beim ersten Mal, wo immer es eine andere gibt. Du erfährst, wie sie entscheidet und warum. Du kannst einmal darum bitten, und die Bitte macht nie etwas schlimmer.
appeal-words = Was sollte die Person wissen?
appeal-words-hint = Du kannst das leer lassen. Höchstens 4.000 Zeichen.
appeal-send = Noch einmal lesen lassen
appeal-long = Das ist zu lang: Höchstens 4.000 Zeichen passen. Nichts wurde abgeschnitten.
appeal-late = Das kann nicht mehr neu angesehen werden: Dafür sind sechs Monate Zeit.
appeal-asked = Du hast am { $day } darum gebeten.
appeal-waits = Es wartet darauf, noch einmal gelesen zu werden. Die Antwort findest du unter Mitteilungen.
appeal-granted = Es wurde noch einmal angesehen und geändert.
appeal-upheld = Es wurde noch einmal angesehen und bleibt so. Der Grund steht unter Mitteilungen.
appeal-yours = Was du geschrieben hast
appeal-rewrite = Oder schreib es auf andere Art noch einmal: Jemand aus dem Team liest es, bevor andere es können.
appeal-rewrite-go = Noch einmal schreiben

# Ein Gespräch mit den Moderierenden.
talk-title = Den Moderierenden schreiben
talk-lead = Über das, was du hier geschrieben hast. Alle Moderierenden teilen dieses Gespräch, und sonst sieht es niemand. Wir können nicht versprechen, wann es jemand liest.
talk-so-far = Was bisher gesagt wurde
talk-you = Du
talk-desk = Die Moderierenden
talk-words = Deine Nachricht
talk-words-hint = Bis zu 4.000 Zeichen.
talk-send = Abschicken
talk-sent = Danke. Jemand liest es, sobald jemand da ist; die Antwort findest du hier und unter Mitteilungen.
talk-empty = Bitte schreib erst deine Nachricht.
talk-long = Das ist zu lang: Es passen bis zu 4.000 Zeichen hinein. Nichts wurde abgeschnitten.
talk-many = Du hast in kurzer Zeit viel geschrieben. Deine Worte sind noch hier; bitte schick sie in ein paar Minuten noch einmal.

notices-title = Mitteilungen
notices-none = Noch nichts. Wenn dir jemand antwortet oder das Team etwas mit deinen Worten gemacht hat, findest du es hier.
notices-new = Neu
notices-yours = Deine Worte, vollständig
notices-yours-show = Deine Worte zeigen
notices-go = Dorthin
notices-export = Die Datei mit allem über dich ist fertig.
notices-export-go = Zur Datei
notices-answered-post = Jemand hat auf deinen Beitrag geantwortet.
notices-waiting = Jemand wartet seit Stunden auf eine erste Antwort. Ein paar freundliche Worte genügen.
notices-all-waiting = Alle, die warten
notices-answered = Jemand hat geantwortet, wo du geschrieben hast.
answer-changed = Du hast den Moderierenden etwas gemeldet. Jemand hat es angesehen, und etwas wurde geändert. Danke, dass du Bescheid gesagt hast.
answer-stands = Du hast den Moderierenden etwas gemeldet. Jemand hat es angesehen, und es bleibt, wie es ist. Es war richtig, Bescheid zu sagen.
answer-worry = Du hast dir um jemanden Sorgen gemacht. Jemand hat hingesehen. Danke, dass du auf andere achtest; achte auch auf dich.
notices-older = Ältere Mitteilungen

# Dem Team Bescheid sagen.
report-title = Dem Team melden
report-what = Du sagst dem Team Bescheid über das, was { $name } geschrieben hat.
report-what-nameless = Du sagst dem Team Bescheid über das, was jemand geschrieben hat.
report-worried-instead = Wenn du Angst um die Person hast und es dir nicht um ihre Worte geht:
report-reasons = Was stimmt daran nicht?
report-choose = Bitte wähle, was daran nicht stimmt.
report-note = Gibt es etwas, das uns hilft, es zu verstehen?
report-note-hint = Du kannst das leer lassen. Höchstens 2.000 Zeichen.
report-private = Die Person erfährt nichts von deiner Meldung, auch nicht, dass es eine gab. Wenn wir etwas ändern, erfährt sie, warum, aber nicht, durch wen.
report-send = Meldung abschicken
report-long = Diese Notiz ist zu lang: Höchstens 2.000 Zeichen passen. Nichts wurde abgeschnitten.
report-many = Du hast uns in kurzer Zeit viel gesagt. Deine Worte sind noch hier; bitte schicke sie in ein paar Minuten noch einmal ab. Wenn jetzt jemand in Gefahr ist, ruf den örtlichen Notruf an.
report-thanks-title = Danke
report-thanks = Danke, dass du uns Bescheid gesagt hast. Jemand aus dem Team sieht es sich an.
report-answer-comes = Eine kurze Antwort findest du unter Mitteilungen, sobald das geschehen ist.
report-again = Danke. Du hast uns das schon gemeldet, und jemand hat es angesehen; seitdem hat sich nichts geändert. Wenn noch etwas anderes ist, schreib bitte eine Anmerkung dazu.
report-back = Zurück zu der Stelle, an der du warst
worried-title = Ich mache mir Sorgen um diese Person
worried-thanks-first = Danke, dass du auf sie achtest.
worried-how = Wie groß sind deine Sorgen?
worried-low = Sie klingt sehr niedergeschlagen
worried-talks = Sie spricht von Suizid oder davon, sich zu verletzen
worried-danger = Sie ist vielleicht gerade in Gefahr
worried-choose = Bitte wähle, wie groß deine Sorgen sind.
worried-note = Gibt es etwas, das uns hilft, es zu verstehen? (du kannst das leer lassen)
worried-private = Sie erfährt nicht, wer du bist. Das Programm schickt ihr nichts, und du klagst niemanden an.
worried-yourself = Wenn du weißt, wo die Person ist, und sie in Gefahr ist, ruf selbst den örtlichen Notruf an. Vielleicht weißt du mehr als wir.
worried-send = Abschicken
worried-thanks = Danke. Jemand aus dem Team sieht nach, sobald jemand hier ist. Wir können nicht versprechen, wie schnell. Es liegt nicht alles an dir, und du musst nicht wach bleiben.
worried-you-too = Wenn dich das erschüttert hat, sprich auch du mit jemandem.
worried-lines = Hilfsangebote sind auch für besorgte Menschen da
worried-friend-title = Wenn du die Person kennst
worried-friend-ask = Frag sie in einem ruhigen Moment: „Denkst du an Suizid?“
worried-friend-listen = Hör zu. Du brauchst nicht auf alles eine Antwort.
worried-friend-stay = Bleib bei ihr oder finde jemanden, der bleiben kann, wenn du glaubst, dass sie in Gefahr ist.
worried-friend-call = Wenn jemand verletzt ist oder kurz davor, ruf den örtlichen Notruf an.
worried-friend-you = Such dir danach jemanden für dich. Das ist viel zum Tragen.

# Die Moderation.
desk-title = Moderation
desk-waiting = Fälle, die warten
desk-count = { $n ->
    [0] Nichts wartet
    [one] 1 Fall wartet
   *[other] { $n } Fälle warten
}
desk-log = Protokoll
desk-empty = Gerade wartet nichts. Ruh dich ein wenig aus.
desk-ready = Wann immer du so weit bist
desk-ready-lead = Du bekommst einen Fall nach dem anderen, den dringendsten zuerst, und er gehört dir zehn Minuten lang. Du kannst ihn immer zurückgeben, ohne Grund.
desk-next = Nächster Fall
desk-done = Danke. Es ist erledigt und steht im Protokoll.
desk-due = { $n ->
    [one] noch 1 Minute Zeit
   *[other] noch { $n } Minuten Zeit
}
desk-late = überfällig
desk-no-title = Ohne Titel
desk-reply-to = Antwort auf „{ $title }“
desk-line = Hilfsangebot { $line }
desk-post = Beitrag
desk-reply = Antwort
desk-guest = Gast
desk-reported = { $n ->
    [one] von 1 Person gesagt
   *[other] von { $n } Personen gesagt
}
desk-with = bei { $name }
desk-yours = { $n ->
    [one] noch 1 Minute in deiner Hand
   *[other] noch { $n } Minuten in deiner Hand
}
desk-in-hand = { $name } hat diesen Fall in der Hand. Du kannst mitlesen; nichts kann doppelt entschieden werden.
desk-closed-by = { $name } hat diesen Fall entschieden.
desk-closed = Dieser Fall wurde entschieden.
desk-changed = Jemand war vor dir hier, oder zu diesem Fall kam etwas dazu. Bitte sieh noch einmal hin; was du getippt hast, ist noch hier.
desk-moved = Worum es in diesem Fall geht, hat sich geändert: Die Person, die es geschrieben hat, oder andere Moderierende haben etwas damit gemacht. Bitte sieh noch einmal hin; was du getippt hast, ist noch hier.
desk-typed = Was du getippt hast
desk-again = Noch einmal ansehen
desk-undo-left = { $n ->
    [0] Es wirkt jetzt.
    [one] Es wirkt in 1 Sekunde, und noch hat niemand etwas davon gesehen.
   *[other] Es wirkt in { $n } Sekunden, und noch hat niemand etwas davon gesehen.
}
desk-undo = Rückgängig
desk-undone = Zurückgenommen: Niemand hat etwas davon gesehen. Was du gewählt und getippt hattest, ist noch hier.
desk-undo-late = Das ist schon geschehen. Öffne, worum es ging, und sieh es dir noch einmal an: Alles lässt sich wiederherstellen.
desk-show = Worte zeigen
desk-second = Zweite Meinung
desk-wants-second = bittet um eine zweite Meinung
desk-take = Übernehmen
desk-stop = Erst einmal aufhören
desk-note = Eine Notiz für das Team
desk-note-hint = Was du gesehen und getan hast, und warum. Nur Moderierende lesen sie. Keine Vermutungen darüber, was mit jemandem ist.
desk-note-save = Notiz speichern
desk-note-handover = Mit dieser Notiz abgeben
desk-note-second = Damit um eine zweite Meinung bitten
desk-note-empty = Bitte tippe zuerst die Notiz.
desk-write = An die Person schreiben…
desk-words = Worte für den Anfang:
desk-words-language = (Sie sind in der Sprache, in der die Person hier liest: { $language }.)
desk-send = Abschicken
desk-write-needs-words = Bitte tippe zuerst, was du sagen willst.
desk-blank-left = In geschweiften Klammern ist noch eine Lücke zu füllen, wie { "{" }Stelle{ "}" }. Nichts wurde abgeschickt.
desk-edit-out = Stelle herausnehmen…
desk-passage = Die Stelle, die heraus soll
desk-passage-hint = Genau so, wie sie dort steht; wo immer sie steht, kommt „[…]“ an ihren Platz. Die Person, die es geschrieben hat, erfährt davon. Moderierende und sie selbst können weiterhin sehen, was dort stand.
desk-passage-which = Bitte füge die Stelle ein, die herausgenommen werden soll.
desk-passage-gone = Diese Stelle steht nicht Wort für Wort im Text. Bitte sieh noch einmal hin; was du getippt hast, ist noch hier.
desk-edit-out-yes = Herausnehmen
desk-about = Eine Stelle nennen…
desk-about-label = Die Stelle, um die es geht (kann leer bleiben)
desk-about-hint = Aus dem Text kopiert, Wort für Wort. Die Person, die es geschrieben hat, sieht sie neben dem Grund.
desk-original = Wie es vorher war
desk-talk = { $n ->
    [one] Was einander geschrieben wurde (1 Nachricht)
   *[other] Was einander geschrieben wurde ({ $n } Nachrichten)
}
desk-talk-writer = wer es geschrieben hat
desk-talk-desk = die Moderierenden
desk-notes = Inhaltshinweise…
desk-notes-which = Worum geht es?
desk-notes-yes = Diese Hinweise setzen
desk-move = In ein anderes Forum…
desk-board = In welches Forum?
desk-board-which = Bitte wähle ein anderes Forum, eines von denen, die du moderierst.
desk-move-yes = Verschieben
desk-limit = Antworten begrenzen…
desk-limit-what = Wer den Beitrag geschrieben hat, erfährt es und kann immer antworten. Was geschrieben wurde, bleibt. Es lässt sich jederzeit aufheben.
desk-limit-who = Wer kann antworten, und wie lange?
desk-limit-yes = Antworten begrenzen
desk-unlimit = Wieder alle antworten lassen
limit-supporters-1 = nur Peer-Begleitende, einen Tag
limit-supporters-7 = nur Peer-Begleitende, eine Woche
limit-supporters = nur Peer-Begleitende, bis es aufgehoben wird
limit-known-1 = niemand Neues, einen Tag
limit-known-7 = niemand Neues, eine Woche
limit-known = niemand Neues, bis es aufgehoben wird
desk-pause = Pause oder Sperre…
desk-pause-what = Die Person, die es geschrieben hat, erfährt davon, mit der Regel und wie sie widersprechen kann. Sie kann weiterhin lesen, ändern und löschen, was sie geschrieben hat, es noch einmal lesen lassen und Hilfe erreichen. Was aus diesen Worten wird, entscheidest du getrennt davon.
desk-pause-how = Was, und für wie lange?
desk-pause-yes = So machen
desk-lift = Wieder schreiben lassen
desk-restrained = in Pause, oder wird vorab gelesen
restrain-pause-1 = kann einen Tag lang nicht schreiben
restrain-pause-3 = 3 Tage lang
restrain-pause-7 = eine Woche lang
restrain-pause-30 = 30 Tage lang
restrain-hold-30 = wird 30 Tage lang vorab gelesen
restrain-warn = nur die Bitte, es zu lassen
restrain-ban = kann nicht mehr schreiben
desk-uphold = Bei der Entscheidung bleiben
desk-uphold-needs-words = Bitte sag der Person in deinen eigenen Worten, warum es bei der Entscheidung bleibt. Sie hat gefragt.
desk-grant = Sagen, dass sie recht hatte
desk-grant-needs-words = Bitte sag der Person in eigenen Worten, was nicht mehr gilt. Sie hat danach gefragt.
desk-asked-each = Die Person fragt nach mehr als einer Entscheidung. Jede wird durch das beantwortet, was aus ihr wird; was du offen lässt, bleibt hier.
desk-own-decision = Das hast du beim ersten Mal entschieden, deshalb sieht jetzt jemand anderes aus der Moderation hin. Du kannst mitlesen.
desk-asked = Die Person bittet darum, das noch einmal zu lesen
desk-asked-by = entschieden von { $name }
desk-asked-wordless = Sie hat keine Worte dazu geschrieben.
desk-lock-or-open = Für Antworten schließen oder öffnen
desk-around = Rundherum im Gespräch
desk-before = davor
desk-after = danach
desk-keys = Alle Tasten
keys-title = Tasten
keys-lead = In der Moderation drücken einzelne Tasten die Knöpfe, auf denen sie stehen. Während du tippst, wirken sie nie. Du kannst sie ändern oder abschalten; niemand sonst sieht das.
keys-on = Einzelne Tasten benutzen
keys-digits = Ziffern wählen in einem geöffneten Teil: R und dann 2 ist die zweite Regel. Ein leeres Feld nimmt die übliche Taste.
keys-one-letter = Jede Taste ist ein Buchstabe oder Zeichen; Ziffern werden anderswo gebraucht. Was du getippt hast, ist noch hier.
keys-twice = Zwei davon haben dieselbe Taste. Bitte ändere eine; was du getippt hast, ist noch hier.
remark-note = Notiz
remark-handover = Abgegeben
remark-second = Bittet um eine zweite Meinung
remark-unsent = Worte an die Person, die nicht abgeschickt wurden
words-reach = Hallo { $name }. Jemand hier hat deine Worte gelesen und fragt sich, wie es dir geht. Du bekommst keinen Ärger, und dein Beitrag ist noch da. Wenn du mit jemandem sprechen möchtest, findest du auf der Hilfeseite Wege dazu. Wenn nicht, ist das auch in Ordnung.
words-reach-called = Die Hand reichen
words-safe = Hallo { $name }. Ich bin da. Bitte ruf den örtlichen Notruf an, oder bitte jemanden in deiner Nähe darum. Bist du in diesem Moment in Sicherheit?
words-safe-called = Bist du in Sicherheit?
words-again = Hallo { $name }. Du kannst es ohne { "{" }Stelle{ "}" } noch einmal schreiben, und wir können dir dabei helfen.
words-again-called = Noch einmal schreiben
words-reply = Danke, dass du helfen möchtest. Wir haben deine Antwort nicht gezeigt, weil { "{" }Grund{ "}" }. So könntest du es sagen: „{ "{" }behutsame Fassung{ "}" }“. Versuch es noch einmal, wenn du magst.
words-reply-called = Behutsam sagen
words-off = Hallo { $name }. Ich muss mich jetzt abmelden. Als Nächstes ist { "{" }wer da ist{ "}" } für dich da.
words-off-called = Abmelden
desk-line-lead = Jemand sagt, dass der Eintrag zum Hilfsangebot { $line } falsch ist. Prüfe Nummer und Zeiten bei dem Angebot selbst und lass die Angaben berichtigen.
desk-line-look = Zur Hilfeseite
desk-line-hide = Bis zur Prüfung ausblenden
desk-line-show = Wieder zeigen
desk-line-done = Erledigt

priority-danger = Jemand ist vielleicht in Gefahr
priority-worried = Jemand braucht vielleicht bald einen Menschen
priority-encouragement = Jemand wird vielleicht dazu gedrängt, sich etwas anzutun
priority-method = Es geht vielleicht darum, wie genau
priority-report = Etwas wurde gemeldet
priority-held = Es wartet darauf, gelesen zu werden
priority-appeal = Es soll noch einmal gelesen werden
desk-why = Warum es hier ist.
why-encouragement = Das Programm fand Worte, die jemanden dazu drängen könnten, sich etwas anzutun. Es wartet, bis jemand aus der Moderation hingesehen hat.
why-guest = Ein Gast hat es geschrieben, und in diesem Forum wird vorab gelesen, was Gäste schreiben.
why-newcomer = Es ist das Erste, was diese Person hier schreibt, und das wird in diesem Forum vorab gelesen.
why-link = Darin steht ein Link auf eine andere Seite, und das wird in diesem Forum vorab gelesen.
why-method = Das Programm fand Einzelheiten, wie genau; deshalb sieht jemand aus der Moderation hin, bevor andere es frei lesen.
why-danger = Das Programm fand einen Plan, eine Zeit oder einen Abschied. Der Person wurde gezeigt, wen sie anrufen kann.
why-thoughts = Das Programm fand Gedanken an Suizid oder Selbstverletzung. Der Person wurde gezeigt, wen sie anrufen kann.
why-moderator = Jemand aus der Moderation hat den Fall geöffnet.
why-quote = Es zitiert Worte, die inzwischen gelöscht sind, von der Person, die sie geschrieben hatte. Ob das Zitat bleiben kann, entscheidet die Moderation.
why-overtaken = Darüber wurde entschieden, aber bevor es wirkte, hat die Person, die es geschrieben hat, oder jemand anderes etwas geändert. Bitte sieh noch einmal hin.
why-role-ended = Darüber wurde entschieden, aber bevor es wirkte, hat die Person aufgehört, hier zu moderieren. Jetzt entscheidet jemand anderes.
why-rewritten = Es wurde entfernt und danach neu geschrieben.
why-appeal = Die Person bittet darum, die Entscheidung noch einmal anzusehen.
why-message = Wer es geschrieben hat, hat sich an die Moderierenden gewandt.
why-hold-all = Jemand aus der Moderation hat entschieden, dass vorab gelesen wird, was diese Person eine Zeit lang schreibt.
why-match = Eine eigene Regel der Seite hat etwas gefunden:
why-other = Das Programm hat es hierher gelegt.
desk-rests-on = Darauf beruht es:
why-learned = Vom gelernten Teil gelesen, ohne eine Regel.
told-worry = { $n ->
    [one] 1 Person macht sich Sorgen um diese Person
   *[other] { $n } Personen machen sich Sorgen um diese Person
}
told-report = { $n ->
    [one] Von 1 Person gemeldet
   *[other] Von { $n } Personen gemeldet
}
told-wrong-number = { $n ->
    [one] 1 Person sagt, dass es falsch ist
   *[other] { $n } Personen sagen, dass es falsch ist
}
stands-held = Zurückgehalten: Nur die Person selbst und die Moderation sehen es
stands-published = Alle können es lesen
stands-covered = Hinter einem Hinweis
stands-removed = Entfernt
stands-withdrawn = Von der Person selbst zurückgenommen
stands-erased = Von der Person selbst gelöscht
desk-thread = Zum Gespräch
desk-since = hier seit dem { $day }
desk-entries = { $n ->
    [one] hat 1 Text geschrieben
   *[other] hat { $n } Texte geschrieben
}
desk-decisions = { $n ->
    [0] bisher nichts über ihre Worte entschieden
    [one] bisher 1 Entscheidung über ihre Worte
   *[other] bisher { $n } Entscheidungen über ihre Worte
}
desk-answers = Worauf es antwortet, von { $name }
desk-answers-nameless = Worauf es antwortet
desk-show-post = Beitrag zeigen
desk-show-reply = Antwort zeigen
desk-gone = Die Worte sind weg: Die Person selbst hat sie gelöscht.
desk-step-reply = Antworte in deinem eigenen Namen und frag geradeheraus, ob die Person gerade in Sicherheit ist.
desk-step-team = Sag jemandem im Team Bescheid. Tu das nicht allein, wenn noch jemand da ist.
desk-step-plan = Wenn ein Ort oder ein Name dabeisteht, folge den Schritten für den Notfall, die ihr im Team vereinbart habt.
desk-message = Deine Worte an die Person
desk-message-hint = Du kannst das leer lassen. Sie bekommt in jedem Fall die Entscheidung, den Grund, ihren eigenen Text und die Hilfeseite; deinen Namen erfährt sie nicht.
desk-message-long = Diese Nachricht ist zu lang: Höchstens 4.000 Zeichen passen. Nichts wurde abgeschnitten.
desk-reason = Um welche Regel geht es?
desk-choose = Bitte wähle, was geschehen soll.
desk-other-needs-words = Bei „Etwas anderes“ schreib der Person bitte, warum. Mehr bekommt sie nicht, um es zu verstehen.
decision-needs-reason = Bitte wähle zuerst eine Regel: Ohne Grund wird nichts entfernt.
desk-let-stand = Lassen, wie es ist
desk-publish = Für alle zeigen
desk-cover = Hinter einen Hinweis stellen
desk-hold = Zurückhalten
desk-restore = Wiederherstellen
desk-release = Nicht für mich
desk-remove = Entfernen…
desk-remove-what = Wenn du es entfernst:
desk-remove-hidden = Außer der Person selbst und der Moderation kann es dann niemand mehr lesen, nirgends auf der Seite.
desk-remove-told = Die Person, die es geschrieben hat, erfährt davon, mit der gewählten Regel, deinen Worten und ihrem eigenen Text, ganz.
desk-remove-replies = Was andere geantwortet haben, bleibt, unter einer neutralen Zeile.
desk-remove-undone = Es kann wiederhergestellt werden. Die Entscheidung bleibt im Protokoll.
desk-remove-yes = Entfernen
many-link = Spam: was noch dazugehört
many-title = Spam: alles zusammen
many-lead = Was unter diesem Namen in den letzten 30 Tagen geschrieben wurde, und was auf dieselbe Seite verweist. Eine Entscheidung entfernt, was angekreuzt bleibt, zusammen mit dem Text dieses Falls. Nur für Spam.
many-each = Wer schreibt, erfährt es zu jedem Text, mit dem Grund und wie man widerspricht, und jeder steht für sich im Protokoll.
many-undo = Ein Rückgängig nimmt alles zurück, bevor es wirkt; später lässt sich jeder Text wiederherstellen.
many-nothing = Sonst gehört nichts dazu.
many-which = Was kommt mit?
many-writer = gleiche Person
many-place = gleicher Link
many-heavy = Nicht dabei: Es klingt schwer, oder jemand macht sich Sorgen. Bitte für sich lesen.
many-in-hand = Nicht dabei: Der Fall ist in anderen Händen.
many-none = Bitte lass etwas angekreuzt oder entferne nur den einen Text auf seiner eigenen Seite.
many-changed = Etwas in dieser Liste hat sich geändert. Bitte sieh noch einmal hin.
many-yes = Alles davon als Spam entfernen
put-back-link = Mit anderem entfernt: wiederherstellen
put-back-title = Wiederherstellen, was zusammen entfernt wurde
put-back-lead = Eine Entscheidung hat das hier als Spam entfernt. Was angehakt bleibt, steht danach wieder, wo es war; wer es geschrieben hat, erfährt es jeweils mit deinen Worten, und jedes steht für sich im Protokoll. Ein Rückgängig nimmt alles zurück, bevor es wirkt.
put-back-which = Was wird wiederhergestellt?
put-back-why = Warum, in freundlichen Worten für die, die es geschrieben haben
put-back-needs-words = Bitte sag in einem freundlichen Satz, warum, mit höchstens 4.000 Zeichen.
put-back-none = Bitte lass etwas angehakt.
put-back-nothing = Davon ist nichts mehr entfernt.
put-back-asked = Ausgenommen: Dazu wurde um eine zweite Prüfung gebeten. Bitte entscheide es für sich.
put-back-yes = Wiederherstellen
desk-log-title = Protokoll der Entscheidungen
desk-log-lead = Nichts darin lässt sich ändern oder herausnehmen. Alle können sehen, wie oft was entschieden wurde; nur Moderierende sehen, von wem.
desk-log-none = Noch wurde nichts entschieden.
desk-log-older = Ältere Entscheidungen
desk-back = Zurück zur Moderation
desk-number = Nr. { $n }
log-board = Die eigene Regel dieses Forums
desk-someone = jemand, der gegangen ist
desk-case = der Fall
desk-entry = der Text
desk-own = Hier geht es um deine eigenen Worte, deshalb entscheidet jemand anderes aus der Moderation.
desk-alias = ein Alias: Wer dahintersteht, bleibt bei dieser Person
unmask-link = Nachsehen, wer es ist…
unmask-is = dieser Alias ist { $name }
unmask-title = Nachsehen, wer hinter einem Alias steht
unmask-lead = { $name } ist ein Name für nur ein Gespräch. Wem er gehört, bleibt dort, außer die Sicherheit von jemandem verlangt es.
unmask-log = Es steht im Protokoll, mit deinem Namen und deinem Grund.
unmask-others = Die anderen Moderierenden erfahren es sofort, mit deinem Grund.
unmask-member = Die Person erfährt eine Woche später, dass es geschah und warum, aber nicht, wer nachgesehen hat.
unmask-final = Es lässt sich nicht rückgängig machen.
unmask-why = Warum ist es nötig?
unmask-why-hint = Bis zu 1.000 Zeichen. Die Person liest es später: Bitte schreib es so, dass sie es kann. Keine Vermutungen darüber, was mit ihr ist.
unmask-why-needed = Bitte gib den Grund an: Ohne Grund wird nie nachgesehen.
unmask-why-long = Das ist zu lang: Es passen bis zu 1.000 Zeichen hinein. Nichts wurde abgeschnitten.
unmask-yes = Nachsehen
unmask-no-alias = Das wurde nicht unter dem Alias eines Mitglieds geschrieben, also gibt es nichts nachzusehen.
unmask-told-others = { $name } hat nachgesehen, wer hinter einem Alias steht. Bitte sieh mit hin, ob es nötig war. Der Grund:
unmask-told-others-nameless = Jemand anderes hat nachgesehen, wer hinter einem Alias steht. Bitte sieh hin, ob es nötig war. Der Grund:
unmask-told-member = Jemand aus der Moderation hat nachgesehen, dass du das unter einem Alias geschrieben hast. Sonst hat es niemand erfahren. Der Grund:
why-careful = Es antwortet jemandem, der vielleicht gefährdet ist, und kommt von einem Gast oder jemandem, der neu hier ist.
worried-yourself-number = Wenn du weißt, wo die Person ist, und sie in Gefahr ist, ruf selbst die { $number } an. Vielleicht weißt du mehr als wir.
worried-enough = Danke. Du hast uns schon von dieser Person erzählt, und jemand aus dem Team sieht nach, sobald jemand hier ist; es noch einmal zu sagen macht es nicht schneller. Wenn sie jetzt in Gefahr ist und du weißt, wo sie ist, ruf selbst den Notruf an.

# Jemand ist vielleicht in Gefahr: die Liste.
desk-crisis = Jetzt in Gefahr: die Schritte
why-crisis = Jemand aus der Moderation hat die Schritte für eine Person in möglicher Gefahr begonnen.
crisis-to-case = Zurück zum Fall
crisis-lead = Atme durch. Abgeben ist in Ordnung und braucht keinen Grund. Jeder Schritt wird mit der Zeit festgehalten und damit, wer ihn getan hat.
crisis-note = Eine Notiz, oder der Grund
crisis-note-hint = Sie wird mit dem Schritt festgehalten, den du als Nächstes abhakst. Was du gesehen und getan hast; keine Vermutungen darüber, was mit der Person ist.
crisis-replied = Antworte sofort, mit Namen: „Ich bin da. Bitte ruf den örtlichen Notruf an, oder bitte jemanden in deiner Nähe darum. Bist du in diesem Moment in Sicherheit?“
crisis-told = Sag der Person Bescheid, die den Ort betreibt und gerade Dienst hat. Tu das nicht allein, wenn noch jemand da ist.
crisis-which = Atme durch. Wessen Worte sind es? Bei ihnen werden die Schritte festgehalten.
crisis-which-last = Was du eben entschieden hast
crisis-which-thread = Nicht dabei? Öffne das Gespräch: Bei jedem Beitrag dort geht es zu den Schritten.
crisis-told-now = Wenn du das abhakst, werden die anderen, die den Ort betreiben, sofort gebeten zu kommen: { $n } per Mail, und über ihren Pager, wo es einen gibt. Sie bekommen einen Link auf diese Seite und kein Wort von irgendwem.
crisis-told-nobody = Das Forum erreicht sonst niemanden, der diesen Ort betreibt: Niemand hat eine Mailadresse angegeben. Ruf selbst jemanden an oder schreib, und hak es dann ab.
crisis-words = Sieh nach, ob der Text anderen schaden kann, die ihn lesen. Nimm heraus, wie, wie viel, wo und wann; lass die Gefühle stehen.
crisis-asked = Bedanke dich, sag, was du gehört hast, frag, wie sicher sich die Person fühlt, und biete eine Wahl an: Anruf, SMS, Chat, jemand in der Nähe, einfach zuhören.
crisis-emergency = Der Rettungsdienst wurde verständigt, nach dem schriftlichen Plan.
crisis-no-emergency = Der Rettungsdienst wurde nicht verständigt. Meist wissen wir nicht, wo die Person ist, und das ist nicht deine Schuld.
crisis-back = Sieh am nächsten Tag wieder nach, oder bitte jemand anderen darum.
crisis-done = Erledigt
crisis-mark = Als erledigt abhaken
crisis-operator = Diesen Schritt geht nur, wer diesen Ort betreibt.
crisis-reason = Bitte nenne den Grund: Dieser Schritt wird nie ohne einen festgehalten.
crisis-after = Dann hör auf. Iss, geh spazieren, sprich mit jemandem aus dem Team. Was danach geschieht, liegt nicht in deiner Hand.

# Sorge um die Moderierenden.
desk-care-title = Auf dich achten
desk-care-lead = Niemand sonst sieht, was du hier einstellst, und nichts davon wird gezählt.
care-avoid = Was sollen andere statt dir übernehmen?
care-most = Entscheidungen am Tag, höchstens
care-most-hint = Danach bekommst du bis morgen keine mehr. Leer: ohne Ende.
care-most-number = Bitte gib eine ganze Zahl von 1 bis 500 an, oder lass es leer. Was du getippt hast, ist noch hier.
care-sign = Der Name, mit dem du unterschreibst
care-sign-hint = Er steht unter deinen Worten an jemanden. Leer: „das Team“. Dein eigener Name wird nie gezeigt.
care-sign-long = Dieser Name ist zu lang: Es passen bis zu 40 Zeichen hinein. Was du getippt hast, ist noch hier.
care-sign-taken = So heißt hier schon jemand. Bitte wähl einen anderen; was du getippt hast, ist noch hier.
care-break = Eine Pause
care-break-lead = Was du in der Hand hast, ist sofort frei für andere, und du bekommst nichts Neues.
care-break-10 = 10 Minuten
care-break-60 = 1 Stunde
care-break-480 = 8 Stunden
care-break-1440 = Ein Tag
care-on-break = { $n ->
    [one] Du hast noch 1 Minute Pause.
   *[other] Du hast noch { $n } Minuten Pause.
}
care-break-end = Pause beenden
care-enough = Du hast getan, was du heute tun wolltest. Danke.
care-hard = Du hattest innerhalb einer Stunde mehrere schwere Fälle.
care-hand-over = Für zehn Minuten abgeben
care-limits = Was nicht deine Sache ist
care-limit-judge = Du bist nicht hier, um zu beurteilen, wie krank jemand ist.
care-limit-night = Du bist nicht Tag und Nacht hier, und du gehst zu niemandem nach Hause.
care-limit-secret = Du hältst nichts geheim, wenn Gefahr besteht.
care-limit-next = Du darfst sagen: „Ich muss mich jetzt abmelden. Hier ist, wer noch wach ist.“
care-you-too = Auch du verdienst Beistand.
limits-title = Bevor du anfängst
limits-lead = Danke, dass du deine Zeit gibst. Bitte lies, was hier deine Sache ist und was nicht.
limits-yours = Was du immer kannst
limits-hand-over = Jeden Fall zurückgeben oder aufhören, jederzeit und ohne Grund.
limits-second = Eine zweite Meinung erbitten. Niemand entscheidet allein über ein Leben.
limits-stop = Pause machen: Was du in der Hand hast, ist sofort für andere frei.
limits-log = Was du entscheidest, steht mit deinem Namen für die anderen Moderierenden im Protokoll; wer hier schreibt, erfährt ihn nicht.
limits-accept = Ich habe das gelesen

# Die eigenen Regeln der Seite.
rules-title = Regeln
rules-lead = Eigene Regeln sagen, was Moderierende ansehen. Sie stellen etwas hinter einen Hinweis, halten es zurück oder melden es; keine lehnt etwas ab. Was unser Programm als Not oder mehr liest, melden sie nur.
rules-none = Es gibt noch keine Regel.
rules-show = Wonach sie sucht
rules-fired = { $n ->
    [one] Fand in 1 Fall etwas.
   *[other] Fand in { $n } Fällen etwas.
}
rules-decided = { $n ->
    [one] 1 davon wurde entschieden.
   *[other] { $n } davon wurden entschieden.
}
rules-agreed = { $n ->
    [one] Bei 1 davon stimmten Moderierende zu.
   *[other] Bei { $n } davon stimmten Moderierende zu.
}
rules-change = Ändern
rules-end = Ausschalten
rules-new = Eine neue Regel
rules-change-title = Diese Regel ändern
rules-name = Ihr Name, für Moderierende
rules-name-which = Bitte gib ihr einen Namen mit bis zu 80 Zeichen. Was du getippt hast, ist noch hier.
rules-kind = Was sieht sie an?
rules-kind-which = Bitte wähle, was sie ansieht. Was du getippt hast, ist noch hier.
rules-kind-words = Wörter
rules-kind-pattern = Ein Muster
rules-kind-link = Links auf eine Seite
rules-kind-new-account = Neue Konten
rules-kind-flood = Viele Texte in einer Stunde
rules-kind-duplicate = Derselbe Text noch einmal
rules-what = Wörter, Muster oder Seiten
rules-what-hint = Wörter und Seiten: eins pro Zeile. Ein Muster: ein regulärer Ausdruck ohne Umschau und Rückverweise.
rules-what-which = Bitte sag in bis zu 4.000 Zeichen, wonach sie sucht. Was du getippt hast, ist noch hier.
rules-sites = Bitte gib Seiten an wie „lamps.example“, eine pro Zeile. Was du getippt hast, ist noch hier.
rules-pattern-wrong = Dieses Muster lässt sich nicht lesen, oder es ist zu groß. Umschau und Rückverweise gehen nicht. Was du getippt hast, ist noch hier.
rules-pattern-all = Dieses Muster passt auf alles. Was du getippt hast, ist noch hier.
rules-number = Wie viele?
rules-number-hint = Neue Konten: jünger als so viele Stunden. Viele Texte: so viele in der Stunde davor. Derselbe Text: so oft geschrieben in der Woche davor.
rules-number-which = Bitte gib eine ganze Zahl von 1 bis 1.000 an. Was du getippt hast, ist noch hier.
rules-outcome = Was wird daraus?
rules-outcome-hint = Wer klingt, als ginge es gerade schlecht, wird von keiner Regel zurückgehalten oder verdeckt: Dort meldet sie es nur.
rules-outcome-which = Bitte wähle, was daraus wird. Was du getippt hast, ist noch hier.
rules-outcome-flag = Moderierenden melden
rules-outcome-cover = Hinter einen Hinweis stellen
rules-outcome-hold = Zurückhalten
rules-board = In welchem Forum?
rules-board-all = In allen Foren
rules-try = An den letzten 30 Tagen ausprobieren
rules-save = Diese Regel nehmen
rules-found = { $n ->
    [0] Sie hätte nichts gefunden.
    [one] Sie hätte 1 Text gefunden.
   *[other] Sie hätte { $n } Texte gefunden.
}
rules-looked = { $n ->
    [one] 1 Text der letzten 30 Tage wurde angesehen.
   *[other] { $n } Texte der letzten 30 Tage wurden angesehen, die neuesten zuerst.
}
rules-heavy = { $n ->
    [one] 1 davon klingt, als ginge es jemandem schlecht; dort würde sie es nur melden.
   *[other] { $n } davon klingen, als ginge es jemandem schlecht; dort würde sie es nur melden.
}
rules-mostly-heavy = Diese Regel findet vor allem Menschen, denen es schlecht geht. Bitte überleg, ob es sie braucht: Solche Worte haben in der Moderation schon ihren eigenen Platz.
rules-entry = Text { $n }
rules-many = Es gibt schon 100 Regeln. Bitte schalte erst eine aus. Was du getippt hast, ist noch hier.
rules-changed = Jemand hat diese Regel vorher geändert. Bitte sieh noch einmal hin.

# Die Sicherheitsdatei.
safety-title = Sicherheitsdatei
safety-lead = Wonach Behörden fragen: Regeln, Zahlen, Antwortzeiten und Überprüfungen. Keine Namen und keine Worte von irgendwem. Meldungen und Fälle zählen, solange sie aufbewahrt werden.
safety-days = Über wie viele Tage?
safety-look = Zählen
safety-take = Mitnehmen (JSON)
safety-none = Nichts in dieser Zeit.
safety-rules = Die Regeln des Forums
safety-reports = Was den Moderierenden gemeldet wurde
safety-wrong-number = Der Eintrag eines Hilfsangebots stimmt nicht
safety-cases = Fälle und Antwortzeiten
safety-why = Warum
safety-opened = Eröffnet
safety-decided = Entschieden
safety-usual = Die Hälfte innerhalb von
safety-slow = Neun von zehn innerhalb von
safety-in-time = Rechtzeitig
safety-decisions = Was entschieden wurde, und nach welcher Regel
safety-appeals = Noch einmal angesehen
safety-asked = Erbeten
safety-granted = Geändert
safety-upheld = Geblieben
safety-crisis = Schritte für jemanden in Gefahr
safety-log = Das Protokoll
safety-log-sound = Alle { $n } Einträge des Protokolls sind, wie sie geschrieben wurden.
safety-log-broken = Eintrag { $n } des Protokolls fehlt oder wurde geändert.
did-accept = Als Mitglied aufgenommen
did-decline = Vorerst nicht aufgenommen
note-accept = Willkommen. Jemand aus dem Team hat deine Antwort gelesen, und du bist jetzt Mitglied.
note-decline = Danke, dass du beitreten möchtest. Wir können dich vorerst nicht als Mitglied aufnehmen. Den Grund sagt jemand aus dem Team in eigenen Worten:
note-still-open = Du kannst hier weiterhin lesen und schreiben, wo Gäste es können, und die Frage noch einmal beantworten.
priority-application = Möchte beitreten
why-application = Jemand möchte beitreten und hat eure Frage beantwortet.
why-applicant = Die Person wartet noch auf die Aufnahme; was Gäste hier schreiben, wird vorab gelesen.
desk-application = Möchte beitreten
desk-application-what = Bis das entschieden ist, kann die Person, was ein Gast kann.
desk-accept = Aufnehmen
desk-decline = Vorerst nicht
desk-decline-what = Die Person behält, was Gäste können, liest deinen Grund unter Mitteilungen und kann noch einmal antworten.
desk-decline-message = Warum, in freundlichen Worten
desk-decline-yes = Vorerst nicht
desk-decline-needs-words = Bitte sage in einem freundlichen Satz, warum. Die Person liest ihn.
words-decline-called = Mit freundlichen Worten beginnen
words-decline = Hallo { $name }. Danke, dass du uns von dir erzählt hast. Wir glauben, dass dir dieses Forum gerade nicht geben kann, was du suchst, weil { "{" }Grund{ "}" }. Du hast nichts falsch gemacht, und du kannst noch einmal antworten.
why-early = Die Person ist erst seit Kurzem dabei; in diesem Forum wird vorab gelesen, was neue Leute anderen antworten.
did-memorial = Ein Konto in Gedenken
did-memorial-end = Nicht mehr in Gedenken
people-title = Konten
people-lead = Für alle, die dieses Forum betreiben: wie jemand hierher kam, und was zu tun ist, wenn jemand gestorben ist. Hier steht nichts von dem, was die Person geschrieben hat, und keiner ihrer anderen Namen.
people-look = Nachsehen
people-nobody = Hier hat niemand diesen Namen.
people-operator = Betreibt das Forum
people-invited-by = Eingeladen von { $name }
people-invited = Hat eingeladen:
memorial-title = Wenn jemand gestorben ist
memorial-what = Niemand kann sich mehr als diese Person anmelden, und ihr wird nichts geschickt. Was sie geschrieben hat, bleibt, mit einem leisen Wort neben ihrem Namen. Ihre Rollen enden. Du kannst es zurücknehmen.
memorial-answers = Kann man weiter antworten, wo sie unter ihrem Namen geschrieben hat?
memorial-open = Ja
memorial-quiet = Nein, es bleibt, wie es ist
memorial-reason = Warum, für das Protokoll
memorial-reason-hint = Woher du es weißt, ohne den Namen und ohne was geschehen ist. Bis zu 1.000 Zeichen.
memorial-begin = In Gedenken bewahren
memorial-since = In Gedenken seit { $day }.
memorial-is-quiet = Niemand kann antworten, wo sie unter ihrem Namen geschrieben hat.
memorial-lift = Zurücknehmen
memorial-lift-what = Die Person kann sich wieder anmelden wie zuvor, und was dafür geschlossen wurde, ist wieder offen. Rollen werden neu vergeben.
memorial-choose = Bitte wähle, ob man weiter antworten kann.
memorial-why = Bitte sage, warum. Es steht im Protokoll.
memorial-long = Dieser Grund ist zu lang: Es passen bis zu 1.000 Zeichen. Nichts wurde abgeschnitten.
memorial-own = Über dein eigenes Konto kannst du das nicht entscheiden.
memorial-changed = Jemand hat das inzwischen geändert. Geh zurück und sieh noch einmal nach.
