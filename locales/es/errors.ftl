problem-title = Algo se ha interpuesto
problem-kept = Tus palabras están a salvo: están aquí. Cópialas si quieres, o envíalas otra vez en un momento.
problem-words = Tus palabras
problem-again = Enviar otra vez
problem-help-title = Si necesitas a alguien ahora
problem-help = La página de ayuda funciona aunque el resto de este sitio no funcione.
problem-home = Volver a los foros
error-not-found = Aquí no hay nada. Puede que alguien lo haya quitado, o que la dirección esté mal.
error-sign-in-needed = Esta página es para quienes han iniciado sesión. Inicia sesión, por favor, y vuelve después.
error-address = No se puede leer el final de esta dirección. Vuelve atrás y sigue el enlace otra vez.
error-form-kind = Este formulario llegó de una forma que no podemos leer. Envíalo desde la página, por favor.
error-form-cut = El formulario no llegó entero. Envíalo otra vez, por favor.
error-form-text = El formulario contiene texto que no es Unicode (UTF-8). Envíalo desde la página, por favor.
error-form-fields = Falta una parte del formulario o tiene un valor que no conocemos. Vuelve atrás, mira cada campo y envíalo otra vez.
error-form-old = Esta página estuvo abierta mucho tiempo, o entretanto iniciaste o cerraste la sesión. Vuelve atrás, recárgala e inténtalo una vez más.
error-other-site = Esto se envió desde otro sitio web, así que no se cambió nada. Abre la página aquí e inténtalo otra vez.
error-too-large = Esto es más de lo que podemos recibir: en un formulario caben en total alrededor de un millón de caracteres. No se guardó nada.
error-late = Esto tardó demasiado en llegar, así que no se guardó nada. Por favor, vuelve atrás y envíalo otra vez; lo que escribiste sigue en la página de la que vienes.
error-too-many = Eso fue muy rápido. Espera un poco, por favor, e inténtalo otra vez.
error-unavailable = El foro no puede llegar a su base de datos ahora mismo. No se perdió nada de lo que habíamos confirmado. Inténtalo otra vez en un momento, por favor.
error-internal = Algo falló por nuestra parte.
error-method = Esta dirección no admite ese tipo de petición.
error-full = Ahora mismo hay muchísima gente aquí. Nada está roto ni se ha perdido nada que hubiéramos confirmado. Inténtalo otra vez dentro de un momento.
error-country = Di qué país, con sus dos letras: ?country=GB
error-country-unknown = No conocemos ningún país con esas dos letras. Dilo así: ?country=GB
