# Las normas del foro, por su nombre.
rule-encourages = Anima a hacerse daño
rule-cruel = Cruel o acosador
rule-methods = Detalles de cómo
rule-private = Muestra quién es o dónde está alguien
rule-spam = Publicidad no deseada
rule-off-topic = Es para otro lugar
rule-other = Otra cosa

# Lo que se hizo, en el registro y en las cifras públicas.
did-let-stand = Se dejó como está
did-publish = Visible para todos
did-cover = Detrás de un aviso
did-hold = Retenido para otra lectura
did-remove = Retirado
did-restore = Devuelto a su lugar
did-lock = Cerrado a respuestas
did-unlock = Abierto a respuestas
did-limit-supporters = Respuestas solo de personas de apoyo
did-limit-known = Respuestas cerradas para quienes acaban de llegar
did-unlimit = Abierto otra vez a las respuestas de todos
did-pin = Puesto arriba
did-unpin = Ya no está arriba
did-edit-out = Se quitó un pasaje
did-notes = Avisos de contenido cambiados
did-move = Movido a otro espacio
did-write = Se escribió a quien lo escribió
did-uphold = Se miró de nuevo y se mantiene lo decidido
did-grant = Mirado otra vez: quien escribió tenía razón
did-warn = Se pidió no volver a escribir así
did-pause = Escritura en pausa por un tiempo
did-hold-all = Se lee primero por un tiempo
did-ban = Ya no puede escribir
did-lift = Puede escribir de nuevo
did-unmask = Se miró quién es un alias

# Lo que se dice a quien escribió.
note-message = Una persona voluntaria te escribió sobre tu texto. No se ha cambiado nada.
note-publish = Una persona voluntaria ha leído lo que escribiste y ya pueden leerlo todos. Gracias por esperar.
note-publish-unread = No había nadie para leer lo que escribiste, así que se muestra por la regla propia de este foro. Puede que una persona voluntaria lo mire todavía. Gracias por esperar.
note-cover = Lo que escribiste sigue ahí. Quien lee ve primero un breve aviso y elige si lo abre.
note-hold = Lo que escribiste espera a que una persona voluntaria lo mire otra vez. Por ahora solo lo ven tú y el equipo voluntario.
note-remove = Tuvimos que retirar lo que escribiste. Sabemos que esto puede doler, y no significa que no seas bienvenido o bienvenida.
note-remove-hard = Retiramos lo que escribiste.
note-restore = Lo miramos otra vez y lo que escribiste está de vuelta. Nos equivocamos, y lo sentimos.
note-lock = Por ahora nadie puede responder allí. Lo escrito se queda.
note-unlock = Ya se puede responder allí otra vez.
note-limit-supporters = Por ahora, allí solo pueden responder personas de apoyo, quienes moderan y tú. Lo escrito se queda.
note-limit-known = Por ahora, allí no pueden responder invitados ni personas que se unieron hoy. Lo escrito se queda.
note-unlimit = Allí todos pueden responder otra vez.
note-edit-out = Nos alegra que lo compartieras, y sigue a la vista. Quitamos una pequeña parte, donde ahora ves «[…]». Todo lo que sientes sigue teniendo su lugar aquí. Puedes ver qué cambió y editarlo.
note-notes = Lo que escribiste sigue ahí. Cambiamos los avisos de contenido tras los que se abre, para que quien lee pueda elegir.
note-move = Lo que escribiste está ahora en otro espacio, donde lo verán más personas que saben de eso. No se cambió nada.
note-uphold = Lo leímos de nuevo y mantenemos lo decidido. Gracias por preguntar. Sigues teniendo tu lugar aquí. El motivo, en palabras de quien lo leyó:
note-grant = Volvimos a mirarlo y tenías razón: lo que decidimos entonces ya no cuenta, y lo sentimos. En palabras de la persona voluntaria:
note-warn = Por favor, no vuelvas a escribir así. Por ahora no pasa nada más.
note-pause = No puedes escribir aquí por un tiempo. Puedes seguir leyendo, cambiando y borrando lo que escribiste, y encontrar ayuda.
note-hold-all = Por un tiempo, una persona voluntaria lee lo que escribes antes de que lo vean los demás.
note-ban = Ya no puedes escribir aquí. Puedes seguir leyendo, cambiando y borrando lo que escribiste, y encontrar ayuda.
note-lift = Puedes escribir aquí de nuevo.
note-until = Termina por sí solo el { $day }.
note-why-encourages = El motivo: podía empujar a alguien a hacerse daño. Eso no podemos dejarlo aquí.
note-why-cruel = El motivo: era duro con alguien que quizá está sufriendo. Eso no podemos dejarlo aquí.
note-why-methods = El motivo: hablaba de cómo, cuánto o dónde, y eso podría hacer daño a otra persona que lo está pasando mal. Todo lo que sientes sigue teniendo sitio aquí.
note-why-private = El motivo: podía mostrar quién es o dónde está alguien.
note-why-spam = El motivo: parecía publicidad, o las mismas palabras en muchos sitios.
note-why-off-topic = El motivo: tiene su lugar en otro sitio y no en este foro.
note-why-other = El motivo está en las palabras de la persona voluntaria:
note-calm = No has hecho nada malo.
note-again = No has hecho nada malo. Tus palabras se guardan para ti, y puedes volver a escribirlo sin esa parte.
note-pain = Si sufrías cuando lo escribiste, tú también puedes hablar con alguien.
note-from = De { $name }
note-from-team = Del equipo
note-passage = Se trata de esta parte:

