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
  "evaluation.run": {
    summary: "Probar las respuestas de un avatar con fans simulados, sin enviar nada.",
    example: "evaluation run luna",
    arguments: {
      avatar: "Nombre o alias del avatar",
      conversations: "Cuántas conversaciones",
      turns: "Mensajes del fan en cada una",
      fan: "Un tipo de fan: cold, warm, hot, haggler, doubter, trickster, leaver, cold_es, warm_es, hot_es",
      seed: "El mismo número juega los mismos fans",
      field: "Campo del personaje que se prueba",
      value: "Su valor nuevo",
    },
  },
  "fan.link": {
    summary: "Decir que dos conversaciones son con la misma persona.",
    example: "fan link Alex alex_tg",
    arguments: {
      conversation: "Nombre del fan, o id de la conversación",
      other: "El mismo fan en otro canal: nombre o id de la conversación",
    },
  },
  "fan.thread": {
    summary: "Muestra el hilo de un fan que interpretas.",
    example: "fan thread luna Alex",
    arguments: { avatar: "Nombre o alias del avatar", as: "A qué fan interpretas" },
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
