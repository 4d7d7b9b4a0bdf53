// Palabras de los comandos sobre la salud de las cuentas y lo que fue de las publicaciones.
import type { CommandText } from "../../en/commands.ts";

const account = "Usuario, avatar o id de la cuenta";

export const insightsCommandTexts: Readonly<Record<string, CommandText>> = {
  "account.health": {
    summary: "Muestra cómo van las cuentas y qué hacer.",
    example: "account health luna",
    arguments: { account },
  },
  "account.check": {
    summary: "Pregunta ahora a la plataforma por una cuenta.",
    example: "account check luna",
    arguments: { account },
  },
  "account.pause": {
    summary: "Retiene las publicaciones de una cuenta.",
    example: "account pause luna",
    arguments: { account },
  },
  "account.resume": {
    summary: "Deja que una cuenta en pausa vuelva a publicar.",
    example: "account resume luna",
    arguments: { account },
  },
  "report.insights": {
    summary: "Muestra qué funcionó: mejores publicaciones, horas, primeras líneas, tomas y etiquetas.",
    example: "report insights luna --days 30",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      avatar: "Nombre o alias del avatar",
      days: "Cuántos días atrás",
    },
  },
  "report.proposals": {
    summary: "Muestra qué tomas planear más y cuáles dejar.",
    example: "report proposals luna",
    arguments: { csv: "Un enlace a la tabla como archivo", avatar: "Nombre o alias del avatar" },
  },
  "insight.show": {
    summary: "Muestra qué fue de una publicación según envejecía.",
    example: "insight show luna-12",
    arguments: { post: "Su id, o el de la pieza, como luna-12" },
  },
  "insight.apply": {
    summary: "Acepta una propuesta: planear más una toma, o dejarla.",
    example: "insight apply luna/beach-walk",
    arguments: { proposal: "Como la nombra report proposals" },
  },
  "insight.undo": {
    summary: "Retira una propuesta aplicada.",
    example: "insight undo luna/beach-walk",
    arguments: { proposal: "Como la nombra report proposals" },
  },
};