# La respuesta de quien escribió a una decisión.
appeal-title = Pedir otra mirada
appeal-lead = Alguien lo lee de nuevo: otra persona que la primera vez, siempre que la haya. Se te dice qué decide y por qué. Puedes pedirlo una vez, y pedirlo nunca empeora nada.
appeal-words = ¿Qué debería saber?
appeal-words-hint = Puedes dejarlo vacío. Hasta 4.000 caracteres.
appeal-send = Pedir otra mirada
appeal-long = Es demasiado largo: caben hasta 4.000 caracteres. No se cortó nada.
appeal-late = Esto ya no se puede mirar de nuevo: hay seis meses para pedirlo.
appeal-asked = Lo pediste el { $day }.
appeal-waits = Espera a que se lea de nuevo. La respuesta estará en Avisos.
appeal-granted = Se miró de nuevo y se cambió.
appeal-upheld = Se miró de nuevo y se mantiene. El motivo está en Avisos.
appeal-yours = Lo que escribiste
appeal-rewrite = O escríbelo de nuevo de otra manera: una persona voluntaria lo lee antes que los demás.
appeal-rewrite-go = Escribirlo de nuevo
# Una conversación con la mesa.
talk-title = Escribir a quienes moderan
talk-lead = Sobre lo que escribiste aquí. Todas las personas que moderan comparten esta conversación y nadie más la ve. No podemos prometer cuándo la leerá alguien.
talk-so-far = Lo que se dijo hasta ahora
talk-you = Tú
talk-desk = Quienes moderan
talk-words = Tu mensaje
talk-words-hint = Hasta 4000 caracteres.
talk-send = Enviar
talk-sent = Gracias. Alguien que modera lo leerá cuando esté aquí; encontrarás la respuesta aquí y en Avisos.
talk-empty = Escribe antes tu mensaje, por favor.
talk-long = Es demasiado largo: caben hasta 4000 caracteres. No se cortó nada.
talk-many = Has escrito mucho en poco tiempo. Tus palabras siguen aquí; envíalas otra vez dentro de unos minutos, por favor.

notices-title = Avisos
notices-none = Todavía nada. Cuando alguien te responda, o una persona voluntaria haga algo con tus palabras, lo encontrarás aquí.
notices-new = Nuevo
notices-yours = Tus palabras, completas
notices-yours-show = Mostrar tus palabras
notices-go = Ir allí
notices-export = El archivo con todo lo que hay sobre ti está listo.
notices-export-go = Al archivo
notices-answered-post = Alguien respondió a tu publicación.
notices-waiting = Alguien espera desde hace unas horas una primera respuesta. Bastan unas palabras amables.
notices-all-waiting = Todas las personas que esperan
notices-answered = Alguien respondió donde escribiste.
answer-changed = Contaste algo a quienes moderan. Alguien voluntario lo miró y algo se cambió. Gracias por avisarnos.
answer-stands = Contaste algo a quienes moderan. Alguien voluntario lo miró y se queda como está. Hiciste bien en avisarnos.
answer-worry = Te preocupaba alguien. Alguien voluntario lo ha mirado. Gracias por estar pendiente; cuídate también.
notices-older = Avisos anteriores

# Avisar al equipo de moderación.
report-title = Avisar al equipo voluntario
report-what = Vas a avisar al equipo voluntario sobre lo que escribió { $name }.
report-what-nameless = Vas a avisar al equipo voluntario sobre lo que alguien escribió.
report-worried-instead = Si temes por la persona, y no por lo que escribió:
report-reasons = ¿Qué hay de malo en ello?
report-choose = Elige, por favor, qué hay de malo en ello.
report-note = ¿Algo que nos ayude a entender?
report-note-hint = Puedes dejarlo vacío. Hasta 2000 caracteres.
report-private = La persona no sabrá de tu aviso, ni que lo hubo. Si cambiamos algo, sabrá por qué, pero no por quién.
report-send = Enviar el aviso
report-long = Esa nota es demasiado larga: caben hasta 2000 caracteres. No se ha cortado nada.
report-many = Nos has contado mucho en poco tiempo. Tus palabras siguen aquí; envíalas otra vez en unos minutos. Si alguien está en peligro ahora, llama al número de emergencias de tu zona.
report-thanks-title = Gracias
report-thanks = Gracias por avisarnos. Una persona voluntaria lo mirará.
report-answer-comes = Cuando alguien lo haya hecho, encontrarás una respuesta corta en Avisos.
report-again = Gracias. Ya nos lo contaste y alguien voluntario lo miró; desde entonces no ha cambiado. Si hay algo más, añade una nota, por favor.
report-back = Volver a donde estabas
worried-title = Me preocupa esta persona
worried-thanks-first = Gracias por estar pendiente de ella.
worried-how = ¿Cuánto te preocupa?
worried-low = Parece muy hundida
worried-talks = Habla de suicidio o de hacerse daño
worried-danger = Puede estar en peligro ahora mismo
worried-choose = Elige, por favor, cuánto te preocupa.
worried-note = ¿Algo que nos ayude a entender? (puedes dejarlo vacío)
worried-private = No sabrá quién eres. El programa no le envía nada, y no estás acusando a nadie.
worried-yourself = Si sabes dónde está y está en peligro, llama tú al número de emergencias de tu zona. Quizá sepas más que nosotros.
worried-send = Enviar
worried-thanks = Gracias. Una persona voluntaria lo mirará en cuanto haya alguien aquí. No podemos prometer cuándo. No depende todo de ti, y no tienes que quedarte despierto o despierta.
worried-you-too = Si esto te ha afectado, habla tú también con alguien.
worried-lines = Las líneas de ayuda son también para amigos preocupados
worried-friend-title = Si la conoces
worried-friend-ask = Pregúntale, en un momento tranquilo: «¿Estás pensando en el suicidio?»
worried-friend-listen = Escucha. No necesitas respuesta para todo.
worried-friend-stay = Quédate a su lado, o busca a alguien que pueda, si crees que está en peligro.
worried-friend-call = Si alguien está herido o a punto de estarlo, llama al número de emergencias de tu zona.
worried-friend-you = Después busca a alguien para ti. Esto es mucho para llevarlo a solas.

