// La creadora de ejemplo: un mes de historia inventada, y cómo se quita.
import type { example as english } from "../en/example.ts";
import type { TextShape } from "../shape.ts";

export const example: TextShape<typeof english> = {
  loaded: (name) => `${name} está aquí, con un mes de historia`,
  alreadyLoaded: (name) => `${name} ya está cargada`,
  loadedText: "Mira, cambia lo que quieras y quítalo todo con un clic cuando termines.",
  note: "Todo lo de esta creadora es inventado: imágenes dibujadas, cuenta emulada, dinero de juego, cifras imaginadas.",
  pieces: "Piezas",
  posts: "Publicaciones",
  fans: "Fans",
  messages: "Mensajes",
  sales: "Ventas (dinero de juego)",
  account: "Cuenta",
  accountEmulated: (handle) => `@${handle}, Instagram emulado`,
  accountMissing: "no se pudo crear: Instagram no está emulado aquí",
  show: (name) => `Ver a ${name}`,
  showPieces: "Piezas",
  showConversations: "Conversaciones",
  showPnl: "Ganancias y pérdidas",
  remove: "Quitar el ejemplo",
  removed: (name) => `${name} y todo lo suyo ya no están`,
  removedValue: (rows, files) => `${rows} filas y ${files} archivos`,
  removedLabel: "Quitado",
  notThere: "No hay ejemplo que quitar",
  noGenerator:
    "Las imágenes del ejemplo las dibuja el storyboard integrado, que no está entre los proveedores de imágenes.",
  noGeneratorRemedy: "Añádelo al final de la lista, p. ej. IMAGE_PROVIDERS=replicate,storyboard",
  nameTaken: (name) => `Tienes un avatar llamado ${name}, y no es el ejemplo.`,
  nameTakenRemedy: "El ejemplo no se carga a su lado, para que nadie confunda uno con otro.",
};
