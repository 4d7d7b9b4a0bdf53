// Palabras sobre las salas del equipo: grupos y canales donde trabajan varios.
import type { rooms as english } from "../en/rooms.ts";
import type { TextShape } from "../shape.ts";

export const rooms: TextShape<typeof english> = {
  onlyInRoom: "Esto solo funciona en un grupo o un canal.",
  onlyInRoomRemedy: "Escribe «/room_link» en un grupo de Telegram, o «/room link» en un canal de Discord.",
  notLinked: "Este chat no es una sala del equipo.",
  notLinkedRemedy: "Un propietario escribe en él «room link».",
  linked: "Este chat ya es una sala del equipo",
  linkedTopics:
    "Cada creadora recibe un tema; ahí llegan sus avisos, y lo que se escribe ahí trata de ella. Todos los presentes pueden leerlo; quien pulsa un botón necesita el permiso.",
  linkedPlain:
    "Los avisos llegan también aquí. Todos los presentes pueden leerlos; quien pulsa un botón necesita el permiso.",
  unlinked: "La sala queda desligada: ya no se cuenta nada en ella",
  unknown: (id: string) => `No existe la sala «${id}».`,
  unknownRemedy: "«room list» las muestra con sus identificadores.",
  none: "Ninguna sala",
  list: (count: number) => (count === 1 ? "Una sala" : `${count} salas`),
  room: "Sala",
  chat: "Chat",
  topics: "Temas",
  states: {
    making: "en creación",
    open: "abierto",
    closing: "cerrándose",
    closed: "cerrado",
    reopening: "reabriéndose",
    lost: "borrado allí",
    unknown: "pedido, sin respuesta",
  },
  againRemedy: "«room topic NOMBRE» fuera de los temas crea uno nuevo; dentro de un tema dice de quién trata.",
  troubles: {
    no_rights: "No puedo gestionar temas aquí: hazme administrador con ese permiso y repite «room link».",
    no_topics: "Este grupo no tiene temas: actívalos en sus ajustes y repite «room link».",
    gone: "Ya no estoy en ese chat: déjame entrar y repite «room link».",
  },
  topicOf: (name: string) => `Este tema trata de ${name}`,
  topicText: (name: string) =>
    `Aquí llegan los avisos y borradores de ${name}. Lo que se escribe aquí trata de ${name}, salvo que nombre a otra. Responde al mensaje de un colega para hablar entre vosotros.`,
  beingMade: (name: string) => `Se está creando un tema para ${name}`,
  isOthers: (name: string) => `Este tema ya trata de ${name}.`,
  isOthersRemedy: "Usa otro tema, o ninguno: entonces se crea uno.",
};
