// Derechos sobre los datos: lo que lee el equipo al exportar o borrar a un fan, y la página pública sobre lo que se guarda.
import type { privacy as english } from "../en/privacy.ts";
import type { TextShape } from "../shape.ts";

export const privacy: TextShape<typeof english> = {
  fanNotFound: "No existe ese fan.",
  fanNotFoundRemedy:
    "“conversation list” los muestra; sirven el nombre, el id, el id de la plataforma y el de la conversación.",
  severalFans: "Hay varios fans con ese nombre.",
  severalFansRemedy: (ids) => `Nombra a uno por su id: ${ids}`,
  exported: "Todo lo que se guarda de este fan está en el archivo",
  download: "Descargar el archivo JSON",
  exportNote: "El enlace sirve diez minutos. El archivo se borra tras un día, y enseguida si se borra al fan.",
  erase: "Borrar a este fan",
  who: "Quién",
  whoValue: (fan, avatar) => `${fan}, fan de ${avatar}`,
  goes: "Se va para siempre",
  goesValue: (messages, memories) =>
    `nombre, direcciones, ${messages} mensajes, ${memories} recuerdos, borradores, puntuaciones, exportaciones y lo que los chats del equipo citan de él`,
  stays: "Se queda",
  staysValue: (offers, purchases, isLocked) =>
    `importes y fechas de ${offers} ofertas y ${purchases} compras, a nombre de nadie; la auditoría, que no guarda textos${isLocked ? "; el bloqueo, como huella con clave de la dirección" : ""}`,
  galleries: "Galerías",
  galleriesValue: (count) => `se cierran ${count} galerías pagadas`,
  evidence: "Pruebas",
  evidenceValue: "Este fan está vetado: lo que escribió también se va. Expórtalo antes si alguien debe verlo.",
  erased: "El fan está borrado",
  erasedText: (messages, memories) =>
    `Se fueron ${messages} mensajes y ${memories} recuerdos, con todo lo que los citaba.`,
  locksKept: "El bloqueo se queda: quien escriba desde la misma dirección lo encontrará.",
  askedToBeErased: "pidió el borrado",
  askedNote:
    "Este fan pidió que se borren sus datos. Expórtalos si quiere una copia y bórralos después, en el plazo de un mes.",
  page: {
    title: "Privacidad",
    intro: "Qué guarda este servicio de quienes escriben a sus creadoras, cuánto tiempo, y cómo hacer que se borre.",
    ai: "Las creadoras de aquí están generadas por IA, y sus mensajes los escribe una IA. Personas del equipo pueden leer un chat y participar.",
    keptTitle: "Qué se guarda, y cuánto tiempo",
    days: (days) => (days % 365 === 0 ? `${(days / 365) * 12} meses` : `${days} días`),
    kept: {
      webhook: "Registros técnicos de lo que entregan las plataformas",
      message: "Mensajes, respuestas, borradores y notas que los citan",
    },
    untilErased: "hasta que pidas el borrado",
    profile: "Tu nombre y tu id en la plataforma, y lo que la creadora recuerda de ti por el chat",
    ledger: "Importes y fechas de compras. Tras un borrado no son de nadie",
    asLawAsks: "mientras la ley lo pida",
    locks:
      "Una huella con clave de tu dirección, solo donde un bloqueo debe seguir: minoría de edad, veto, o el deseo de no recibir mensajes. Con ella no se pueden recuperar tus datos",
    asLongAsNeeded: "mientras dure el bloqueo",
    notTitle: "Qué no se hace",
    not: "Los números de tarjeta nunca llegan a este servicio. Los chats no se venden, y el chat de otro fan no usa el tuyo.",
    howTitle: "Cómo obtener una copia, o hacer que se borre",
    how: [
      "Escribe “borra mis datos” en el chat: el equipo lo sabe enseguida y responde en el plazo de un mes.",
      "En Instagram, quita la aplicación en Configuración, Aplicaciones y sitios web, y pide allí el borrado: se hace solo, y recibes un código para seguirlo.",
      "Si quieres una copia de tus datos, pídela en el chat.",
    ],
  },
  deletion: {
    title: "Petición de borrado",
    code: (code) => `Código de confirmación: ${code}`,
    states: {
      received: "Se recibió y se está llevando a cabo.",
      done: "Se llevó a cabo. Lo que se guardaba de ti está borrado.",
      nothing_held: "Aquí no se guardaba nada de ti.",
    },
    unknown: "No hay ninguna petición con este código.",
    toPrivacy: "Qué se guarda, y cuánto tiempo",
  },
};
