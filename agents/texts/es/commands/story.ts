// Órdenes sobre la historia de un avatar.
import type { CommandText } from "../../en/commands.ts";

const EVENT = {
  from: "Primer día, como 2026-12-01, o today (hoy)",
  what: "Qué pasa, en pocas palabras",
  to: "Último día; sin él, solo ese día",
  place: "Dónde transcurre, por ejemplo una ciudad",
  mood: "Cómo se siente",
  secret: "Primer día en que los fans pueden saberlo, o none",
};

export const storyCommandTexts: Readonly<Record<string, CommandText>> = {
  "story.list": {
    summary: "Muestra el calendario de la historia de un avatar.",
    example: "story list luna",
    arguments: { avatar: "Nombre o slug del avatar" },
  },
  "story.add": {
    summary: "Añade algo a la historia de un avatar; los chats y las publicaciones se atienen a ello.",
    example: 'story add luna 2026-12-01 "semana de surf" --to 2026-12-07 --place Lisboa',
    arguments: {
      avatar: "Nombre o slug del avatar",
      ...EVENT,
      source: "operator, o chat si lo contó a un fan",
    },
  },
  "story.edit": {
    summary: "Cambia un evento de la historia de un avatar.",
    example: "story edit sty_… --place Oporto",
    arguments: { event: "Id del evento", ...EVENT },
  },
  "story.remove": {
    summary: "Quita un evento de la historia de un avatar.",
    example: "story remove sty_…",
    arguments: { event: "Id del evento" },
  },
  "story.said": {
    summary: "Lo que el avatar contó de sí a un fan.",
    example: "story said Alex",
    arguments: { fan: "Nombre o id del fan" },
  },
};
