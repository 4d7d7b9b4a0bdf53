// Palabras de los comandos: fans.
import type { CommandText } from "../../en/commands.ts";

export const fansCommandTexts: Readonly<Record<string, CommandText>> = {
  "conversation.list": {
    summary: "Muestra las conversaciones más nuevas con su puntuación.",
    example: "conversation list",
    arguments: {
      avatar: "Nombre o alias del avatar",
      limit: "Cuántas como máximo",
      waiting: "Solo fans que esperan a una persona",
    },
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
    arguments: {
      conversation: "Nombre del fan o identificador",
      text: "Qué enviar",
      voice: "Como nota de voz, con la voz del avatar",
    },
  },
  "conversation.take": {
    summary: "Toma una conversación de la IA.",
    example: "conversation take Alex",
    arguments: {
      conversation: "Nombre del fan o identificador",
      minutes: "Por cuánto tiempo; sin ello, hasta que la devuelvas",
    },
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
  "routing.show": {
    summary: "Muestra qué proveedores atienden a un avatar.",
    example: "routing show luna",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
  "routing.set": {
    summary: "Dice qué proveedores atienden a un avatar, y en qué orden.",
    example: "routing set luna image replicate,openai",
    arguments: {
      avatar: "Nombre o alias del avatar",
      kind: "Qué hacen: image, video o voice",
      providers: "Sus nombres con comas, el primero primero",
    },
  },
  "routing.clear": {
    summary: "Deja que los ajustes decidan otra vez qué proveedores atienden a un avatar.",
    example: "routing clear luna image",
    arguments: { avatar: "Nombre o alias del avatar", kind: "Qué hacen: image, video o voice" },
  },
  "evaluation.run": {
    summary: "Prueba las respuestas de un avatar con fans simulados, sin enviar nada.",
    example: "evaluation run luna",
    arguments: {
      avatar: "Nombre o alias del avatar",
      conversations: "Cuántas conversaciones",
      turns: "Mensajes del fan en cada una",
      fan: "Un tipo de fan: cold, warm, hot, haggler, doubter, trickster, leaver, cold_es, warm_es, hot_es",
      seed: "El mismo número juega los mismos fans",
      fans: "Quién habla por los fans: script (guion) o model (modelo)",
      field: "Campo del personaje que se prueba",
      value: "Su valor nuevo",
    },
  },
  "evaluation.replay": {
    summary: "Responde de nuevo conversaciones guardadas, sin enviar nada, y compara.",
    example: "evaluation replay luna",
    arguments: {
      avatar: "Nombre o alias del avatar",
      conversations: "Cuántas conversaciones, las más nuevas primero",
      least: "Mensajes del fan que tiene como mínimo cada conversación",
      turns: "Respuestas de cada conversación, las primeras",
      stage: "Solo fans en esta etapa: lead_magnet, qualification, conversion",
      days: "Solo fans que escribieron en los últimos días",
      field: "Campo del personaje que se prueba",
      value: "Su valor nuevo",
      model: "Otro modelo de chat que se prueba",
    },
  },
  "evaluation.compare": {
    summary: "Simula los mismos fans ante dos avatares, sin enviar nada, y compara.",
    example: "evaluation compare luna mara",
    arguments: {
      avatar: "Nombre o alias del avatar",
      against: "El otro, por ejemplo su clon",
      conversations: "Cuántas conversaciones con cada uno",
      turns: "Mensajes del fan en cada una",
      fan: "Un tipo de fan: cold, warm, hot, haggler, doubter, trickster, leaver, cold_es, warm_es, hot_es",
      seed: "El mismo número juega los mismos fans",
      fans: "Quién habla por los fans: script (guion) o model (modelo)",
    },
  },
  "fan.link": {
    summary: "Dice que dos conversaciones son con la misma persona.",
    example: "fan link Alex alex_tg",
    arguments: {
      conversation: "Nombre del fan, o id de la conversación",
      other: "El mismo fan en otro canal: nombre o id de la conversación",
    },
  },
  "fan.path": {
    summary: "Muestra el camino de un fan, de una publicación a un pago.",
    example: "fan path Alex",
    arguments: { fan: "Nombre, id, id en la plataforma o id de una conversación" },
  },
  "fan.code": {
    summary: "Envía a un fan un código de un solo uso que enlaza su otro canal.",
    example: "fan code Alex",
    arguments: { conversation: "Nombre del fan, o id de la conversación" },
  },
  "fan.thread": {
    summary: "Muestra el hilo de un fan que interpretas.",
    example: "fan thread luna Alex",
    arguments: { avatar: "Nombre o alias del avatar", as: "A qué fan interpretas" },
  },
  "fan.export": {
    summary: "Reúne en un archivo todo lo que se guarda de un fan.",
    example: "fan export Alex",
    arguments: { fan: "Nombre o id del fan, id de la plataforma o id de una conversación" },
  },
  "fan.erase": {
    summary: "Borra a un fan para siempre; importes y bloqueos quedan sin la persona.",
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
  "autonomy.show": {
    summary: "Muestra quién responde a los fans en cada situación.",
    example: "autonomy show luna",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
  "autonomy.set": {
    summary: "Elige quién responde en un tipo de situación: auto, draft u off (personas).",
    example: "autonomy set luna draft --intent purchase_intent --from 99.99",
    arguments: {
      avatar: "Nombre o alias del avatar",
      mode: "auto, draft u off",
      intent: "Lo que quiere el fan, como purchase_intent",
      stage: "lead_magnet, qualification o conversion",
      from: "Para ofertas de al menos este precio en USD",
    },
  },
  "autonomy.clear": {
    summary: "Quita una regla, o todas las de un avatar.",
    example: "autonomy clear luna --intent purchase_intent",
    arguments: {
      avatar: "Nombre o alias del avatar",
      intent: "Intención de la regla",
      stage: "Etapa de la regla",
      from: "Precio de la regla en USD",
    },
  },
  "draft.again": {
    summary: "Descarta un borrador y responde de nuevo al fan.",
    example: "draft again out_01",
    arguments: { draft: "Identificador del borrador" },
  },
  "fan.show": {
    summary: "Muestra a un fan: situación, gasto, etiquetas, notas, bloqueos.",
    example: "fan show Alex",
    arguments: { fan: "Nombre o identificador del fan" },
  },
  "fan.note": {
    summary: "Escribe una nota sobre un fan.",
    example: 'fan note Alex "likes hiking"',
    arguments: { fan: "Nombre o identificador del fan", text: "La nota" },
  },
  "fan.tag": {
    summary: "Etiqueta a un fan.",
    example: "fan tag Alex vip",
    arguments: { fan: "Nombre o identificador del fan", tag: "La etiqueta" },
  },
  "fan.untag": {
    summary: "Quita una etiqueta a un fan.",
    example: "fan untag Alex vip",
    arguments: { fan: "Nombre o identificador del fan", tag: "La etiqueta" },
  },
  "fan.block": {
    summary: "Bloquea a un fan: no le llega nada.",
    example: "fan block Alex",
    arguments: { fan: "Nombre o identificador del fan" },
  },
  "fan.unblock": {
    summary: "Permite escribir de nuevo a un fan bloqueado.",
    example: "fan unblock Alex",
    arguments: { fan: "Nombre o identificador del fan" },
  },
  "fan.unlock": {
    summary: "Desbloquea a un fan tomado por menor: una persona verifica, otra confirma.",
    example: 'fan unlock Alex "passport seen by the verifier, case 1182"',
    arguments: { fan: "Nombre o identificador del fan", evidence: "Cómo se verificó la edad; sin ello se confirma" },
  },
  "handover.show": {
    summary: "Muestra cuándo se llama al equipo.",
    example: "handover show",
    arguments: { avatar: "Solo de este avatar" },
  },
  "handover.set": {
    summary: "Fija cuándo se llama al equipo: gasto y espera.",
    example: "handover set --spend 500 --minutes 30",
    arguments: {
      avatar: "Solo para este avatar",
      spend: "Gastado en total, en USD",
      minutes: "Minutos que un fan puede esperar a una persona",
    },
  },
  "pacing.show": {
    summary: "Muestra cuán pronto y en qué forma se responde.",
    example: "pacing show luna",
    arguments: { avatar: "De este avatar" },
  },
  "pacing.set": {
    summary: "Fija cuán pronto y en qué forma se responde.",
    example: "pacing set luna --quiet 4 --pace natural --voice 20",
    arguments: {
      avatar: "Solo para este avatar",
      quiet: "Segundos de silencio antes de responder",
      longest: "Segundos que una ráfaga puede aplazarlo",
      presence: "Si el fan ve «visto» y «escribiendo»",
      pace: "natural: lo que una persona tarda en leer y escribir",
      voice: "Porcentaje de respuestas breves como nota de voz",
      voiceback: "Si a una nota de voz se responde con otra",
    },
  },
  "notice.list": {
    summary: "Muestra lo que se avisó al equipo.",
    example: "notice list",
    arguments: {},
  },
};
