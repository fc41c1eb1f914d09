# La página con los números a los que llamar. Palabras cortas, con calma, sin promesas que no podamos cumplir.

help-title = Habla con alguien ahora
help-lead = No hace falta encontrar las palabras justas. «No sé por dónde empezar» es suficiente.
help-danger = Si tú u otra persona está en peligro ahora mismo
help-please-check = No estamos seguros de este número. Si puedes, compruébalo.
help-choose = Elige tu país
help-choose-why = para ver números a los que puedes llamar o escribir.
help-where = ¿Dónde estás?
help-where-none = Elige un país
help-where-hint = No intentamos adivinar dónde estás, y lo que elijas no se guarda con ninguna cuenta.
help-show = Ver los números

# $country es el nombre del país
help-lines = Personas que escuchan: { $country }
help-none = Todavía no tenemos un número de confianza para { $country }. Puedes buscar ayuda en Find A Helpline, una lista de líneas de ayuda de todo el mundo.
# Una vez, encima de las líneas
help-put-together = Esta lista se reunió en { help-month } a partir de copias públicas. Donde una línea lo dice, este foro aún no la ha comprobado.
help-stale = Conocemos algunos, pero nadie los ha comprobado desde hace seis meses o más.
help-some-stale = Algunas líneas no aparecen porque nadie las ha comprobado desde hace seis meses o más.
help-show-all = Ver también las que nos ofrecen menos seguridad
help-elsewhere = Listas de líneas de ayuda de todo el mundo
help-elsewhere-why = Te ayudan a encontrar una línea cerca de ti, o una que te encaje.

# Una línea: para quién es
help-for = { $who ->
    [young-people] Gente joven
    [lgbtq] Personas LGBTQ+
    [veterans] Quienes sirven o sirvieron en las fuerzas armadas
    [domestic-abuse] Quienes sufren daño de alguien en casa
    [sexual-violence] Después de la violencia sexual
    [older-people] Personas mayores
    [eating-disorders] Problemas con la comida y el cuerpo
    [postpartum] Antes y después del parto
    [deaf] Personas sordas
    [indigenous] Personas indígenas
    [men] Hombres
    [directory] Lista de líneas de ayuda
   *[anyone] Para cualquiera
}
help-always = día y noche
help-unsure = No estamos seguros de esta
help-old = Nadie la ha comprobado desde hace seis meses o más
help-checked = Última comprobación: { $day }.
# Para una línea que este foro no ha comprobado: el mes de su copia más reciente, o el de la lista
help-unchecked = Aún sin comprobar aquí; copia más reciente de { help-month }.
help-listed = Aún sin comprobar aquí; en la lista desde { help-month }.

# $month es el nombre inglés del mes en minúsculas, $year su año
help-month = { $month ->
    [january] enero
    [february] febrero
    [march] marzo
    [april] abril
    [may] mayo
    [june] junio
    [july] julio
    [august] agosto
    [september] septiembre
    [october] octubre
    [november] noviembre
   *[december] diciembre
} de { $year }

# Botones
help-call = Llamar al { $phone }
help-text = Enviar un SMS al { $number }
# $word es lo que hay que enviar
help-text-word = Enviar { $word } por SMS al { $number }
help-chat = Chat
help-whatsapp = WhatsApp { $number }
help-website = Página web
help-service = { $service ->
    [police] policía
    [ambulance] ambulancia
    [fire] bomberos
   *[deaf] mensajes de texto para personas sordas
}

help-call-what = ¿Qué pasa si llamo o escribo?
help-call-wait = Contesta una persona o un mensaje corto. Puede que tengas que esperar un poco.
help-call-start = Puedes decir «No sé por dónde empezar». Con eso basta.
help-call-name = En la mayoría de las líneas no tienes que dar tu nombre real.
help-call-stop = Puedes parar cuando quieras.
help-call-listen = Sobre todo escuchan. Quizá te pregunten si estás a salvo. Algunas líneas pueden llamar a emergencias si creen que una vida corre peligro. Es poco frecuente. Puedes preguntárselo antes.

help-wait = Mientras esperas, o si no puedes llamar
help-wait-near = Pon distancia entre tú y cualquier cosa con la que puedas hacerte daño. Ve a donde haya más gente, aunque sea una tienda.
help-wait-words = Dile a una persona la verdad en una frase: «Ahora mismo no estoy a salvo si me quedo a solas».
help-small-water = Bebe un poco de agua. Come algo pequeño si puedes.
help-small-feet = Pon los dos pies en el suelo. Nombra cinco cosas que veas.
help-small-room = Ve a una habitación donde te sientas más a salvo, o cerca de otras personas.
help-small-message = Mándale un mensaje a alguien: «Tengo un mal día. ¿Podemos hablar?»
help-small-rest = Descansa un rato de las pantallas. Tus palabras estarán aquí cuando vuelvas.

help-friend = Si te preocupa una persona cercana
help-friend-ask = Pregúntale, en un momento de calma: «¿Estás pensando en el suicidio?»
help-friend-listen = Escucha. No necesitas tener respuesta para todo.
help-friend-stay = Quédate a su lado, o busca a alguien que pueda, si crees que está en peligro.
help-friend-call = Ayúdale a llamar a una línea, o llama tú y pregunta qué hacer.
help-friend-hurt = Si alguien tiene una herida o está a punto de hacerse daño, llama al { $number }.
help-friend-you = Después, busca a alguien para ti. Esto es mucho para llevarlo a solas.

help-who-we-are = Somos personas que se escuchan. No somos un servicio de crisis y puede que no estemos aquí cuando necesites a alguien.
help-always-here = Esta página funciona sin cuenta, y también cuando el resto del foro no funciona.

help-wrong = Este número está mal
# Se lee en voz alta en lugar de lo anterior; $name es el nombre del servicio
help-wrong-of = Este número está mal: { $name }
help-wrong-title = ¿Hay un número mal?
help-wrong-about = Gracias por avisarnos sobre { $name }. Un número equivocado puede hacer daño, así que leemos todos los avisos.
help-wrong-what = ¿Qué has notado? (puedes dejarlo vacío)
help-wrong-what-hint = Por ejemplo: nadie contesta, cuesta dinero, el número es de otra persona. Por favor, no cuentes nada sobre ti.
help-wrong-send = Avisar al equipo
help-wrong-thanks = Gracias
help-wrong-next = Alguien del equipo va a mirar { $name }.
help-back = Volver a los números

help-sheet = Una página para imprimir
sheet-how = Imprime esta página con tu navegador. Cabe en una hoja.
sheet-more = { $n ->
    [one] Una línea más está en la página de ayuda.
   *[other] { $n } líneas más están en la página de ayuda.
}
sheet-made = Hecha el { $day } desde { $site }. Los números cambian: retira esta hoja después del { $until } y vuelve a imprimirla.
help-as-of = Así estaba el { $day }.
help-kept-here = Estos números se guardan en este dispositivo, para que los tengas sin conexión. «Salir de este sitio» los borra.
