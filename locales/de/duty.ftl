duty-title = Im Dienst
duty-lead = Wenn jemand in Gefahr sein könnte oder sich jemand Sorgen macht, erfahren es alle im Dienst sofort. Nimmt 15 Minuten lang niemand den Fall, erfahren es die, die das Forum betreiben.
duty-you-are-on = Du bist jetzt im Dienst.
duty-you-are-off = Du bist jetzt nicht im Dienst.
duty-count = { $n ->
    [0] Niemand ist es.
    [one] Eine Person ist es.
   *[other] { $n } Personen sind es.
}
duty-by-mail = Du erfährst es per E-Mail. Darin steht, wie viel wartet, und sonst nichts.
duty-no-address = Ohne Adresse erfährst du es nicht per E-Mail:
duty-now = Gerade jetzt
duty-until = Du hast gesagt, dass du bis { $time } da bist.
duty-end = Ich bin nicht mehr da
duty-for = { $n ->
    [one] Eine Stunde da
   *[other] { $n } Stunden da
}
duty-week = Jede Woche
duty-zone = Deine Zeitzone
duty-zone-hint = Zum Beispiel Europe/Lisbon. Die Stunden unten sind die deiner eigenen Uhr, im Sommer wie im Winter.
duty-midnight = Lass die Tage leer, an denen du nicht da bist. Stunden, die enden, bevor sie anfangen, gehen über Mitternacht.
duty-day = Tag
duty-from = Von
duty-to = Bis
duty-monday = Montag
duty-tuesday = Dienstag
duty-wednesday = Mittwoch
duty-thursday = Donnerstag
duty-friday = Freitag
duty-saturday = Samstag
duty-sunday = Sonntag
duty-half = Ein Tag braucht beide Stunden oder keine.
duty-time = Das ist keine Uhrzeit. Sie sieht so aus: 18:30.
duty-zone-unknown = Eine Zeitzone mit diesem Namen kennen wir nicht. Er sieht so aus: Europe/Lisbon.
held-staffed = Jetzt ist jemand im Dienst.
held-unstaffed = Gerade ist niemand im Dienst, es kann also länger dauern.
held-stays = Es wird gezeigt, sobald jemand es gelesen hat, und nicht vorher.
held-unread = { $n ->
    [one] Wenn niemand nachsehen kann, zeigt dieses Forum es nach seiner eigenen Regel nach einer Stunde.
   *[other] Wenn niemand nachsehen kann, zeigt dieses Forum es nach seiner eigenen Regel nach { $n } Stunden.
}
letter-subject-alert = Etwas braucht einen Blick
letter-alert = Jemand wird bald gebraucht. Es warten jetzt: { $n }
letter-asked = Jemand aus der Moderation bittet jetzt um jemanden, der den Ort betreibt. Alles steht hier:
letter-alert-why = Du bekommst das, weil du im Dienst bist oder das Forum betreibst.