# La mesa.
desk-title = Mesa
desk-waiting = Casos que esperan
desk-count = { $n ->
    [0] No espera nada
    [one] Espera 1 caso
   *[other] Esperan { $n } casos
}
desk-log = Registro
desk-empty = Ahora mismo no espera nada. Descansa un poco.
desk-ready = Cuando quieras
desk-ready-lead = Recibes un caso cada vez, primero el más urgente, y es tuyo durante diez minutos. Siempre puedes devolverlo, sin dar motivos.
desk-next = Siguiente caso
desk-done = Gracias. Está hecho y consta en el registro.
desk-due = { $n ->
    [one] queda 1 minuto
   *[other] quedan { $n } minutos
}
desk-late = con retraso
desk-no-title = Sin título
desk-reply-to = Respuesta a «{ $title }»
desk-line = Línea de ayuda { $line }
desk-post = Publicación
desk-reply = Respuesta
desk-guest = visitante
desk-reported = { $n ->
    [one] lo dijo 1 persona
   *[other] lo dijeron { $n } personas
}
desk-with = con { $name }
desk-yours = { $n ->
    [one] en tus manos 1 minuto más
   *[other] en tus manos { $n } minutos más
}
desk-in-hand = { $name } tiene este caso en sus manos. Puedes leerlo; nada se puede decidir dos veces.
desk-closed-by = { $name } ha decidido este caso.
desk-closed = Este caso ya se decidió.
desk-changed = Alguien estuvo aquí antes que tú, o se añadió algo a este caso. Míralo otra vez, por favor; lo que escribiste sigue aquí.
desk-moved = Aquello de lo que trata este caso ha cambiado: quien lo escribió u otra persona del equipo hizo algo. Míralo otra vez, por favor; lo que escribiste sigue aquí.
desk-typed = Lo que escribiste
desk-again = Mirarlo otra vez
desk-undo-left = { $n ->
    [0] Surte efecto ahora.
    [one] Surte efecto en 1 segundo, y nadie ha visto nada todavía.
   *[other] Surte efecto en { $n } segundos, y nadie ha visto nada todavía.
}
desk-undo = Deshacer
desk-undone = Deshecho: nadie vio nada. Lo que habías elegido y escrito sigue aquí.
desk-undo-late = Eso ya se llevó a cabo. Abre de qué se trataba y míralo de nuevo: todo se puede devolver.
desk-show = Mostrar las palabras
desk-second = Segunda opinión
desk-wants-second = pide una segunda opinión
desk-take = Tomarlo
desk-stop = Parar por ahora
desk-note = Una nota para el equipo
desk-note-hint = Qué viste, qué hiciste y por qué. Solo la leen quienes moderan. Sin suposiciones sobre qué le pasa a alguien.
desk-note-save = Guardar la nota
desk-note-handover = Pasarlo con esta nota
desk-note-second = Pedir con ella una segunda opinión
desk-note-empty = Por favor, escribe primero la nota.
desk-write = Escribirle…
desk-words = Palabras para empezar:
desk-words-language = (Están en el idioma en que lee aquí quien escribió: { $language }.)
desk-send = Enviarlo
desk-write-needs-words = Por favor, escribe primero qué decir.
desk-blank-left = Queda un hueco entre llaves por rellenar, como { "{" }parte{ "}" }. No se envió nada.
desk-edit-out = Quitar un pasaje…
desk-passage = El pasaje que hay que quitar
desk-passage-hint = Tal como está ahí; dondequiera que esté, «[…]» ocupa su lugar. Se avisa a quien lo escribió. Quienes moderan y quien lo escribió aún pueden ver qué había.
desk-passage-which = Por favor, pega el pasaje que hay que quitar.
desk-passage-gone = Ese pasaje no está en el texto, palabra por palabra. Por favor, mira de nuevo; lo que escribiste sigue aquí.
desk-edit-out-yes = Quitarlo
desk-about = Señalar una parte…
desk-about-label = La parte de que se trata (puede quedar vacío)
desk-about-hint = Copiada del texto, palabra por palabra. Quien lo escribió la ve junto al motivo.
desk-original = Como era antes
desk-talk = { $n ->
    [one] Lo que se dijeron quien escribió y la mesa (1 mensaje)
   *[other] Lo que se dijeron quien escribió y la mesa ({ $n } mensajes)
}
desk-talk-writer = quien escribió
desk-talk-desk = la mesa
desk-notes = Avisos de contenido…
desk-notes-which = ¿De qué trata?
desk-notes-yes = Poner estos avisos
desk-move = Mover a otro espacio…
desk-board = ¿A qué espacio?
desk-board-which = Por favor, elige otro espacio, uno de los que moderas.
desk-move-yes = Moverlo
desk-limit = Limitar las respuestas…
desk-limit-what = Quien escribió la publicación lo sabrá y siempre puede responder. Lo escrito se queda. Se puede quitar en cualquier momento.
desk-limit-who = ¿Quién puede responder y por cuánto tiempo?
desk-limit-yes = Limitar las respuestas
desk-unlimit = Que todos respondan otra vez
limit-supporters-1 = solo personas de apoyo, un día
limit-supporters-7 = solo personas de apoyo, una semana
limit-supporters = solo personas de apoyo, hasta quitarlo
limit-known-1 = nadie nuevo, un día
limit-known-7 = nadie nuevo, una semana
limit-known = nadie nuevo, hasta quitarlo
desk-pause = Pausar o vetar…
desk-pause-what = Se avisa a quien lo escribió, con la norma y cómo no estar de acuerdo. Puede seguir leyendo, cambiando y borrando lo que escribió, pedir otra mirada y encontrar ayuda. Qué pasa con estas palabras se decide aparte.
desk-pause-how = ¿Qué y por cuánto tiempo?
desk-pause-yes = Hacerlo
desk-lift = Dejar que escriba de nuevo
desk-restrained = en pausa, o se lee primero
restrain-pause-1 = no puede escribir por un día
restrain-pause-3 = por 3 días
restrain-pause-7 = por una semana
restrain-pause-30 = por 30 días
restrain-hold-30 = se lee primero por 30 días
restrain-warn = solo se le pide que no
restrain-ban = ya no puede escribir
desk-uphold = Mantener lo decidido
desk-uphold-needs-words = Por favor, dile con tus palabras por qué se mantiene lo decidido. Lo preguntó.
desk-grant = Decir que tenía razón
desk-grant-needs-words = Por favor, explica con tus palabras a quien escribió qué es lo que ya no cuenta. Lo preguntó.
desk-asked-each = Preguntó por más de una decisión. Cada una recibe respuesta según lo que pase con ella; lo que dejes abierto se queda aquí.
desk-own-decision = Tú lo decidiste la primera vez, así que esta mirada es de otra persona que modera. Puedes leerlo.
desk-asked = Quien lo escribió pide otra mirada a esto
desk-asked-by = decidido por { $name }
desk-asked-wordless = No añadió palabras.
desk-lock-or-open = Cerrar o abrir a respuestas
desk-around = Alrededor, en el hilo
desk-before = antes
desk-after = después
desk-keys = Todas las teclas
keys-title = Teclas
keys-lead = En la mesa, las teclas sueltas pulsan los botones en los que están. Nunca funcionan mientras escribes. Puedes cambiarlas o apagarlas; nadie más lo ve.
keys-on = Usar teclas sueltas
keys-digits = Los números eligen dentro de una parte abierta: R y después 2 es la segunda norma. Un campo vacío toma la tecla de siempre.
keys-one-letter = Cada tecla es una letra o un signo; los números hacen falta en otro lugar. Lo que escribiste sigue aquí.
keys-twice = Dos de estas tienen la misma tecla. Por favor, cambia una; lo que escribiste sigue aquí.
remark-note = Nota
remark-handover = Pasado a otra persona
remark-second = Pide una segunda opinión
remark-unsent = Palabras para quien escribió que no se enviaron
words-reach = Hola, { $name }. Alguien aquí leyó tus palabras y le importa cómo estás. No estás en problemas y lo que escribiste sigue ahí. Si quieres hablar con alguien, en la página de ayuda hay formas. Si no, también está bien.
words-reach-called = Acercarse
words-safe = Hola, { $name }. Estoy aquí. Por favor, llama al número de emergencias de tu zona, o pide a alguien cercano que lo haga. ¿Estás a salvo en este momento?
words-safe-called = ¿Estás a salvo?
words-again = Hola, { $name }. Puedes escribirlo de nuevo sin { "{" }parte{ "}" }, y podemos ayudarte con eso.
words-again-called = Escribirlo de nuevo
words-reply = Gracias por querer ayudar. No mostramos tu respuesta porque { "{" }motivo{ "}" }. Esta es una forma de decirlo: «{ "{" }versión amable{ "}" }». Inténtalo de nuevo si quieres.
words-reply-called = Decirlo con suavidad
words-off = Hola, { $name }. Ahora tengo que desconectarme. { "{" }quién está{ "}" } está aquí para ti.
words-off-called = Desconectarse
desk-line-lead = Alguien dice que la ficha de la línea de ayuda { $line } está mal. Comprueba su número y su horario con la propia línea y haz que se corrijan los datos.
desk-line-look = Ver la página de ayuda
desk-line-hide = Ocultar esta línea hasta comprobarla
desk-line-show = Volver a mostrarla
desk-line-done = Hecho

