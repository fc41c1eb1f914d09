leaving-title = Deine Worte mitnehmen, oder gehen
leaving-lead = Du kannst gehen, wie du gekommen bist, wann du willst, ohne Grund.
leaving-export = Alles mitnehmen
leaving-export-hint = Eine Datei mit allem, was über dich gespeichert ist: was du geschrieben hast, was darüber entschieden wurde, deine Mitteilungen und Meldungen. Eine Seite zum Lesen und Zeilen für Programme.
leaving-export-button = Datei holen
leaving-file-making = Deine Datei dauert etwas länger, weil du so viel geschrieben hast. Eine Mitteilung sagt dir, wenn sie fertig ist; du kannst diese Seite schließen.
leaving-file-ready = Deine Datei ist fertig. Sie wartet hier bis { $day }; löschst du vorher etwas, wird sie weggeworfen, weil es noch darin stünde.
leaving-file-button = Datei holen ({ $n } MiB)
leaving-file-gone = Diese Datei ist nicht mehr da. Du kannst unten eine neue anfordern.
leaving-some = Viele auf einmal löschen
leaving-some-hint = Ihre Worte sind sofort und für immer weg. Was andere geantwortet haben, bleibt. Einen einzelnen Text löschen oder deinen Namen davon nehmen kannst du unter:
leaving-board = In welchem Forum
leaving-everywhere = Überall
leaving-what = Was
leaving-both = Beiträge und Antworten
leaving-posts = Nur Beiträge
leaving-replies = Nur Antworten
leaving-from = An diesem Tag oder später geschrieben
leaving-to = An diesem Tag oder früher geschrieben
leaving-day = Diesen Tag können wir nicht lesen. Bitte schreib ihn als Jahr-Monat-Tag, zum Beispiel 2026-03-31.
leaving-look = Zeigen, wie viele das sind
leaving-none = Du hast nichts geschrieben, was dazu passt. Nichts wurde geändert.
leaving-would = { $n ->
    [one] Ein Text passt. Löschen lässt sich nicht rückgängig machen.
   *[other] { $n } Texte passen. Löschen lässt sich nicht rückgängig machen.
}
leaving-erase-button = Für immer löschen
leaving-erased = { $n ->
    [one] Ein Text wurde gelöscht.
   *[other] { $n } Texte wurden gelöscht.
}
leaving-end = Für immer gehen
leaving-end-hint = Dein Konto endet sofort, mit seinen Anmeldungen, Mitteilungen und Einstellungen. Dein Name wird an niemand anderen vergeben.
leaving-words = Was du geschrieben hast
leaving-named = Hier lassen, mit meinem Namen
leaving-nameless = Hier lassen, ohne meinen Namen. Niemand kann dann noch sagen, dass es von mir war, auch nicht, wer diesen Ort betreibt.
leaving-nothing = Alles löschen
leaving-copies = Es geschieht sofort. In Kopien, die für den Fall eines Unglücks da sind, können deine Worte noch stehen, bis diese Kopien weggeworfen werden.
leaving-choose = Bitte wähle, was aus deinen Worten werden soll. Nichts wurde geändert.
leaving-wrong = Das ist nicht dein Passwort. Nichts wurde geändert.
leaving-end-button = Für immer gehen
gone-title = Es ist erledigt
gone-named = Dein Konto ist weg. Was du geschrieben hast, bleibt, mit deinem Namen.
gone-nameless = Dein Konto ist weg. Was du geschrieben hast, bleibt, und niemand kann sagen, dass es von dir war.
gone-nothing = Dein Konto ist weg, und alles, was du geschrieben hast, auch.
gone-welcome = Mach es gut. Alle dürfen hier lesen und schreiben, mit Konto oder, wo ein Forum Gäste willkommen heißt, auch ohne.
export-title = Alles über mich
export-lead = In den Dateien neben dieser Seite steht dasselbe für Programme, ein Eintrag in jeder Zeile, und was hier nicht gezeigt wird.
export-reply = Eine Antwort
export-earlier = Früher
export-later = Später
kept-exports = Dateien mit allem über eine Person, für alle, die sehr viel geschrieben haben
kept-exports-why = Damit, wer sie angefordert hat, sie holen kann; sofort weggeworfen, wenn sie etwas löscht.
