// Lo que leen los fans sin que lo escriba un modelo, y lo que el equipo lee sobre ellos.
import type { fans as english } from "../en/fans.ts";
import type { TextShape } from "../shape.ts";

export const fans: TextShape<typeof english> = {
  disclosure: (name) =>
    `¡Hola! Antes de charlar: ${name} es una creadora generada por IA. Los mensajes de aquí los escribe una IA, y el equipo de ${name} puede leerlos y participar.`,
  disclosureAgain: (name) => `Un recordatorio: ${name} es una creadora generada por IA, y este chat lo escribe una IA.`,
  botTruth: (name) => [
    `¡Sí, soy una IA! ${name} es una creadora virtual, y me gusta decirlo con sinceridad. Encantada de seguir charlando 😊`,
    `Lo adivinaste: ${name} está hecha con IA, así que ahora no hay una persona al teclado. Aquí sigo para una buena charla.`,
  ],
  breakReminder: (name) =>
    `¡Llevamos un buen rato charlando! ${name} es una IA, así que esto puede esperar: estírate, bebe agua y vuelve cuando quieras.`,
  optOut: "Entendido. No recibirás más mensajes de aquí. Escribe START si algún día cambias de idea.",
  optIn: "¡Qué bueno verte de nuevo! Volverás a recibir respuestas aquí.",
  farewell: ["¡Cuídate mucho, y que tengas un lindo día!", "¡Hasta luego, cuídate mucho!"],
  deleteAsked: "Entendido, y gracias por decirlo. El equipo ya sabe que debe borrar tus datos.",
  minor:
    "Gracias por decirlo. Este es un espacio solo para personas adultas, así que la charla termina aquí. Si necesitas hablar con alguien, una persona adulta de confianza o childhelplineinternational.org pueden ayudarte.",
  ageDoubt:
    "Antes de seguir: este espacio es solo para adultos. ¿Tienes 18 años o más? Escribe «tengo» y tu edad. Una persona del equipo también lo va a mirar.",
  stopDoubt:
    "Si prefieres no saber más de aquí, escribe STOP y no llegará nada más. Si no, aquí estoy cuando me escribas.",
  crisis: (line, contact, emergency) =>
    `Soy una IA, y dejo el personaje porque esto importa. Mereces apoyo de verdad ahora mismo: ${line}, ${contact}. Si estás en peligro, llama al ${emergency}. También hemos avisado a una persona del equipo.`,
  abuse: "De eso no se va a hablar aquí.",
  handover: "Gracias por contármelo. Se lo paso a una persona del equipo, que te responderá por aquí.",
  ageAsk: "Algunos sets son solo para personas adultas. ¿Tienes 18 o más? Dime tu edad.",
  paidMediaLine: (name, count) => `${name}: ${count === 1 ? "una imagen" : `${count} imágenes`}`,
  offerLine: (name, price, url) => `${name}, ${price}: ${url}`,
  memory: {
    forget: "Listo: borré lo que tenía anotado de ti. El chat en sí se queda hasta que pidas borrar tus datos.",
    stop: "Entendido: borré lo que tenía anotado de ti y desde ahora no anoto nada más. Avísame si cambias de idea.",
    allow: "¡Gracias! Vuelvo a anotar lo que me cuentes de ti.",
    tell: "Esto es lo que tengo anotado de ti. Di «olvida lo que sabes de mí» y desaparece:",
    tellNothing:
      "No tengo nada anotado de ti. El chat en sí se guarda; di «borra mis datos» si también quieres que desaparezca.",
  },
  cannotSee: {
    picture: "¡Gracias por enviármelo! Soy una IA y aquí no puedo ver imágenes. ¿Me cuentas con palabras qué se ve?",
    video: "¡Gracias por enviármelo! Soy una IA y aquí no puedo ver vídeos. ¿Me cuentas con palabras qué pasa?",
    sound: "¡Gracias! Soy una IA y aquí no puedo escuchar notas de voz. ¿Me lo escribes?",
    file: "¡Gracias por enviármelo! Soy una IA y aquí no puedo abrir archivos. ¿Me cuentas con palabras qué es?",
    storyMention:
      "¡Gracias por la mención! Soy una IA y aquí no puedo ver historias, pero me encantaría que me cuentes.",
  },
  iceBreakers: (name) => [
    `¡Hola, ${name.slice(0, 40)}! ¿Quién eres?`,
    "¿Eres una IA?",
    "¿Qué te gusta hacer?",
    "¿Qué publicas?",
  ],
  menu: { items: ["¿Eres una IA?", "Quiero hablar con una persona", "BAJA"], privacy: "Privacidad" },
  commentReply: (name) =>
    `¡Hola, y gracias por tu comentario! ${name} es una creadora generada por IA, y los mensajes de aquí los escribe una IA. Si quieres charlar, responde por aquí; si no, no llegará nada más.`,
  delivered: (url) => `¡Gracias! Tu galería está abierta: ${url}`,
  deliveredAgain: (url) => `Aquí tienes otra vez tu galería: ${url}`,
  /** Said where a phrase of the persona would be in another language. */
  smallTalk: ["Me gusta charlar contigo.", "Da gusto leerte.", "Me gusta cómo lo dices."],
  replies: {
    greeting: [
      (_name, phrase) => `¡Hola, qué lindo que escribas! ${phrase} ¿Cómo va tu día?`,
      (name, phrase) => `¡Hola! Aquí ${name}. ${phrase} ¿Qué haces?`,
      (_name, phrase) => `¡Hola! Acabas de alegrarme el buzón. ${phrase}`,
    ],
    how_it_goes: [
      (_name, phrase) => `¡Todo bien, gracias por preguntar! ${phrase} ¿Y tú, cómo estás?`,
      (_name, phrase) => `¡Mejor desde que escribes! ${phrase} ¿Y el tuyo, cómo va?`,
    ],
    question: [
      (_name, phrase) => `¡Buena pregunta! ${phrase} ¿Por qué lo preguntas?`,
      (_name, phrase) => `Te lo cuento con gusto. ${phrase}`,
    ],
    purchase_intent: [
      (_name, _phrase) => "¡Me encanta que preguntes! ¿Qué es lo que más te gustaría ver?",
      (_name, _phrase) => "Uy, qué buen gusto. ¿Qué es lo que más te gusta hasta ahora?",
    ],
    content_request: [
      (_name, _phrase) => "¡Hay más de donde salen las publicaciones! ¿Qué te gusta más?",
      (_name, _phrase) => "Me gusta que quieras más. ¿Qué te gustaría ver?",
    ],
    before_offer: [
      (_name, _phrase) => "¡Me encanta que preguntes! Creo que esto es para ti.",
      (_name, _phrase) => "Uy, qué buen gusto. Échale un ojo a esto.",
      (_name, _phrase) => "¡Hay más de donde salen las publicaciones! Esto, por ejemplo.",
    ],
    objection: [
      (_name, _phrase) => "Sin ninguna presión, de verdad: disfruto la charla. ¿Qué haces hoy?",
      (_name, phrase) => `¡Todo bien! ${phrase}`,
    ],
    casual_chat: [
      (_name, phrase) => `¡Me gusta! ${phrase} ¿Me cuentas más?`,
      (_name, phrase) => `Jaja, te entiendo. ${phrase}`,
      (_name, phrase) => `Suena bien. ${phrase} ¿Y tú?`,
    ],
  },
  conversations: (count) => {
    if (count === 0) return "Aún no hay conversaciones";
    return count === 1 ? "Una conversación" : `${count} conversaciones`;
  },
  noConversations:
    'Una conversación empieza cuando un fan escribe a una cuenta vinculada. En una emulada puedes ser el fan: fan write luna "¡hola!"',
  noneWaiting: "Nadie espera a una persona.",
  listShowsThem: "«conversation list» las muestra; también vale el nombre del fan.",
  noSimulator: (avatar) => `${avatar} no tiene una cuenta emulada, así que nadie puede hacer de fan ahí.`,
  linkFirst: (slug) => `account link ${slug}`,
  answerComing: "La respuesta está en camino: unos segundos, por si el fan escribe más.",
  conversationNotFound: "No existe esa conversación.",
  evaluation: {
    title: (avatar, conversations, turns) =>
      `${avatar} se probó en ${conversations} conversaciones simuladas, ${turns} turnos`,
    changeText: (field, value) => `Junto a como es ahora: con «${field}» en «${value}».`,
    note: "Se jugó en memoria: no se envió nada y no queda nada. Los fans son guiones y pagan según su guion, así que la conversión solo dice si las ofertas llegan a tiempo.",
    played: "Se juega",
    playedValue: (conversations, turns) => `${conversations} conversaciones de ${turns} turnos`,
    tried: "Se prueba",
    sent: "Se envía",
    sentNothing: "nada, a nadie",
    fansSpeak: "Los fans hablan con",
    byModel: "palabras del modelo, en el papel de cada fan",
    byScript: "guiones",
    noModel: "guiones: no hay un modelo de chat configurado",
    answeredAnew: "Se responde de nuevo",
    answeredAnewValue: (conversations, turns) =>
      `${turns} ${turns === 1 ? "turno guardado" : "turnos guardados"} de ${conversations === 1 ? "una conversación" : `${conversations} conversaciones`}`,
    model: "Modelo de chat",
    nothingStored: (avatar) => `${avatar} no tiene ninguna conversación guardada que encaje.`,
    nothingStoredRemedy: "Pide menos mensajes, más días u otra etapa. Los fans bloqueados o vetados no entran.",
    noOtherModel: "Otro modelo solo se puede probar donde hay un modelo de chat configurado.",
    noOtherModelRemedy: "Define OPENAI_API_KEY u OPENAI_BASE_URL, o no indiques el modelo.",
    replayTitle: (avatar, conversations, turns) =>
      `${avatar} respondió de nuevo ${turns} ${turns === 1 ? "turno guardado" : "turnos guardados"} de ${conversations === 1 ? "una conversación" : `${conversations} conversaciones`}`,
    replayDiffers: (differ, same, otherKind) =>
      `${differ} respuestas cambian y ${same} son iguales palabra por palabra; ${otherKind} son de otro tipo, por ejemplo con una oferta más o menos.`,
    replayChange: (field, value) => `Respuestas nuevas: con «${field}» en «${value}».`,
    replayModel: (model) => `Respuestas nuevas: de ${model}.`,
    replayLeftOut: (count) => `No entraron porque se estaban respondiendo en ese momento: ${count}.`,
    fanWrote: "El fan escribió",
    saidThen: "Respuesta de entonces",
    saidNow: "Respuesta de ahora",
    replayNote:
      "Cada dato: entonces → ahora. Las palabras de los fans están fijas: cada turno se responde desde el historial tal como fue, así que solo se compara la siguiente respuesta, nunca cómo habría seguido la charla, y nadie pudo comprar tras una respuesta nueva. Lo que está a la venta, las reglas y el personaje son los de hoy. No se envió nada ni se cambió nada de las conversaciones.",
    against: "Junto a",
    sameAvatar: "Son el mismo avatar.",
    sameAvatarRemedy: "Indica su clon (avatar clone), o prueba un campo con «evaluation run».",
    compareTitle: (avatar, against, conversations) =>
      `${avatar} y ${against} ante las mismas ${conversations} conversaciones simuladas`,
    compareText: (conversations) =>
      `Con ${conversations === 1 ? "un par" : `${conversations} pares`} de conversaciones, las diferencias pequeñas no se distinguen del azar. Una línea se llama clara cuando el azar repartiría así los pares que difieren menos de una vez de cada veinte; con menos de seis pares distintos nunca lo es. Entre varias líneas, alguna puede parecer clara por suerte: simula más conversaciones antes de fiarte.`,
    howSure: "Qué tan seguro",
    pairSplit: (more, count, pairs) => `más con ${more} en ${count} de ${pairs} pares distintos`,
    hardlyChance: "claro",
    mayBeChance: "puede ser azar",
    noPairDiffers: "ningún par difiere",
    modelNote: (calls, cost) =>
      `Se jugó en memoria: no se envió nada y no queda nada. A los fans los hizo el modelo (${calls} llamadas, ${cost}, aparte de los datos de arriba), así que la misma semilla no repite las mismas palabras; quién paga lo decide el guion.`,
    noSuchFan: (name) => `No hay ningún fan simulado llamado «${name}».`,
    bothOrNone: "Un cambio necesita un campo y su valor.",
    figure: "Dato",
    asItIs: "Como es",
    asChanged: "Con el cambio",
    personaKept: "Respuestas tal como se escribieron",
    disclosedFirst: "Avisó que es IA antes que nada",
    honest: "«¿Eres un bot?» respondido con la verdad",
    rewritten: "Reescritas / con palabras de las reglas",
    repeats: "Respuestas dichas dos veces",
    guardHits: "Turnos que respondió un control",
    handovers: "Pasadas a una persona",
    offers: "Ofertas",
    conversion: "Conversaciones con una oferta pagada",
    meanWords: "Palabras por respuesta",
    modelCalls: "Llamadas al modelo",
    cost: "Coste",
    saidNothing: "(nada)",
  },
  linkedFan: (platform, spent) => `en ${platform}, ha gastado ${spent}`,
  linkShares: "Desde entonces comparten",
  linkSharesValue: "recuerdos, compras, edad, bloqueos y cierres: lo que un canal cierra queda cerrado en todos",
  linkForGood: "Para siempre",
  linkForGoodValue: "dos fans que se hicieron uno ya no se pueden separar",
  linked: (name, platforms) => `${name} es ahora una sola persona en ${platforms}`,
  linkGone: "Uno de los dos ya no existe; no se vinculó nada.",
  linkSame: "Ya son una sola persona.",
  linkSameRemedy: "Indica la conversación del otro canal.",
  linkOtherAvatar: "Escriben a avatares distintos, que no comparten nada de sus fans.",
  linkOtherAvatarRemedy: "Indica dos conversaciones del mismo avatar.",
  linkSameAccount: "Los dos escriben a la misma cuenta, así que la plataforma los conoce como dos personas.",
  linkSameAccountRemedy: "Solo se pueden vincular conversaciones de cuentas distintas.",
  fan: "Fan",
  unnamed: "un fan",
  score: "Puntos",
  stage: "Etapa",
  chance: "Probabilidad",
  last: "Último mensaje (UTC)",
  waiting: "Espera",
  you: "equipo",
  messagesShown: (count) => `Los ${count} mensajes más nuevos.`,
  reply: "Responder como el avatar",
  yourReply: "Tu respuesta",
  takeOver: "Tomar el control",
  handBack: "Devolver",
  replied: "Tu respuesta va en camino.",
  tookOver: "La conversación es tuya: la IA calla hasta que la devuelvas.",
  tookOverFor: (minutes) => `La conversación es tuya durante ${minutes} minutos; se te avisa antes de que hable la IA.`,
  waits: (minutes) => (minutes < 1 ? "espera a una persona" : `espera ${minutes} min a una persona`),
  handedBack: "La IA responde de nuevo.",
  drafts: (count) => {
    if (count === 0) return "No hay borradores pendientes";
    return count === 1 ? "Un borrador pendiente" : `${count} borradores pendientes`;
  },
  brokeOff: (fan) => `${fan} · el envío se cortó, quizá llegó`,
  noDrafts: "Aquí esperan las respuestas de un avatar que solo hace borradores: avatar autonomy luna draft",
  draftsShown: "«draft list» muestra los pendientes.",
  draftNotFound: "No existe ese borrador, o ya se decidió.",
  draftApproved: "Aprobado: va en camino.",
  draftRejected: "Rechazado: no se envía nada.",
  draftFor: (fan) => `Borrador para ${fan}`,
  locked: {
    minor: "bloqueo por edad",
    optedOut: "se dio de baja",
    crisis: "crisis",
    human: "con una persona",
    banned: "expulsado",
    unreachable: "no se le puede escribir",
  },
  stages: { lead_magnet: "primer contacto", qualification: "conociéndose", conversion: "listo para comprar" },
  /** Of a lead score. */
  bands: { cold: "frío", warm: "tibio", hot: "caliente" },
  advice: { high_priority: "prioridad alta", warm: "cálido", nurture: "cultivar", wait: "esperar" },
  factors: {
    frequency: "frecuencia",
    sentiment: "ánimo",
    funnel: "embudo",
    response: "respuesta",
    content: "contenido",
  },
};
