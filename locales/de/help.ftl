# Die Seite mit den Nummern. Worte: kurz, ruhig, keine Versprechen, die wir nicht halten können.

help-title = Sprich jetzt mit jemandem
help-lead = Du brauchst nicht die richtigen Worte. „Ich weiß nicht, wo ich anfangen soll“ reicht.
help-danger = Wenn du oder jemand anderes gerade in Gefahr ist
help-please-check = Bei dieser Nummer sind wir uns nicht sicher. Bitte prüfe sie, wenn du kannst.
help-choose = Wähle dein Land,
help-choose-why = dann siehst du Nummern zum Anrufen oder Schreiben.
help-where = Wo bist du?
help-where-none = Wähle ein Land
help-where-hint = Wir raten nicht, wo du bist, und deine Wahl wird mit keinem Konto verbunden.
help-show = Nummern zeigen

# $country ist der Name des Landes
help-lines = Menschen, die zuhören: { $country }
help-none = { $country }: Hier haben wir noch keine Nummer, der wir vertrauen. Du kannst bei Find A Helpline nach Hilfe suchen, einer Liste von Hilfsangeboten aus aller Welt.
# Einmal über den Angeboten
help-put-together = Diese Liste wurde im { help-month } aus öffentlichen Kopien zusammengestellt. Wo es dabeisteht, hat dieses Forum das Angebot noch nicht selbst geprüft.
help-stale = Wir kennen einige, aber seit sechs Monaten oder länger hat niemand sie geprüft.
help-some-stale = Einige Angebote fehlen hier, weil seit sechs Monaten oder länger niemand sie geprüft hat.
help-show-all = Auch die zeigen, bei denen wir uns weniger sicher sind
help-elsewhere = Listen von Hilfsangeboten aus aller Welt
help-elsewhere-why = Damit findest du ein Angebot in deiner Nähe oder eines, das zu dir passt.

# Ein Angebot: für wen es da ist
help-for = { $who ->
    [young-people] Junge Menschen
    [lgbtq] Queere Menschen (LGBTQ+)
    [veterans] Menschen, die beim Militär sind oder waren
    [domestic-abuse] Menschen, denen zu Hause Gewalt geschieht
    [sexual-violence] Nach sexueller Gewalt
    [older-people] Ältere Menschen
    [eating-disorders] Sorgen um Essen und Körper
    [postpartum] Rund um Schwangerschaft und Geburt
    [deaf] Gehörlose Menschen
    [indigenous] Indigene Menschen
    [men] Männer
    [directory] Liste von Hilfsangeboten
   *[anyone] Alle
}
help-always = Tag und Nacht
help-unsure = Hier sind wir uns nicht sicher
help-old = Seit sechs Monaten oder länger hat niemand das geprüft
help-checked = Zuletzt geprüft am { $day }.
# Für ein Angebot, das dieses Forum nicht geprüft hat: der Monat der neuesten Kopie, sonst der Liste
help-unchecked = Hier noch nicht geprüft; neueste Kopie vom { help-month }.
help-listed = Hier noch nicht geprüft; in der Liste seit { help-month }.

# $month ist der englische Name des Monats in Kleinbuchstaben, $year sein Jahr
help-month = { $month ->
    [january] Januar
    [february] Februar
    [march] März
    [april] April
    [may] Mai
    [june] Juni
    [july] Juli
    [august] August
    [september] September
    [october] Oktober
    [november] November
   *[december] Dezember
} { $year }

# Knöpfe
help-call = { $phone } anrufen
help-text = SMS an { $number }
# $word ist das Wort, das man schickt
help-text-word = { $word } als SMS an { $number }
help-chat = Chat
help-whatsapp = WhatsApp { $number }
help-website = Website
help-service = { $service ->
    [police] Polizei
    [ambulance] Rettungsdienst
    [fire] Feuerwehr
   *[deaf] Textnachrichten für gehörlose Menschen
}