priority-danger = Alguien puede estar en peligro
priority-worried = Alguien puede necesitar pronto a una persona
priority-encouragement = Quizá empujan a alguien a hacerse daño
priority-method = Puede hablar de cómo
priority-report = Se avisó de algo
priority-held = Espera a ser leído
priority-appeal = Quien lo escribió pide otra lectura
desk-why = Por qué está aquí.
why-encouragement = La lectura automática encontró palabras que pueden empujar a alguien a hacerse daño. Espera a que alguien del equipo lo mire.
why-guest = Lo escribió una visita, y en este foro eso se lee antes.
why-newcomer = Es lo primero que escribe aquí, y en este foro eso se lee antes.
why-link = Enlaza a otro sitio, y en este foro eso se lee antes.
why-method = La lectura automática encontró detalles de cómo; por eso alguien del equipo lo mira antes de que se lea libremente.
why-danger = La lectura automática encontró un plan, una hora o una despedida. A quien escribió se le mostró a quién llamar.
why-thoughts = La lectura automática encontró pensamientos de suicidio o de hacerse daño. A quien escribió se le mostró a quién llamar.
why-moderator = Lo abrió alguien del equipo.
why-quote = Cita palabras que quien las escribió ha borrado. Si la cita puede quedarse lo dice quien modera.
why-overtaken = Se tomó una decisión, pero antes de que surtiera efecto quien lo escribió u otra persona cambió algo. Por favor, mira de nuevo.
why-role-ended = Se tomó una decisión, y antes de que surtiera efecto quien la tomó dejó de moderar aquí. Ahora decide otra persona.
why-rewritten = Quien lo escribió lo volvió a escribir después de que se retirara.
why-appeal = Quien lo escribió pide que se mire de nuevo lo decidido.
why-message = Quien lo escribió envió un mensaje a quienes moderan.
why-hold-all = Quien modera decidió que lo que escribe esta persona se lea primero por un tiempo.
why-match = Una regla propia del sitio encontró algo:
why-other = Lo puso aquí el programa.
desk-rests-on = Se basa en:
why-learned = Lo leyó la parte aprendida, sin una regla.
told-worry = { $n ->
    [one] A 1 persona le preocupa quien escribió
   *[other] A { $n } personas les preocupa quien escribió
}
told-report = { $n ->
    [one] Avisó 1 persona
   *[other] Avisaron { $n } personas
}
told-wrong-number = { $n ->
    [one] 1 persona dice que está mal
   *[other] { $n } personas dicen que está mal
}
stands-held = Retenido: solo lo ven quien escribió y el equipo
stands-published = Todos pueden leerlo
stands-covered = Detrás de un aviso
stands-removed = Retirado
stands-withdrawn = Lo quitó quien lo escribió
stands-erased = Lo borró quien lo escribió
desk-thread = Su hilo
desk-since = aquí desde el { $day }
desk-entries = { $n ->
    [one] escribió 1 texto
   *[other] escribió { $n } textos
}
desk-decisions = { $n ->
    [0] antes no se decidió nada sobre sus textos
    [one] 1 decisión anterior sobre sus textos
   *[other] { $n } decisiones anteriores sobre sus textos
}
desk-answers = A qué responde, de { $name }
desk-answers-nameless = A qué responde
desk-show-post = Mostrar la publicación
desk-show-reply = Mostrar la respuesta
desk-gone = Las palabras ya no están: las borró quien las escribió.
desk-step-reply = Responde con tu propio nombre y pregunta con claridad si está a salvo ahora mismo.
desk-step-team = Díselo a otra persona del equipo. No lo hagas a solas si hay alguien más.
desk-step-plan = Si hay un lugar o un nombre, sigue los pasos de emergencia que acordó tu equipo.
desk-message = Tus palabras para quien escribió
desk-message-hint = Puedes dejarlo vacío. En todo caso recibe la decisión, su motivo, su propio texto y la página de ayuda; no sabrá tu nombre.
desk-message-long = Ese mensaje es demasiado largo: caben hasta 4000 caracteres. No se ha cortado nada.
desk-reason = ¿De qué norma se trata?
desk-choose = Elige, por favor, qué hacer.
desk-other-needs-words = Para «Otra cosa», escribe por favor el motivo a quien lo escribió. No recibe nada más.
decision-needs-reason = Elige antes una norma, por favor: no se retira nada sin un motivo.
desk-let-stand = Dejarlo como está
desk-publish = Mostrarlo a todos
desk-cover = Ponerlo detrás de un aviso
desk-hold = Retenerlo
desk-restore = Devolverlo a su lugar
desk-release = No es para mí
desk-remove = Retirarlo…
desk-remove-what = Si lo retiras:
desk-remove-hidden = Nadie más que quien lo escribió y el equipo podrá leerlo, en ningún lugar del sitio.
desk-remove-told = A quien lo escribió se le dice, con la norma que elegiste, tus palabras y su propio texto completo.
desk-remove-replies = Lo que otros respondieron se queda, bajo una línea neutra.
desk-remove-undone = Se puede devolver a su lugar. La decisión queda en el registro.
desk-remove-yes = Retirarlo
many-link = Publicidad: ver qué más le pertenece
many-title = Publicidad: todo junto
many-lead = Lo que la misma persona escribió con este nombre en los últimos 30 días, y lo que enlaza al mismo sitio. Una sola decisión retira lo que dejes marcado, junto con el texto de este caso. Solo para publicidad.
many-each = Se avisa por cada texto a quien lo escribió, con el motivo y cómo no estar de acuerdo, y cada uno queda en el registro.
many-undo = Deshacer una vez lo devuelve todo antes de que surta efecto; después, cada uno se puede devolver.
many-nothing = No hay nada más.
many-which = ¿Qué va con ello?
many-writer = misma persona
many-place = mismo enlace
many-heavy = No incluido: suena pesado o alguien está preocupado. Por favor, léelo aparte.
many-in-hand = No incluido: su caso está en otras manos.
many-none = Deja algo marcado, por favor, o retira solo ese texto en su propia página.
many-changed = Algo en esta lista ha cambiado. Por favor, mira otra vez.
many-yes = Retirar todo esto como publicidad
put-back-link = Retirado con otros: devolverlos
put-back-title = Devolver lo que se retiró a la vez
put-back-lead = Una decisión retiró esto como publicidad. Lo que dejes marcado vuelve a donde estaba; a cada persona que lo escribió se le avisa con tus palabras, y cada uno queda en el registro por separado. Antes de que surta efecto, todo se puede deshacer de una vez.
put-back-which = ¿Qué se devuelve?
put-back-why = Por qué, con palabras amables para quienes lo escribieron
put-back-needs-words = Di por qué, por favor, en una frase amable de hasta 4.000 caracteres.
put-back-none = Deja algo marcado, por favor.
put-back-nothing = Ya no queda nada retirado.
put-back-asked = Excluido: quien lo escribió pidió otra revisión. Decídelo por separado, por favor.
put-back-yes = Devolverlos a su lugar
desk-log-title = Registro de decisiones
desk-log-lead = Nada de él se puede cambiar ni quitar. Todos pueden ver cuántas veces se decidió qué; solo el equipo ve quién lo decidió.
desk-log-none = Todavía no se decidió nada.
desk-log-older = Decisiones anteriores
desk-back = Volver a la mesa
desk-number = n.º { $n }
log-board = La regla propia de este foro
desk-someone = alguien que se fue
desk-case = el caso
desk-entry = el texto
desk-own = Se trata de tus propias palabras, así que decide otra persona del equipo.
desk-alias = un alias: de quién es queda con esa persona
unmask-link = Mirar quién es…
unmask-is = este alias es { $name }
unmask-title = Mirar quién es un alias
unmask-lead = { $name } es un nombre para un solo hilo. De quién es queda con esa persona, salvo que la seguridad de alguien lo necesite.
unmask-log = Queda escrito en el registro, con tu nombre y tu motivo.
unmask-others = Las demás personas que moderan lo saben enseguida, con tu motivo.
unmask-member = La persona sabrá una semana después que ocurrió y por qué, pero no quién miró.
unmask-final = No se puede deshacer.
unmask-why = ¿Por qué hace falta?
unmask-why-hint = Hasta 1000 caracteres. La persona lo leerá después: escríbelo de modo que pueda. Sin suposiciones sobre lo que le pasa.
unmask-why-needed = Da el motivo, por favor: no se mira quién es nadie sin uno.
unmask-why-long = Es demasiado largo: caben hasta 1000 caracteres. No se cortó nada.
unmask-yes = Mirar quién es
unmask-no-alias = Esto no se escribió con el alias de un miembro, así que no hay a quién mirar.
unmask-told-others = { $name } miró quién es un alias. Mira también si hacía falta, por favor. El motivo que dio:
unmask-told-others-nameless = Otra persona que modera miró quién es un alias. Mira si hacía falta, por favor. El motivo que dio:
unmask-told-member = Alguien que modera miró que escribiste esto con un alias. Nadie más lo supo. El motivo que dio:
why-careful = Responde a alguien que puede correr peligro, y quien la escribió es visita o acaba de llegar.
worried-yourself-number = Si sabes dónde está y está en peligro, llama tú al { $number }. Quizá sepas más que nosotros.
worried-enough = Gracias. Ya nos has avisado de esta persona, y alguien del equipo voluntario lo mirará en cuanto pueda; avisar otra vez no lo hace más rápido. Si está en peligro ahora y sabes dónde está, llama tú al número de emergencias.

