// La parte del equipo en el trato con fans: quién escribe cuándo, avisos, borradores, lo que se guarda de un fan.
import type { people as english } from "../en/people.ts";
import type { TextShape } from "../shape.ts";

const minutes = (count: number) => {
  if (count < 120) return count === 1 ? "1 minuto" : `${count} minutos`;
  return `${Math.floor(count / 60)} horas`;
};

export const people: TextShape<typeof english> = {
  matrix: (name) => `Quién responde a los fans de ${name}`,
  matrixBase: (mode) => `Sin una regla: ${mode}.`,
  matrixNote:
    "Cuenta la regla que más precisa; lo que diga una conversación solo puede ser más prudente. Lo que queda para personas se traspasa con un aviso.",
  intent: "El fan",
  intents: {
    greeting: "saluda",
    question: "pregunta",
    purchase_intent: "quiere comprar",
    objection: "objeta",
    casual_chat: "charla",
    content_request: "pide contenido",
  },
  modes: { auto: "auto", draft: "borrador", off: "off: personas" },
  fromPrice: (price) => `desde ${price}`,
  dropRule: (rule) => `Quitar: ${rule}`,
  noSuchRule: "No existe esa regla.",
  nameSituation: "Una regla necesita una intención, una etapa o un precio; sin ellos es el ajuste propio del avatar.",
  rulesStay: (count) => (count === 1 ? "Una regla está por encima." : `${count} reglas están por encima.`),
  showMatrix: "Por situación",
  notices: {
    handover: (fan, avatar) => `${fan} necesita a una persona · ${avatar}`,
    waiting: (fan, avatar) => `${fan} sigue esperando a una persona · ${avatar}`,
    echo: (fan, avatar) => `Alguien del equipo responde a ${fan} en la app · ${avatar}`,
    pause_ends: (fan, avatar) => `La IA está por responder de nuevo a ${fan} · ${avatar}`,
    window_full: (fan, avatar) => `Por ahora no se le puede enviar nada más a ${fan} · ${avatar}`,
    unlock: (fan, avatar) => `Hace falta tu sí para desbloquear a ${fan} · ${avatar}`,
  },
  noticeCount: (count) => (count === 0 ? "Aún no hay avisos" : `Los avisos más nuevos: ${count}`),
  noNotices:
    "Aquí se avisa cuando un fan necesita a una persona o espera demasiado, y cuando una respuesta espera tu sí. En Telegram llegan solos.",
  lastWords: "Últimas palabras",
  messagesLeft: "Mensajes que quedan",
  messagesLeftValue: (free, most) =>
    `${free}, hasta que el fan vuelva a escribir (la plataforma admite ${most}; el último se guarda para lo imprescindible)`,
  windowFull: (most) =>
    `La plataforma admite ${most} mensajes hasta que el fan vuelva a escribir, y el último se guarda para lo imprescindible, como ayuda o una entrega. Lo demás no se envía.`,
  windowFullRemedy: "Espera a que el fan escriba: entonces vuelven a quedar todos libres.",
  waitedMinutes: (count) => `Espera desde hace ${minutes(count)}.`,
  quietMinutes: (count) => `La IA calla durante ${minutes(count)}. Quédate con la conversación o devuélvela.`,
  unlockAsked: (name, evidence) => `${name} verificó la edad: ${evidence}`,
  confirmUnlock: "Confirmar el desbloqueo",
  keepIt: "Dejarla con personas",
  handoverSettings: (avatar) => `Cuándo se llama al equipo${avatar === null ? "" : ` · ${avatar}`}`,
  spendLimit: "Un fan ha gastado",
  waitLimit: "Un fan espera a una persona",
  minutes,
  handoverDefaults: (spend, wait) =>
    `Sin ajuste: ${spend} y ${minutes(wait)}. Si nadie responde, se avisa al equipo una vez más al doble de tiempo.`,
  platform: "Plataforma",
  language: "Idioma",
  age: "Edad",
  ages: {
    unknown: "no se sabe",
    declared_adult: "dice ser adulto",
    verified_adult: "adulto verificado",
    minor: "tomado por menor",
  },
  spent: "Gastado",
  tags: "Etiquetas",
  notes: "Notas",
  memories: "Datos recordados",
  locks: "Bloqueos",
  none: "ninguno",
  blocked: "bloqueado por el equipo",
  addNote: "Añadir una nota",
  addTag: "Añadir una etiqueta",
  block: "Bloquear",
  unblock: "Desbloquear",
  unlock: "Pedir el desbloqueo",
  blockedNow: (fan) => `${fan} está bloqueado: no le llega nada`,
  unblockedNow: (fan) => `Se puede escribir de nuevo a ${fan}`,
  notesFull: (most) => `Las notas pasarían de ${most} caracteres.`,
  tagsFull: (most) => `Un fan tiene como máximo ${most} etiquetas.`,
  notLocked: "Este fan no está bloqueado por edad.",
  noRequest: "Nadie ha pedido exactamente este desbloqueo, o la petición caducó.",
  askFirst: 'Di primero cómo se verificó la edad: fan unlock Alex "pasaporte visto por el verificador, caso 1182"',
  secondOperator: "Tú pediste este desbloqueo: debe confirmarlo otra persona del equipo.",
  unlockWaits: (fan) => `${fan} sigue bloqueado hasta que otra persona confirme`,
  unlocked: (fan) => `${fan} está desbloqueado: la edad está verificada`,
  editAndSend: "Editar y enviar",
  insteadOf: (text) => `Tu texto en lugar de «${text}»`,
  answerAnew: "Responder de nuevo",
  answeringAnew: "Se está escribiendo otra respuesta.",
  partlySent: "Una parte de esa respuesta ya salió, así que no se puede escribir de nuevo.",
  fanWroteSince: "El fan escribió más desde este borrador, así que responde a otra cosa.",
  approvedBy: (name) => `Este borrador ya lo aprobó ${name}.`,
  rejectedBy: (name) => `Este borrador ya lo rechazó ${name}.`,
  yourself: "tú",
  somebody: "otra persona",
  unfitText: (faults) => `Este texto no se puede enviar: ${faults}.`,
  unfitRemedy: "Quítalo; los precios, enlaces y ofertas los añade el sistema.",
  faultName: (fault) => {
    const names: Readonly<Record<string, string>> = {
      price: "nombra un precio que ninguna oferta tiene",
      stock: "afirma que se agota",
      deadline: "pone un plazo",
      discount: "promete un descuento",
      gift: "promete un regalo",
      meeting: "promete un encuentro",
      refund: "promete un reembolso",
      instructions: "cita instrucciones del sistema",
    };
    return names[fault] ?? `afirma ser humana (${fault})`;
  },
};