help-call-what = Was passiert, wenn ich anrufe oder schreibe?
help-call-wait = Ein Mensch oder eine kurze Ansage meldet sich. Vielleicht musst du ein wenig warten.
help-call-start = Du kannst sagen: „Ich weiß nicht, wo ich anfangen soll.“ Das reicht.
help-call-name = Meist musst du deinen richtigen Namen nicht sagen.
help-call-stop = Du kannst jederzeit aufhören.
help-call-listen = Sie hören vor allem zu. Vielleicht fragen sie, ob du in Sicherheit bist. Manche rufen den Rettungsdienst, wenn sie glauben, dass ein Leben in Gefahr ist. Das ist selten. Du kannst vorher danach fragen.

help-wait = Während du wartest, oder wenn du nicht anrufen kannst
help-wait-near = Bring etwas Abstand zwischen dich und alles, womit du dich verletzen könntest. Geh dorthin, wo andere Menschen sind, und sei es nur ein Laden.
help-wait-words = Sag einem Menschen in einem Satz, wie es ist: „Ich bin gerade nicht in Sicherheit, wenn ich allein bin.“
help-small-water = Trink etwas Wasser. Iss eine Kleinigkeit, wenn du kannst.
help-small-feet = Stell beide Füße auf den Boden. Nenne fünf Dinge, die du siehst.
help-small-room = Geh in einen Raum, in dem du dich sicherer fühlst, oder in die Nähe anderer Menschen.
help-small-message = Schick einem Menschen eine Nachricht: „Heute ist ein schlechter Tag. Können wir reden?“
help-small-rest = Gönn dir eine Pause vom Bildschirm. Deine Worte sind noch da, wenn du wiederkommst.

help-friend = Wenn du dir Sorgen um jemanden machst
help-friend-ask = Frag in einem ruhigen Moment: „Denkst du an Suizid?“
help-friend-listen = Hör zu. Du brauchst nicht auf alles eine Antwort.
help-friend-stay = Bleib dabei oder finde jemanden, der bleiben kann, wenn du glaubst, dass die Person in Gefahr ist.
help-friend-call = Hilf ihr, ein Hilfsangebot anzurufen, oder ruf selbst dort an und frag, was du tun kannst.
help-friend-hurt = Wenn jemand verletzt ist oder kurz davor, ruf die { $number } an.
help-friend-you = Such dir danach jemanden für dich. Das ist viel zum Tragen.

help-who-we-are = Wir sind Menschen, die einander zuhören. Wir sind kein Krisendienst, und vielleicht sind wir nicht da, wenn du jemanden brauchst.
help-always-here = Diese Seite geht ohne Konto, und auch dann, wenn der Rest des Forums gerade nicht geht.

help-wrong = Diese Nummer stimmt nicht
# Wird statt der Worte darüber vorgelesen; $name ist der Name des Angebots
help-wrong-of = Diese Nummer stimmt nicht: { $name }
help-wrong-title = Stimmt eine Nummer nicht?
help-wrong-about = Danke, dass du uns wegen { $name } Bescheid sagst. Eine falsche Nummer kann jemandem schaden, deshalb sehen wir uns jede Nachricht an.
help-wrong-what = Was ist dir aufgefallen? (du kannst das leer lassen)
help-wrong-what-hint = Zum Beispiel: Niemand ging ran, es kostet Geld, die Nummer gehört jemand anderem. Bitte schreib nichts über dich selbst dazu.
help-wrong-send = Dem Team sagen
help-wrong-thanks = Danke
help-wrong-next = Jemand aus dem Team sieht sich { $name } an.
help-back = Zurück zu den Nummern

help-sheet = Eine Seite zum Ausdrucken
sheet-how = Drucke diese Seite mit deinem Browser. Sie passt auf ein Blatt.
sheet-more = { $n ->
    [one] Ein weiteres Angebot steht auf der Hilfeseite.
   *[other] { $n } weitere Angebote stehen auf der Hilfeseite.
}
sheet-made = Erstellt am { $day } auf { $site }. Nummern ändern sich: Bitte nimm dieses Blatt nach dem { $until } ab und drucke es neu.
help-as-of = So war es am { $day }.
help-kept-here = Diese Nummern bleiben auf diesem Gerät, damit du sie auch ohne Netz hast. „Seite verlassen“ nimmt sie wieder weg.