# Alguien puede estar en peligro: la lista.
desk-crisis = En peligro ahora: los pasos
why-crisis = Quien modera empezó los pasos para alguien que puede estar en peligro.
crisis-to-case = Volver al caso
crisis-lead = Respira. Pasarlo a otra persona está bien y no necesita motivo. De cada paso queda registrado cuándo y quién.
crisis-note = Una nota, o el motivo
crisis-note-hint = Se registra con el paso que marques después. Qué viste e hiciste; sin suposiciones sobre qué le pasa.
crisis-replied = Responde enseguida, por su nombre: «Estoy aquí. Por favor, llama al número de emergencias de tu zona, o pide a alguien cercano que lo haga. ¿Estás a salvo en este momento?»
crisis-told = Avisa a quien administra y está de guardia. No lo hagas a solas si hay alguien más.
crisis-which = Respira. ¿De quién son las palabras? Los pasos se registran con ellas.
crisis-which-last = Lo que acabas de decidir
crisis-which-thread = ¿No está aquí? Abre el hilo: desde cada entrada se llega a los pasos.
crisis-told-now = Al marcarlo se pide enseguida a las demás personas que administran que vengan: a { $n } por correo, y por su buscapersonas si lo hay. Reciben un enlace a esta página y ninguna palabra de nadie.
crisis-told-nobody = El foro no puede avisar a nadie más que administre: nadie dio una dirección de correo. Llama o escribe tú a alguien, y márcalo después.
crisis-words = Mira si lo escrito es seguro para quien lo lea. Quita cómo, cuánto, dónde y cuándo; deja los sentimientos.
crisis-asked = Dale las gracias, di qué escuchaste, pregunta si se siente a salvo y ofrece elegir: llamar, mensaje, chat, alguien cerca, solo escuchar.
crisis-emergency = Se avisó a los servicios de emergencia, según el plan escrito.
crisis-no-emergency = No se avisó a los servicios de emergencia. Casi nunca sabemos dónde está la persona, y no es culpa tuya.
crisis-back = Vuelve a mirar al día siguiente, o pide a otra persona que lo haga.
crisis-done = Hecho
crisis-mark = Marcar como hecho
crisis-operator = Este paso solo lo da quien administra.
crisis-reason = Por favor, da el motivo: este paso nunca se registra sin uno.
crisis-after = Después, para. Come, camina, habla con otra persona voluntaria. Lo que pase después no está en tus manos.

