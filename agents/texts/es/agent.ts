// Lo que dice el agente del operador.
import type { agent as english } from "../en/agent.ts";
import type { TextShape } from "../shape.ts";

export const agent: TextShape<typeof english> = {
  planTitle: (steps) => (steps === 1 ? "Esto es lo que haré. ¿Lo hago?" : `Un plan de ${steps} pasos. ¿Lo hago?`),
  step: (number) => `Paso ${number}`,
  asksLater: "preguntará con su propio precio cuando le toque",
  limit: "Como mucho",
  overLimit: (cost, limit) => `Eso costaría ${cost}, más de los ${limit} que permites.`,
  overLimitRemedy: "Pide menos piezas o di una cantidad mayor.",
  forbiddenStep: (command) => `«${command}» no se hace por petición.`,
  forbiddenStepRemedy: "Escribe tú ese comando.",
  resultTitle: (done, all) => `${done} de ${all} pasos hechos`,
  states: { done: "hecho", waiting: "espera tu sí", failed: "falló", not_started: "sin empezar" },
  undo: "Deshacer",
  undoButton: (command) => `Deshacer: ${command}`,
  nothingToUndo: "No hay nada que pueda deshacer.",
  undoRemedy: "Lo publicado, pagado o borrado se queda. Pausas, bloqueos y etiquetas se pueden deshacer.",
  remembered: (text) => `Lo tendré en cuenta: «${text}»`,
  hello: "¡Hola! ¿Qué hacemos?",
  helloText: "Dime con tus palabras qué quieres. Lo que cuesta o cambia algo es primero un plan, con su precio.",
  helloExamples: (name) =>
    name === null
      ? [
          { label: "Una creadora", value: "«créame una creadora llamada Luna, surfista de Lisboa»" },
          { label: "Fotos", value: "«haz 6 fotos de playa por menos de 5 dólares»" },
          { label: "Una semana de publicaciones", value: "«programa la semana que viene»" },
          { label: "Fans", value: "«enséñame las conversaciones»" },
          { label: "Las cuentas", value: "«¿cuánto hemos ganado esta semana?»" },
        ]
      : [
          { label: "Fotos", value: `«haz 6 fotos de playa de ${name} por menos de 5 dólares»` },
          { label: "Una semana de publicaciones", value: `«programa la semana que viene de ${name}»` },
          { label: "Fans", value: "«enséñame las conversaciones»" },
          { label: "Lo que te espera", value: "«¿qué hay pendiente de aprobación?»" },
          { label: "Las cuentas", value: `«¿cuánto ha ganado ${name} esta semana?»` },
        ],
  helloNote: "Prefer English? Write “speak English”.",
  languageSet: "Desde ahora, en español.",
  languageSetText: "En todos los chats, la consola y la trastienda.",
  allCommands: "Todos los comandos",
  whatIsConnected: "¿Qué está conectado?",
  unknown: "No sé bien qué quieres.",
  unknownText:
    "Di qué hacer y para quién, como «haz 6 fotos de playa para Luna» o «programa la semana que viene de Luna».",
  perhaps: "Quizá una de estas:",
  answer: "Responder",
  refusals: {
    minor: "No: las avatares son adultas de 21 años o más, y lo parecen.",
    real_person: "No: una avatar nunca se parece a una persona real sin su consentimiento registrado.",
    explicit: "No: aquí no se hace nada explícito.",
    bypass: "No: aprobaciones, revisiones y protecciones siguen puestas, también para mí.",
    secret: "No: los secretos no se muestran ni se reciben en un chat.",
    destroy: "No: nada se borra en bloque. Di qué creadora, qué fan o qué archivo.",
  },
  questions: {
    avatar: "¿Para qué creadora?",
    name: "¿Cómo se llamará?",
    brief: "¿Quién es? Basta una frase.",
    piece: "¿Qué pieza? Como luna-12.",
    batch: "¿Qué lote? Como luna-b2.",
    fan: "¿Qué fan?",
    what: "¿Cuál, o qué más?",
    amount: "¿Cuántos dólares?",
    text: "¿Con qué palabras?",
    when: "¿Cuándo? Como «tomorrow 18:00».",
    draft: "¿Qué borrador? «draft list» los muestra.",
    post: "¿Qué publicación y cuándo? Como «luna-12 mañana a las 18:00».",
  },
  tooMuch: "Di vueltas con eso y lo dejé; no se hizo nada.",
  tooMuchRemedy: "Dilo en partes más pequeñas, o escribe el comando.",
};
