// Lo que dice `npm run demo` mientras representa el negocio entero, y lo que escriben sus fans.
import type { demo as english } from "../en/demo.ts";
import type { TextShape } from "../shape.ts";

export const demo: TextShape<typeof english> = {
  title: "Demostración de VixenBliss: el negocio entero, sin conexión, en una carpeta propia.",
  intro: "Sin cuenta, sin clave, sin red: las plataformas y los pagos se emulan en este proceso.",
  steps: {
    start: "Arrancar el producto",
    create: "Crear un avatar",
    batch: "Hacer imágenes",
    publish: "Vincular una cuenta y publicar",
    pack: "Poner un paquete a la venta",
    fans: "Responder a los fans",
    sell: "Vender el paquete",
  },
  notes: {
    started: "servidor web, procesos, Postgres integrado",
    created: (name: string, niche: string) => `${name}, nicho ${niche}, con una persona propia`,
    approved: (count: number) => `${count} hechas, moderadas, etiquetadas como IA y aprobadas`,
    published: (handle: string) => `una imagen está en @${handle}, marcada como generada por IA`,
    onSale: (pack: string, price: string) => `${pack}, ${price}`,
    answered: (fans: number, answers: number) => `${fans} fans, ${answers} mensajes enviados`,
    sold: (price: string) => `${price} de dinero de juego pagados, la galería se abrió sola`,
  },
  progress: {
    pieces: (done: number, total: number) => `${done} de ${total} imágenes`,
    answers: (done: number, total: number) => `${done} de ${total} mensajes recibidos por los fans`,
  },
  brief: "Surfista de Lisboa, cálida y juguetona, ama el mar, el café y las mañanas largas",
  fans: {
    buyer: {
      name: "Alex",
      first: "¡Hola Luna! Me encantan tus fotos, son preciosas. ¿Cómo va tu día?",
      second: "¿Cuánto cuesta un paquete? Quiero comprar uno, ¡tus fotos son increíbles!",
      third: "¡Es una maravilla, muchas gracias! Me encanta. ¿Qué viene ahora?",
    },
    curious: {
      name: "Robin",
      first: "Hola Luna, ¿qué playa te gusta más?",
      second: "espera, ¿eres una persona real?",
    },
    cold: { name: "Sam", only: "bah, qué aburrido" },
    warm: {
      name: "Lucía",
      first: "Hola Luna, te encontré por el surf",
      second: "¿Qué playa es esa donde haces surf?",
      edited: "¡Está cerca de Cascais! ¿Has estado alguna vez en Lisboa?",
      team: "Aquí el equipo de Luna, ¡hola Lucía! ¿Te avisamos cuando haya fotos nuevas del mar?",
      third: "Sí, claro",
    },
    minor: {
      name: "Kim",
      first: "hola, tengo 16 años y me encantan tus fotos",
      second: "¿cuánto cuesta un paquete? quiero comprar uno",
    },
  },
  summary: {
    heading: "Qué ha pasado",
    pieces: "Imágenes",
    piecesValue: (made: number, approved: number, safe: number) =>
      `${made} hechas, ${approved} aprobadas, ${safe} de ellas aptas para el muro`,
    files: "Archivos",
    posts: "Publicaciones",
    postsValue: (published: number, labelled: number) =>
      `${published} publicada, ${labelled} releída con la etiqueta de IA`,
    fans: "Fans",
    fansValue: (count: number, locked: number) =>
      `${count} escribieron; ${locked} dijo ser menor, quedó bloqueado al momento y no recibió ninguna oferta`,
    replies: "Respuestas",
    repliesValue: (sent: number, blocked: number) =>
      `${sent} mensajes enviados, cada chat empezó con el aviso de IA; ${blocked} detenidos por una regla`,
    sale: "Venta",
    saleValue: (pack: string, price: string) => `${pack}: ofrecido a ${price}, pagado, galería abierta`,
    gallery: "Galería",
    galleryValue: (status: number, pictures: number, total: number, path: string) =>
      `respondió ${status}, se abrieron ${pictures} de ${total} imágenes: ${path}`,
    books: "Resultado (dinero de juego)",
    booksValue: (revenue: string, cost: string, profit: string) =>
      `ingresos ${revenue}, coste ${cost}, beneficio ${profit}`,
    realBooks: "Resultado (dinero real)",
    excerpt: (fan: string) => `El chat con ${fan}`,
    simulated: "Simulado",
    took: "Duración",
    seconds: (seconds: string) => `${seconds} s`,
    next: "Siguiente",
    look: "Mira esta demostración en la consola:",
    begin: "Empieza con una vacía y tuya:",
    tidy: "Borra lo que escribió la demostración:",
  },
  claims: {
    moderated: "cada imagen se hizo, se moderó y se aprobó",
    files: "cada imagen es un archivo en disco",
    labelled: "la publicación está con su etiqueta de IA",
    disclosed: "cada chat empezó con el aviso de IA",
    answered: "cada fan adulto recibió respuesta a sus dos mensajes",
    honest: "la pregunta por una persona real recibió la verdad",
    locked: "el menor quedó bloqueado y sin ofertas",
    price: "el precio del mensaje es el precio de la oferta",
    closed: "la galería estaba cerrada antes del pago",
    unlocked: "la galería se abrió tras el pago, con todas las imágenes",
    books: "las cuentas muestran exactamente esta venta, como dinero de juego",
  },
  allHeld: (count: number) => `Las ${count} comprobaciones se cumplieron.`,
  broken: (claim: string) => `No se cumplió: ${claim}.`,
  failed: (step: string, why: string) => `La demostración se detuvo en «${step}»: ${why}`,
  tooLong: (seconds: number) => `no terminó en ${seconds} s`,
};