# El cuidado de quienes moderan.
desk-care-title = Cuidarte
desk-care-lead = Nadie más ve lo que pones aquí, y nada de ello se cuenta.
care-avoid = ¿Qué deberían tomar otras personas en tu lugar?
care-most = Decisiones al día, como mucho
care-most-hint = Después no se te da ningún caso más hasta mañana. Vacío: sin límite.
care-most-number = Por favor, pon un número entero de 1 a 500, o déjalo vacío. Lo que escribiste sigue aquí.
care-sign = El nombre con que firmas
care-sign-hint = Quien escribió lo ve bajo tus palabras. Vacío: «el equipo». Tu propio nombre no se muestra nunca.
care-sign-long = Ese nombre es demasiado largo: caben hasta 40 caracteres. Lo que escribiste sigue aquí.
care-sign-taken = Alguien aquí ya tiene ese nombre. Elige otro, por favor; lo que escribiste sigue aquí.
care-break = Un descanso
care-break-lead = Lo que tienes queda libre enseguida, y no se te da nada.
care-break-10 = 10 minutos
care-break-60 = 1 hora
care-break-480 = 8 horas
care-break-1440 = Un día
care-on-break = { $n ->
    [one] Tienes un descanso de 1 minuto más.
   *[other] Tienes un descanso de { $n } minutos más.
}
care-break-end = Terminar el descanso
care-enough = Hiciste lo que querías hacer hoy. Gracias.
care-hard = Has tenido varios casos duros en una hora.
care-hand-over = Dejar la mesa por diez minutos
care-limits = Lo que no te toca
care-limit-judge = No estás aquí para juzgar cuán mal está alguien.
care-limit-night = No estás aquí día y noche, y no vas a casa de nadie.
care-limit-secret = No guardas secretos sobre un peligro.
care-limit-next = Puedes decir: «Ahora tengo que desconectarme. Esta persona está despierta».
care-you-too = Tú también mereces apoyo.
limits-title = Antes de empezar
limits-lead = Gracias por dar tu tiempo. Lee, por favor, qué te toca aquí y qué no.
limits-yours = Lo que siempre puedes hacer
limits-hand-over = Devolver cualquier caso o parar, en cualquier momento y sin dar un motivo.
limits-second = Pedir una segunda opinión. Nadie decide a solas sobre una vida.
limits-stop = Tomarte un descanso: lo que tienes queda libre para otras personas al momento.
limits-log = Lo que decides queda escrito con tu nombre para quienes moderan; quienes escriben aquí no lo saben.
limits-accept = Lo he leído

