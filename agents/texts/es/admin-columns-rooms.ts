// Nombres de las columnas sobre las salas del equipo.
import type { roomColumns as english } from "../en/admin-columns-rooms.ts";
import type { TextShape } from "../shape.ts";

export const roomColumns: TextShape<typeof english> = {
  changedAt: "Cambiado",
  chatId: "Chat",
  hasTopics: "Con temas",
  linkedById: "Enlazada por",
  messageId: "Mensaje",
  roomId: "Sala",
  threadId: "Tema",
  trouble: "Problema",
};
