// El resumen para quien toma una conversación, y lo que entonces se puede enviar a un fan.
import type { handover as english } from "../en/handover.ts";
import type { TextShape } from "../shape.ts";

export const handover: TextShape<typeof english> = {
  brief: "Resumen",
  title: (fan, avatar) => `Resumen: ${fan} · ${avatar}`,
  who: "Fan",
  bought: "Comprado",
  offered: "Ofrecido",
  mood: "Ánimo",
  wants: "Quiere ahora",
  why: "Pasada a una persona",
  nextStep: "Siguiente paso",
  reply: "Respuesta sugerida",
  nothing: "nada todavía",
  playMoney: "dinero de juego",
  writes: (language, platform, since, messages) =>
    `Escribe en ${language} por ${platform} desde ${since}, ${messages === 1 ? "un mensaje" : `${messages} mensajes`}.`,
  remembered: (facts) => `Se recuerda: ${facts}.`,
  lastWords: (text) => `Últimas palabras: «${text}»`,
  nothingSaid: "Aún no ha dicho nada.",
  languages: { en: "inglés", es: "español" },
  moods: { good: "bueno", even: "neutro", bad: "malo" },
  trends: { rising: "mejorando", steady: "estable", falling: "empeorando" },
  offerStates: {
    draft: "aún sin mostrar",
    shown: "abierta",
    refused: "rechazada",
    accepted: "aceptada",
    paid: "pagada",
    expired: "vencida",
    withdrawn: "retirada",
  },
  reasons: {
    asked_for_human: "pidió hablar con una persona",
    complaint: "se queja",
    crisis: "una crisis",
    crisis_doubt: "puede ser una crisis: por favor, léelo",
    age_doubt: "puede ser menor de 18: por favor, léelo",
    repeated_failure: "la IA falló varias veces",
    unknown_language: "escribe en un idioma en el que la IA no responde",
    high_spender: "ha gastado más que el límite fijado para la IA",
    left_to_people: "una regla lo deja a personas",
    payment_dispute: "un pago está en disputa",
    dispute_won: "se ganó la disputa de un pago: se le puede volver a ofrecer",
    spend_limit: "quiere gastar más de su límite",
    refund_due: "hay que devolver un pago",
  },
  noReason: "nadie lo pidió: una persona se asoma",
  leave: (lock) => `No escribas nada: ${lock}. Aquí no puede salir ningún mensaje.`,
  advice: {
    care: (hours) =>
      `Escribe con calma, como una persona del equipo. Indica dónde hay ayuda, pregunta cómo está y no ofrezcas nada durante ${hours} horas.`,
    ask_age:
      "Pregunta cuántos años tiene, y nada más. Si es una persona adulta, devuelve la conversación: con eso queda aclarado. Si no, bloquéala.",
    repair: "Pide disculpas, pregunta qué salió mal y arréglalo. No ofrezcas nada ahora.",
    in_person: "Responde como una persona del equipo: pidió una. No ofrezcas nada ahora.",
    answer: "Responde a lo que preguntó y devuelve la conversación.",
    sell: (pack, price) => `Responde a lo que preguntó; después se puede ofrecer «${pack}» (${price}).`,
  },
  noReply: "Ninguna: escribe la tuya.",
  send: "Enviar esta respuesta",
  writeOwn: "Escribir la mía",
  offerPack: (pack) => `Ofrecer «${pack}»`,
  byModel: (model) => `Lo escribió ${model} con lo que está guardado. Mira la conversación antes de fiarte.`,
  byRules: "Lo escribieron las reglas con lo que está guardado; no se preguntó a ningún modelo.",
  modelFailed: (code) => `El modelo no dio palabras que sirvan (${code}), así que lo escribieron las reglas.`,
  replies: {
    care: (avatar, line, contact, emergency) =>
      `Aquí el equipo de ${avatar}. Leímos lo que escribiste y nos alegra que lo hayas contado. Por favor, habla ahora con ${line}: ${contact}. Si estás en peligro, llama al ${emergency}. ¿Cómo estás en este momento?`,
    ask_age: (avatar) =>
      `Aquí el equipo de ${avatar}. Este espacio es solo para adultos, así que tenemos que preguntarte: ¿cuántos años tienes?`,
    repair: (avatar) =>
      `Aquí el equipo de ${avatar}. Sentimos que algo haya salido mal. ¿Nos cuentas qué pasó? Lo vamos a revisar.`,
    in_person: (avatar) => `Aquí el equipo de ${avatar}, como pediste. ¿En qué podemos ayudarte?`,
    answer: (avatar) =>
      `Aquí el equipo de ${avatar}. Perdona la espera y gracias por tu paciencia. ¿Qué te gustaría saber?`,
    sell: (avatar) => `Aquí el equipo de ${avatar}. Perdona la espera y gracias por tu interés. ¿Qué te gustaría ver?`,
  },
};
