// Palabras del bot de Discord para operadores.
import type { discord as english } from "../en/discord.ts";
import type { TextShape } from "../shape.ts";

export const discord: TextShape<typeof english> = {
  stranger: "Este bot es privado.",
  otherServer: "Solo funciono en el servidor del equipo y en mensajes directos conmigo.",
  foreignButton: "Este botón se hizo para otra persona.",
  buttonGone: "Este botón ya no funciona. Ejecuta el comando de nuevo.",
  tooSlow: "Tardó demasiado en abrirse. Púlsalo otra vez o envía el comando de nuevo.",
  alreadyDone: "Eso ya está hecho.",
  commandGone: "Este comando ya no existe. Abre la lista de nuevo.",
  verbs: (list) => `Qué se puede hacer: ${list}`,
  notHere:
    "Esta imagen solo se puede mostrar en un canal con restricción de edad. Ábrela por su enlace o pídela en un canal así.",
  missing: "Este archivo no se puede mostrar aquí.",
  notTaken: (minutes) => `Discord no acepta este archivo. El enlace funciona ${minutes} minutos.`,
  openFile: "Abrir el archivo",
  threadIs: (thread) => `El hilo de esta conversación: ${thread}`,
  threadHelp: (fan) =>
    `Lo que pidas aquí es sobre ${fan}: \`/conversation reply\` responde como el avatar, \`/conversation show\` muestra lo nuevo.`,
};
