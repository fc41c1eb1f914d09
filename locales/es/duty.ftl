duty-title = De guardia
duty-lead = Cuando alguien puede estar en peligro, o alguien se preocupa, se avisa enseguida a quienes están de guardia. Si nadie toma el caso en 15 minutos, se avisa a quienes llevan el foro.
duty-you-are-on = Ahora estás de guardia.
duty-you-are-off = Ahora no estás de guardia.
duty-count = { $n ->
    [0] No hay nadie.
    [one] Hay una persona.
   *[other] Hay { $n } personas.
}
duty-by-mail = Se te avisa por correo. Dice cuánto espera, y nada más.
duty-no-address = Sin una dirección no se te avisa por correo:
duty-now = Ahora mismo
duty-until = Dijiste que estás de guardia hasta las { $time }.
duty-end = Ya no estoy
duty-for = { $n ->
    [one] Una hora de guardia
   *[other] { $n } horas de guardia
}
duty-week = Cada semana
duty-zone = Tu zona horaria
duty-zone-hint = Por ejemplo, Europe/Lisbon. Las horas de abajo son las de tu reloj, en verano y en invierno.
duty-midnight = Deja vacíos los días en que no estás. Las horas que terminan antes de empezar siguen después de medianoche.
duty-day = Día
duty-from = Desde
duty-to = Hasta
duty-monday = Lunes
duty-tuesday = Martes
duty-wednesday = Miércoles
duty-thursday = Jueves
duty-friday = Viernes
duty-saturday = Sábado
duty-sunday = Domingo
duty-half = Un día lleva las dos horas, o ninguna.
duty-time = Eso no es una hora. Se escribe así: 18:30.
duty-zone-unknown = No conocemos ninguna zona horaria con ese nombre. Se escribe así: Europe/Lisbon.
held-staffed = Ahora hay alguien de guardia.
held-unstaffed = Ahora mismo no hay nadie de guardia, así que puede tardar más.
held-stays = Se mostrará cuando alguien lo haya leído, y no antes.
held-unread = { $n ->
    [one] Si nadie puede mirarlo, este foro lo muestra por su propia regla al cabo de una hora.
   *[other] Si nadie puede mirarlo, este foro lo muestra por su propia regla al cabo de { $n } horas.
}
letter-subject-alert = Algo necesita una mirada
letter-alert = Hace falta alguien pronto. Esperan ahora: { $n }
letter-asked = Quien modera pide ahora a alguien que administre. Todo está aquí:
letter-alert-why = Recibes esto porque estás de guardia o llevas el foro.
