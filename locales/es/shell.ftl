# El marco de cada página.
shell-skip = Ir al contenido de la página
shell-main = Principal
shell-boards = Foros
shell-new = Publicaciones nuevas
shell-waiting = Esperan respuesta
shell-desk = Mesa
shell-notices = Avisos
shell-unread = algo nuevo
shell-sign-in = Iniciar sesión
shell-help = Pide ayuda ahora
shell-leave = Salir de este sitio
shell-leave-spoken = Emergencia: salir de este sitio rápido
shell-limits = Lo cuidan personas voluntarias. No somos un servicio de crisis, y nadie aquí sustituye la atención de emergencia.
shell-guidelines = Pautas
shell-privacy = Privacidad
shell-decisions = Qué hizo el equipo de moderación
shell-leaving = Salir rápido

# El tiempo, como lo dice la gente.
time-now = ahora mismo
time-minutes = { $n ->
    [one] hace 1 minuto
   *[other] hace { $n } minutos
}
time-hours = { $n ->
    [one] hace 1 hora
   *[other] hace { $n } horas
}
time-yesterday = ayer
lasts-minutes = { $n ->
    [one] 1 minuto
   *[other] { $n } minutos
}
lasts-hours = { $n ->
    [one] 1 hora
   *[other] { $n } horas
}
lasts-days = { $n ->
    [one] 1 día
   *[other] { $n } días
}
time-days = { $n ->
    [one] hace 1 día
   *[other] hace { $n } días
}
time-date = { $day } de { $month } de { $year }
time-month-1 = enero
time-month-2 = febrero
time-month-3 = marzo
time-month-4 = abril
time-month-5 = mayo
time-month-6 = junio
time-month-7 = julio
time-month-8 = agosto
time-month-9 = septiembre
time-month-10 = octubre
time-month-11 = noviembre
time-month-12 = diciembre

# Botones de todos los días.
button-save = Guardar
button-cancel = Cancelar

# Las páginas bajo /about.
about-guidelines-title = Cómo nos tratamos
about-guideline-listen = Primero escuchamos. Unas pocas palabras sinceras valen más que un buen plan.
about-guideline-advice = Preguntamos antes de dar consejos, y miramos qué deseaba quien escribió.
about-guideline-diagnose = No hacemos diagnósticos, ni entre nosotros ni de nadie más.
about-guideline-methods = Dejamos fuera el cómo, el cuánto y el dónde. Lo que sientes tiene sitio aquí; las formas de hacerse daño, no.
about-guideline-kind = Nunca le decimos a nadie que se haga daño, y no somos crueles, ni en broma.
about-guideline-private = Dejamos fuera lo que pueda mostrar quién es o dónde está alguien: tanto nosotros como los demás.
about-guideline-limits = También nos cuidamos. Puedes tomar distancia cuando quieras; hay más personas aquí.
about-privacy-title = Qué se guarda y por cuánto tiempo
about-privacy-lead = Lo mínimo con lo que puede funcionar un foro.
about-privacy-words = Tus palabras siguen siendo tuyas. Puedes cambiarlas, quitarles tu nombre o borrarlas cuando quieras. El texto borrado desaparece al momento.
about-privacy-address = Tu dirección de internet nunca se guarda. Se usa en la memoria un momento, para frenar avalanchas de envíos.
about-privacy-session = Iniciar sesión guarda una cookie, y una más mientras vas a iniciarla desde otro sitio. Si no dijiste que otras personas usan el dispositivo, otra te deja entrar mientras alguien intenta adivinar tu frase de contraseña; no nombra a nadie. Elegir un idioma, un país o un nombre discreto para la pestaña guarda otra cada vez, y también la guarda una visita que desactiva la ayuda mientras escribe. Cuando publicas, una vive hasta que ves tus palabras en su sitio. Salir deprisa guarda una durante cinco minutos. No hay más, y ninguna es de otros.
about-privacy-drafts = Lo que estás escribiendo se guarda en esta pestaña: lo de quien está de visita, en el dispositivo solo si marca la casilla; lo de quien tiene cuenta, en su cuenta hasta que se envía, salvo que desmarque la casilla. Lo que hay en este navegador se va cuando cierras la sesión o sales del sitio. Mientras escribes, va al servidor de este foro para ofrecerte ayuda junto al texto; allí nadie lo lee y no se guarda nada. Puedes desactivarlo debajo del texto.
about-privacy-offline = La página de ayuda del país que elegiste se guarda en tu dispositivo, para que tengas sus números sin conexión. «Salir de este sitio» la borra.
about-privacy-screen = Un pequeño programa en nuestro propio equipo lee lo que escribes para ofrecerte ayuda al lado. No se guarda nada sobre ti. Cuando lleva algo a quienes moderan, lo que encontró queda con ese caso y se va con él.
about-privacy-third = Ninguna página nuestra carga nada de nadie más. Nadie cuenta tus visitas.
about-decisions-title = Qué hizo el equipo de moderación
about-decisions-lead = Cifras y motivos de los últimos 90 días, sin nombres.
about-decisions-none = En los últimos 90 días no hizo falta ninguna decisión.
about-wait-title = Cuánto tardó en decidirse, en el punto medio
about-wait-danger = Alguien puede estar en peligro, o alguien se preocupa
about-wait-report = Avisos al equipo
about-wait-held = Lo que esperaba a ser leído, y peticiones de otra mirada
about-decisions-what = Decisión
about-decisions-why = Motivo
about-decisions-count = Veces
about-leaving-title = Salir rápido
about-leaving-how = El botón «Salir de este sitio» te lleva enseguida a una página corriente del tiempo. También puedes pulsar tres veces la tecla Mayús (Shift).
about-leaving-back = Durante los cinco minutos siguientes, todas las páginas de aquí llevan también a la del tiempo, así que «atrás» no muestra ninguna. Solo se abren las páginas de ayuda. Después, «atrás» puede volver a traer aquí: cierra la pestaña si puedes.
about-leaving-not = No borra el historial de tu navegador. Para ocultar una visita, abre antes una ventana privada, o borra después la última hora del historial.
about-leaving-private = Abre una ventana privada (de incógnito) antes de venir: olvida tu visita cuando la cierras.
about-leaving-history = Para ocultar después una visita, borra de tu historial solo estas páginas: un historial vacío puede llamar la atención de quien lo revisa.
about-leaving-network = Quien lleva tu red, o tiene un programa en este dispositivo, quizá pueda ver que viniste aquí. Si temes eso, usa un dispositivo al que no llegue, como el de una biblioteca o el de alguien de confianza.
about-leaving-shared = En un dispositivo que usan otras personas: marca «Otras personas usan este dispositivo» al iniciar sesión, y cierra la sesión al irte.
discreet-title = Un nombre neutro en pestañas e historial
discreet-what = Las pestañas y el historial muestran entonces «Notas» y una simple hoja de papel, en este dispositivo, hasta que lo desactives. La dirección de este sitio sigue estando en el historial.
discreet-name = Notas
discreet-on = Mostrar un nombre neutro
discreet-off = Mostrar otra vez el nombre de este sitio
