// Palabras del bot de Telegram para operadores.
import type { telegram as english } from "../en/telegram.ts";
import type { TextShape } from "../shape.ts";

export const telegram: TextShape<typeof english> = {
  welcome: (name) => `Hola, ${name}`,
  welcomeText:
    "Di con tus palabras qué quieres, o elige un comando del menú. Las imágenes, el progreso y las aprobaciones llegan como mensajes con botones.",
  privateOnly:
    "Escríbeme en un chat privado. Para tenerme en un grupo, un propietario del equipo escribe en él /room_link.",
  stranger: "Este bot es privado.",
  foreignButton: "Este botón se hizo para otra persona.",
  buttonGone: "Este botón ya no funciona. Ejecuta el comando de nuevo.",
  alreadyDone: "Eso ya está hecho.",
  textOnly: "Solo leo texto y botones.",
  answerHere: "Responde a este mensaje. Envía «-» para dejarlo vacío.",
  guide: {
    question: (command: string, label: string) => `${command} · ${label}`,
    answerHere: "Responde a este mensaje. /back vuelve un paso atrás, /cancel termina.",
    pickOrAnswer: "Elige una opción o responde a este mensaje.",
    back: "« Atrás",
    stop: "Cancelar",
    stopped: "Cancelado. No se ha hecho nada.",
    needed: "Esto hace falta.",
  },
  pictures: (count) => (count === 1 ? "Una imagen" : `${count} imágenes`),
  missing: {
    picture: "Esta imagen no se puede mostrar aquí.",
    video: "Este vídeo no se puede mostrar aquí.",
    audio: "Este audio no se puede reproducir aquí.",
  },
  notTaken: (minutes) =>
    `Telegram no acepta este archivo, casi siempre por ser demasiado grande. El enlace funciona ${minutes} minutos.`,
  openFile: "Abrir el archivo",
  menuEntry: (command) => `Ejecutar «${command}»`,
};
