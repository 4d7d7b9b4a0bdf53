// Palabras de los comandos: fans.
import type { CommandText } from "../../en/commands.ts";

export const fansCommandTexts: Readonly<Record<string, CommandText>> = {
  "conversation.list": {
    summary: "Muestra las conversaciones más nuevas con su puntuación.",
    example: "conversation list",
    arguments: { avatar: "Nombre o alias del avatar", limit: "Cuántas como máximo" },
  },
  "conversation.show": {
    summary: "Muestra una conversación como hilo.",
    example: "conversation show Alex",
    arguments: { conversation: "Nombre del fan o identificador" },
  },
  "conversation.brief": {
    summary: "Un resumen antes de tomar una conversación.",
    example: "conversation brief Alex",
    arguments: { conversation: "Nombre del fan o identificador" },
  },
  "conversation.reply": {
    summary: "Responde a un fan como el avatar.",
    example: 'conversation reply Alex "Hi, this is the team!"',
    arguments: { conversation: "Nombre del fan o identificador", text: "Qué enviar" },
  },
  "conversation.take": {
    summary: "Toma una conversación de la IA.",
    example: "conversation take Alex",
    arguments: { conversation: "Nombre del fan o identificador" },
  },
  "conversation.release": {
    summary: "Devuelve una conversación a la IA.",
    example: "conversation release Alex",
    arguments: { conversation: "Nombre del fan o identificador" },
  },
  "fan.write": {
    summary: "Escribe a un avatar como lo haría un fan, en la plataforma emulada.",
    example: 'fan write luna "hola, me encantan tus fotos"',
    arguments: { avatar: "Nombre o alias del avatar", text: "Qué escribe el fan", as: "A qué fan interpretas" },
  },
  "fan.thread": {
    summary: "Muestra el hilo de un fan que interpretas.",
    example: "fan thread luna Alex",
    arguments: { avatar: "Nombre o alias del avatar", as: "A qué fan interpretas" },
  },
  "fan.export": {
    summary: "Poner en un archivo todo lo que se guarda de un fan.",
    example: "fan export Alex",
    arguments: { fan: "Nombre o id del fan, id de la plataforma o id de una conversación" },
  },
  "fan.erase": {
    summary: "Borrar a un fan para siempre; importes y bloqueos quedan sin la persona.",
    example: "fan erase Alex",
    arguments: { fan: "Nombre o id del fan, id de la plataforma o id de una conversación" },
  },
  "draft.list": { summary: "Muestra respuestas que esperan tu sí.", example: "draft list", arguments: {} },
  "draft.approve": {
    summary: "Envía un borrador, tal cual o con tu texto.",
    example: "draft approve out_01",
    arguments: { draft: "Identificador del borrador", text: "Tu texto en su lugar" },
  },
  "draft.reject": {
    summary: "Descarta un borrador: no se envía nada.",
    example: "draft reject out_01",
    arguments: { draft: "Identificador del borrador" },
  },
};
