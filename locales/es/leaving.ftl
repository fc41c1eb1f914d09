leaving-title = Llevarte tus palabras, o irte
leaving-lead = Puedes irte como viniste, cuando quieras, sin dar motivos.
leaving-export = Llévatelo todo
leaving-export-hint = Un archivo con todo lo que se guarda sobre ti: lo que escribiste, lo que se decidió sobre ello, tus avisos y tus reportes. Una página para leer y líneas para programas.
leaving-export-button = Obtener el archivo
leaving-file-making = Tu archivo tarda un poco más, porque has escrito mucho. Un aviso te dirá cuándo está listo; puedes cerrar esta página.
leaving-file-ready = Tu archivo está listo. Espera aquí hasta el { $day }, y se tira antes si borras algo, porque aún lo contendría.
leaving-file-button = Obtener el archivo ({ $n } MiB)
leaving-file-gone = Ese archivo ya no está aquí. Puedes pedir uno nuevo más abajo.
leaving-some = Borrar muchas a la vez
leaving-some-hint = Sus palabras desaparecen al momento y para siempre. Lo que otras personas respondieron se queda. Una sola la puedes borrar, o quitarle tu nombre, en:
leaving-board = En qué foro
leaving-everywhere = En todas partes
leaving-what = Qué
leaving-both = Publicaciones y respuestas
leaving-posts = Solo publicaciones
leaving-replies = Solo respuestas
leaving-from = Escritas ese día o después
leaving-to = Escritas ese día o antes
leaving-day = No podemos leer ese día. Escríbelo como año-mes-día, por ejemplo 2026-03-31.
leaving-look = Ver cuántas son
leaving-none = No escribiste nada que coincida. No se cambió nada.
leaving-would = { $n ->
    [one] Coincide una entrada. Borrar no se puede deshacer.
   *[other] Coinciden { $n } entradas. Borrar no se puede deshacer.
}
leaving-erase-button = Borrar para siempre
leaving-erased = { $n ->
    [one] Se borró una entrada.
   *[other] Se borraron { $n } entradas.
}
leaving-end = Irte para siempre
leaving-end-hint = Tu cuenta termina al momento, con sus sesiones, avisos y ajustes. Tu nombre no se le da a nadie más.
leaving-words = Lo que escribiste
leaving-named = Dejarlo aquí, con mi nombre
leaving-nameless = Dejarlo aquí, sin mi nombre. Nadie podrá saber que era mío, ni siquiera quienes llevan este lugar.
leaving-nothing = Borrarlo todo
leaving-copies = Se hace al momento. Las copias que se guardan por si hay un accidente pueden conservar tus palabras hasta que esas copias se tiren.
leaving-choose = Elige qué ha de ser de tus palabras, por favor. No se cambió nada.
leaving-wrong = Esa no es tu frase de contraseña. No se cambió nada.
leaving-end-button = Irme para siempre
gone-title = Está hecho
gone-named = Tu cuenta ya no existe. Lo que escribiste se queda, con tu nombre.
gone-nameless = Tu cuenta ya no existe. Lo que escribiste se queda, y nadie puede saber que era tuyo.
gone-nothing = Tu cuenta ya no existe, ni nada de lo que escribiste.
gone-welcome = Que te vaya bien. Aquí cualquiera puede leer y escribir, con cuenta o sin ella donde un foro da la bienvenida a invitados.
export-title = Todo sobre mí
export-lead = Los archivos junto a esta página tienen lo mismo para programas, una fila en cada línea, y lo que aquí no se muestra.
export-reply = Una respuesta
export-earlier = Antes
export-later = Después
kept-exports = Archivos con todo lo que hay sobre una persona, para quien escribió mucho
kept-exports-why = Para que quien lo pidió pueda recogerlo; se tira enseguida si borra algo.
