# Las páginas de quienes cuidan las líneas de ayuda.

lines-title = Líneas de ayuda
lines-lead = Un número equivocado hace daño. Primero va lo que alguien dice que está mal: ocúltalo el mismo día y luego averigua qué pasa.
lines-anywhere = Todo el mundo
lines-wrong = Dicen que está mal
lines-wrong-none = Nadie dice que un número esté mal.
lines-no-words = Alguien nos avisó, sin más palabras.
lines-case-closes = Lo que hagas abajo cierra también este caso.
lines-hidden-title = Ocultas, hasta que alguien averigüe qué pasa
lines-countries = Por país
lines-count-stale = { $n ->
    [0] Ninguna línea está oculta por falta de comprobación.
    [one] Una línea no aparece porque nadie la ha comprobado en seis meses.
   *[other] { $n } líneas no aparecen porque nadie las ha comprobado en seis meses.
}
lines-count-due = { $n ->
    [0] Ninguna espera una comprobación.
    [one] Una aparece y espera una comprobación.
   *[other] { $n } aparecen y esperan una comprobación: aún sin comprobar aquí, o no en los últimos tres meses.
}
lines-pick = Líneas de un país
lines-look = Verlas
lines-add = Añadir una línea
lines-country = País
lines-shown = Visibles
lines-to-check = Por comprobar
lines-out = No visibles
lines-back = Todas las líneas
lines-of = Líneas: { $country }
lines-none = Todavía no hay ninguna línea. La página de ayuda muestra el número de emergencias y las listas de líneas de todo el mundo.
lines-hidden = Oculta
lines-stale = No aparece: seis meses sin comprobar
lines-unsure = No aparece: fuentes débiles
lines-due = Visible, por comprobar
lines-never = Aún sin comprobar aquí.
lines-checked-on = comprobada el { $day }
lines-checked-today = Comprobada hoy
# Se lee en voz alta en lugar de lo anterior; $name es el nombre del servicio
lines-checked-today-of = Comprobada hoy: { $name }
lines-how-to-check = Abre la página del propio servicio, compara cada número, el horario y para quién es, y pregunta al servicio si quiere que le lleguen personas desde aquí. Nunca adivines un número.
lines-done = Hecho. Ahora lo ve todo el mundo.
lines-changed = Alguien cambió esta línea mientras tanto. Mírala otra vez; lo que escribiste sigue aquí.
lines-check-title = Está bien
lines-check = La he comprobado
lines-correct = Corregirla
lines-correct-title = Corregir una línea
lines-correct-lead = Escribe lo que dice la página del propio servicio. Si es otro servicio, oculta la línea y añade una nueva.
lines-correct-save = Guardar la corrección
lines-add-lead = Escribe lo que dice la página del propio servicio, y pregúntale si quiere que le lleguen personas desde aquí.
lines-add-save = Añadirla
lines-hide-title = Ocultarla
lines-hide-what = Nadie la ve ya, tampoco quien pide ver todas las líneas. Se puede volver a mostrar.
lines-hide = Ocultarla
lines-show-title = Volver a mostrarla
lines-show-what = Vuelve a aparecer tal como está, si se comprobó en los últimos seis meses.
lines-show = Mostrarla
lines-history = Lo que se hizo
lines-history-none = Nada todavía: está como venía.
lines-ways = Maneras de contactar
lines-numbers-hint = Como se marca dentro del país: cifras y espacios sueltos, si hace falta con +, * o # delante.
lines-hours-hint = 24/7, o con palabras y en hora local. Déjalo vacío si la página no lo dice.
lines-languages-hint = Códigos separados por comas, como en, es.
lines-note-hint = Para la persona que busca ayuda, hasta 300 caracteres. Si un servicio cambió de número, dilo aquí.
lines-sources-hint = Dónde lo viste, una fuente por línea. La página del propio servicio se añade con el día de tu comprobación.
lines-day-hint = El día en que comparaste esto con la página del propio servicio.

# Los campos de una línea
line-name = Nombre del servicio
line-for = Para quién es
line-phone = Teléfono
line-sms = Número para mensajes
line-word = Palabra que enviar, si se pide una
line-whatsapp = Número de WhatsApp
line-chat = Dirección del chat
line-website = Sitio web
line-hours = Horario
line-languages = Idiomas
line-note = Nota
line-sources = Fuentes
line-confidence = Seguridad
line-confidence-is = { $how ->
    [high] segura: lo dice su propia página, o dos fuentes
    [medium] una fuente aceptable
   *[low] fuentes débiles: no aparece si no se pide
}
line-day = Día de la comprobación
line-why = ¿Por qué?

# Lo que hay que arreglar
line-wants-country = País: elige uno.
line-wants-name = Nombre: escribe el nombre del propio servicio, hasta 100 caracteres.
line-wants-phone = Teléfono: solo cifras y espacios sueltos, si hace falta con +, * o # delante, como 116 123.
line-wants-sms = Número para mensajes: solo cifras y espacios sueltos, si hace falta con +, * o # delante, como 85258.
line-wants-word = Palabra que enviar: hasta 20 caracteres, y solo junto con un número para mensajes.
line-wants-whatsapp = Número de WhatsApp: solo cifras y espacios sueltos, mejor con + y el código del país.
line-wants-chat = Dirección del chat: la dirección entera, que empieza por https://
line-wants-website = Sitio web: la dirección entera, que empieza por https://
line-wants-way = Escribe al menos una manera de contactar con el servicio: un número, un chat o un sitio web.
line-wants-hours = Horario: hasta 100 caracteres.
line-wants-languages = Idiomas: códigos separados por comas, como en, es.
line-wants-note = Nota: hasta 300 caracteres.
line-wants-sources = Fuentes: hasta 4.000 caracteres.
line-wants-choice = Elige en las listas para quién es y cuánta seguridad tienes.
line-wants-day = Día de la comprobación: escribe el día en que miraste, que no sea futuro ni de hace más de seis meses.
line-wants-why = Por qué: dilo en pocas palabras, hasta 2.000 caracteres.
line-number-retired = Este número se cerró o se sustituyó. No debe volver a aparecer; busca el nuevo en la página del propio servicio.
line-number-taken = Otra línea de este país ya tiene este teléfono. Corrige esa.

line-did-add = Añadida
line-did-correct = Corregida
line-did-check = Comprobada
line-did-hide = Ocultada
line-did-show = Mostrada de nuevo

# En el escritorio, para quienes llevan el sitio
lines-said-wrong = { $n ->
    [one] dicen que una está mal
   *[other] dicen que { $n } están mal
}