# Las reglas propias del sitio.
rules-title = Reglas
rules-lead = Tus propias reglas dicen qué miran quienes moderan. Cubren, retienen o señalan; ninguna rechaza nada. De lo que nuestro programa lee como angustia o más, solo avisan a quienes moderan.
rules-none = Todavía no hay ninguna regla.
rules-show = Lo que busca
rules-fired = { $n ->
    [one] Encontró algo en 1 caso.
   *[other] Encontró algo en { $n } casos.
}
rules-decided = { $n ->
    [one] 1 de ellos se decidió.
   *[other] { $n } de ellos se decidieron.
}
rules-agreed = { $n ->
    [one] En 1 de estos, quienes moderan estuvieron de acuerdo.
   *[other] En { $n } de estos, quienes moderan estuvieron de acuerdo.
}
rules-change = Cambiar
rules-end = Desactivar
rules-new = Una regla nueva
rules-change-title = Cambiar esta regla
rules-name = Su nombre, para quienes moderan
rules-name-which = Dale un nombre de hasta 80 caracteres, por favor. Lo que escribiste sigue aquí.
rules-kind = ¿Qué mira?
rules-kind-which = Elige qué mira, por favor. Lo que escribiste sigue aquí.
rules-kind-words = Palabras
rules-kind-pattern = Un patrón
rules-kind-link = Enlaces a un sitio
rules-kind-new-account = Cuentas nuevas
rules-kind-flood = Muchos textos en una hora
rules-kind-duplicate = El mismo texto otra vez
rules-what = Palabras, patrón o sitios
rules-what-hint = Palabras y sitios: uno por línea. Un patrón: una expresión regular sin miradas alrededor ni referencias hacia atrás.
rules-what-which = Di qué busca, por favor, en hasta 4000 caracteres. Lo que escribiste sigue aquí.
rules-sites = Da sitios como «lamps.example», uno por línea, por favor. Lo que escribiste sigue aquí.
rules-pattern-wrong = Este patrón no se puede leer o es demasiado grande. No son posibles las miradas alrededor ni las referencias hacia atrás. Lo que escribiste sigue aquí.
rules-pattern-all = Este patrón encaja con todo. Lo que escribiste sigue aquí.
rules-number = ¿Cuántos?
rules-number-hint = Cuentas nuevas: con menos de tantas horas. Muchos textos: tantos en la hora anterior. El mismo texto: escrito tantas veces en la semana anterior.
rules-number-which = Da un número entero de 1 a 1000, por favor. Lo que escribiste sigue aquí.
rules-outcome = ¿Qué pasa con ello?
rules-outcome-hint = A quien suena a estar sufriendo, una regla nunca lo retiene ni lo cubre: ahí solo avisa a quienes moderan.
rules-outcome-which = Elige qué pasa con ello, por favor. Lo que escribiste sigue aquí.
rules-outcome-flag = Avisar a quienes moderan
rules-outcome-cover = Ponerlo detrás de un aviso
rules-outcome-hold = Retenerlo
rules-board = ¿En qué foro?
rules-board-all = Todos los foros
rules-try = Probarla con los últimos 30 días
rules-save = Poner esta regla
rules-found = { $n ->
    [0] No habría encontrado nada.
    [one] Habría encontrado 1 texto.
   *[other] Habría encontrado { $n } textos.
}
rules-looked = { $n ->
    [one] Se miró 1 texto de los últimos 30 días.
   *[other] Se miraron { $n } textos de los últimos 30 días, los más recientes primero.
}
rules-heavy = { $n ->
    [one] 1 de ellos suena a que alguien sufre; ahí solo avisaría a quienes moderan.
   *[other] { $n } de ellos suenan a que alguien sufre; ahí solo avisaría a quienes moderan.
}
rules-mostly-heavy = Esta regla encuentra sobre todo a personas que sufren. Piensa si hace falta, por favor: esas palabras ya tienen su propio lugar en la mesa.
rules-entry = Texto { $n }
rules-many = Ya hay 100 reglas. Desactiva una antes, por favor. Lo que escribiste sigue aquí.
rules-changed = Alguien cambió antes esta regla. Por favor, mira otra vez.

