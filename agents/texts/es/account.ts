// Cuentas y publicaciones.
import type { account as english } from "../en/account.ts";
import type { TextShape } from "../shape.ts";

export const account: TextShape<typeof english> = {
  avatar: "Avatar",
  platform: "Plataforma",
  handle: "Cuenta",
  state: "Estado",
  when: "Cuándo (UTC)",
  piece: "Pieza",
  caption: "Texto",
  permalink: "Dirección",
  emulated: "emulada",
  accounts: (count) => (count === 1 ? "Una cuenta" : `${count} cuentas`),
  posts: (count) => (count === 1 ? "Una publicación" : `${count} publicaciones`),
  linked: (handle, platform) => `@${handle} en ${platform} está vinculada`,
  emulatedNote: "Esta plataforma está emulada dentro de esta instalación: nada sale de la máquina.",
  showApproved: "Piezas aprobadas",
  platformUnknown: (platform, known) => `«${platform}» no es una plataforma que conozca. Conocidas: ${known}.`,
  tokenOfAnother: (handle) => `Este token es de @${handle}, no de esa cuenta.`,
  ofAnotherAvatar: (handle) => `@${handle} está vinculada a otro avatar.`,
  notEmulated: (platform) => `Aquí ${platform} es el real, así que no puedo crear una cuenta.`,
  useConnect: "Crea un token en el panel de la plataforma y luego: account connect",
  noAccount: (name) => `${name} aún no tiene cuenta.`,
  whichAccount: (piece) => `${piece} puede salir en varias cuentas. Di en cuál.`,
  linkFirst: (slug) => `account link ${slug}`,
  noEntrances: (platform) => `${platform} no tiene preguntas iniciales ni menú.`,
  noCommentReplies: (platform) => `En ${platform} no se puede responder a comentarios en privado.`,
  iceBreakersSet: (handle, count) =>
    count === 0 ? `@${handle} ya no tiene preguntas iniciales` : `Las preguntas iniciales de @${handle} están puestas`,
  menuSet: (handle, count) => (count === 0 ? `@${handle} ya no tiene menú` : `El menú de @${handle} está puesto`),
  commentsSet: (handle, on) =>
    on
      ? `Los comentarios en @${handle} reciben una respuesta privada`
      : `Los comentarios en @${handle} no reciben respuesta privada`,
  publishNow: "Publicar ya",
  publishFirst: (reference) => `Publicar ${reference}`,
  publishTo: "Publicar en",
  aiLabel: "Etiqueta de IA",
  aiLabelAlways: "puesta, siempre",
  aiCaptionMark: "Generado con IA",
  alreadyPosted: (reference, handle) => `${reference} ya está en @${handle}, o en camino.`,
  kinds: {
    image: "una imagen",
    carousel: "un carrusel",
    story: "una historia",
    video: "un reel",
    voice: "una nota de voz",
  },
  kindNotPublished: (what, platform) =>
    `Esto es ${what}, que desde aquí no sale a ${platform}. Descárgalo y publícalo a mano.`,
  otherKindHint: (slug) => `«piece list ${slug} approved» muestra qué más está listo.`,
  postNotFound: "No existe esa publicación.",
  postTitle: (piece, handle, state) => `${piece} en @${handle}: ${state}`,
  labelDropped:
    "La plataforma quitó la etiqueta de IA. La publicación no cumple: bórrala en la app y publícala de nuevo.",
  states: {
    warming: "en calentamiento",
    healthy: "sana",
    degraded: "degradada",
    limited: "limitada",
    suspended: "suspendida",
    disconnected: "desconectada",
  },
  postStates: {
    scheduled: "programada",
    preparing: "en preparación",
    committing: "publicándose",
    unknown: "en consulta",
    published: "publicada",
    failed: "fallida",
    canceled: "cancelada",
  },
};
