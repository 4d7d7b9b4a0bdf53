// Palabras de la línea de comandos.
import type { cli as english } from "../en/cli.ts";
import type { TextShape } from "../shape.ts";

export const cli: TextShape<typeof english> = {
  usage: "npm run cli -- <sustantivo> <verbo> [argumentos]",
  options: [
    "--json  muestra el resultado en bruto como un documento JSON",
    "--yes   aprueba la ficha de ejecución de este comando",
    "--wait, --no-wait  sigue el trabajo iniciado hasta que termine, o no",
    "--lang en|es  idioma de las respuestas",
    "mcp     ofrece los comandos a un cliente MCP por la entrada y salida estándar",
  ],
  next: "Siguiente",
  links: "Enlaces",
  pictures: "Imágenes",
  media: { video: "Vídeo", audio: "Audio" },
  question: "¿Aprobar? [s/N] ",
  notApproved: "No se ejecutó nada: hace falta tu aprobación.",
  howToApprove: (id) => `Apruébalo con «npm run cli -- run approve ${id}», o ejecuta el comando con --yes.`,
  canceled: "Cancelado. No se ejecutó nada.",
  badLanguage: (given) => `No conozco el idioma «${given}»; usa en o es.`,
  optionNeedsValue: (option) => `${option} necesita un valor.`,
  serverFailed: "El servidor en marcha respondió con algo que no es un resultado.",
  serverFailedRemedy: "Reinícialo, o detenlo y ejecuta el comando de nuevo.",
  serverLost: "No se pudo contactar con el servidor en marcha.",
  serverLostRemedy: "Mira su terminal e inténtalo de nuevo.",
  interrupted: "Dejé de mirar. El trabajo iniciado continúa mientras el servidor esté en marcha.",
};