# El archivo de seguridad.
safety-title = Archivo de seguridad
safety-lead = Lo que piden las autoridades: normas, cifras, tiempos de respuesta y revisiones. Sin nombres y sin palabras de nadie. Los avisos y casos se cuentan mientras se guardan.
safety-days = ¿De cuántos días?
safety-look = Contar
safety-take = Llevárselo (JSON)
safety-none = Nada en este tiempo.
safety-rules = Las normas del foro
safety-reports = Lo que se contó a quienes moderan
safety-wrong-number = El dato de una línea de ayuda está mal
safety-cases = Casos y tiempos de respuesta
safety-why = Por qué
safety-opened = Abiertos
safety-decided = Decididos
safety-usual = La mitad en
safety-slow = Nueve de diez en
safety-in-time = A tiempo
safety-decisions = Qué se decidió y por qué norma
safety-appeals = Miradas otra vez
safety-asked = Pedidas
safety-granted = Cambiadas
safety-upheld = Mantenidas
safety-crisis = Pasos por alguien en peligro
safety-log = El registro
safety-log-sound = Las { $n } entradas del registro están como se escribieron.
safety-log-broken = La entrada { $n } del registro falta o fue cambiada.
did-accept = Recibido como miembro
did-decline = No recibido por ahora
note-accept = Te damos la bienvenida. Una persona voluntaria ha leído tu respuesta y ya eres miembro.
note-decline = Gracias por pedir unirte. Por ahora no podemos recibirte como miembro. El motivo, en palabras de la persona voluntaria:
note-still-open = Puedes seguir leyendo, escribir donde pueden hacerlo las visitas, y responder a la pregunta una vez más.
priority-application = Pide unirse
why-application = Alguien pide unirse y respondió a vuestra pregunta.
why-applicant = Quien lo escribe espera a ser recibido; lo que aquí escriben las visitas se lee antes.
desk-application = Pide unirse
desk-application-what = Hasta que se decida, puede hacer lo que una visita.
desk-accept = Recibir
desk-decline = Por ahora no
desk-decline-what = Conserva lo que pueden hacer las visitas, lee tu motivo en Avisos y puede responder una vez más.
desk-decline-message = Por qué, con palabras amables
desk-decline-yes = Por ahora no
desk-decline-needs-words = Di por qué, en una frase amable. La persona la leerá.
words-decline-called = Empezar con palabras amables
words-decline = Hola, { $name }. Gracias por contarnos de ti. Creemos que ahora este foro no puede darte lo que buscas, porque { "{" }parte{ "}" }. No has hecho nada malo, y puedes responder una vez más.
why-early = Quien lo escribe se unió hace poco; este foro lee antes lo que la gente nueva responde a otros.
did-memorial = Una cuenta convertida en recuerdo
did-memorial-end = Ya no es un recuerdo
people-title = Cuentas
people-lead = Para quienes llevan este foro: cómo llegó alguien, y qué hacer cuando alguien ha muerto. Aquí no está nada de lo que escribió, ni ninguno de sus otros nombres.
people-look = Buscar
people-nobody = Nadie aquí tiene ese nombre.
people-operator = administración
people-invited-by = Invitado por { $name }
people-invited = Invitó a:
memorial-title = Cuando alguien ha muerto
memorial-what = Ya nadie puede entrar con su cuenta, y no se le envía nada. Lo que escribió se queda, con una palabra discreta junto a su nombre. Los papeles que tenga terminan. Puedes deshacerlo.
memorial-answers = ¿Se puede seguir respondiendo a lo que escribió con su nombre?
memorial-open = Sí, se puede
memorial-quiet = No, se queda como está
memorial-reason = Por qué, para el registro
memorial-reason-hint = Cómo lo sabes, sin su nombre ni lo que pasó. Hasta 1.000 caracteres.
memorial-begin = Convertirla en recuerdo
memorial-since = Es un recuerdo desde el { $day }.
memorial-is-quiet = Nadie puede responder a lo que escribió con su nombre.
memorial-lift = Deshacerlo
memorial-lift-what = Podrá entrar como antes, y los hilos que se cerraron por esto vuelven a abrirse. Los papeles se dan de nuevo.
memorial-choose = Elige, por favor, si se puede seguir respondiendo.
memorial-why = Di por qué, por favor. Queda en el registro.
memorial-long = Ese motivo es demasiado largo: caben hasta 1.000 caracteres. No se ha cortado nada.
memorial-own = No puedes decidir eso sobre tu propia cuenta.
memorial-changed = Alguien lo cambió mientras tanto. Vuelve atrás y míralo otra vez.
