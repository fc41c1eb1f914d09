## Borradores

drafts-title = Borradores
drafts-lead = Lo que empezaste a escribir y no has enviado. Solo lo ves tú, y tras { $days } días sin cambios desaparece.
drafts-none = Aquí no hay nada.
drafts-words = Tus palabras
drafts-go-on = Seguir escribiendo
drafts-post = Una publicación
drafts-reply = Una respuesta
drafts-own = Otras palabras para algo que escribiste
draft-throw = Tirarlo
draft-since = Empezaste esto { $ago }, y se guardó para ti.
draft-other = También estás escribiendo esto en otro sitio, y allí dice otra cosa.
draft-here = En esta pestaña decía antes otra cosa.
draft-take = Usar las otras palabras
draft-stay = Dejar estas palabras
draft-back = Volver a las palabras de antes
write-keep-in-account = Guardarlo en mi cuenta hasta que lo envíe
kept-drafts = Lo que empezaste a escribir y no has enviado, en tu cuenta
kept-drafts-why = Para que no se pierda ninguna palabra y puedas seguir en otro sitio
