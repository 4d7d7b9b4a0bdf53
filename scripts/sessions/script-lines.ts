// What the operator and the fan say: plain words, as people type them.

export interface ScriptLines {
  readonly hello: string;
  /** Where the product speaks another one at first. */
  readonly language: string | null;
  readonly create: string;
  readonly pictures: string;
  readonly redo: string;
  readonly link: string;
  readonly publish: string;
  readonly week: string;
  readonly calendar: string;
  readonly pack: string;
  readonly conversation: string;
  readonly draftMode: string;
  readonly drafts: string;
  readonly edited: string;
  readonly takeOver: string;
  readonly reply: string;
  readonly handBack: string;
  readonly auto: string;
  readonly earned: string;
  readonly costs: string;
  readonly sales: string;
  readonly remember: string;
  readonly fan: {
    readonly name: string;
    readonly first: string;
    readonly second: string;
    readonly third: string;
    readonly buys: string;
    readonly thanks: string;
  };
}

export const LINES: Readonly<Record<"en" | "es", ScriptLines>> = {
  en: {
    hello: "hi, what can you do?",
    language: null,
    create: "make me a creator called Luna, a fitness coach from Valencia",
    pictures: "make 6 beach pictures, keep it under 5 dollars",
    redo: "make luna-3 again",
    link: "link her to instagram",
    publish: "publish luna-1 now",
    week: "schedule 4 posts for next week",
    calendar: "show me the calendar of next week",
    pack: "make a starter pack with 6 pictures",
    conversation: "show me the conversation with Alex",
    draftMode: "set Luna to draft mode, I want to read her answers first",
    drafts: "show me the drafts",
    edited: "Sunrise on the Malvarrosa, then coffee. What gets you out of bed?",
    takeOver: "take over the chat with Alex",
    reply: "reply to Alex: the team of Luna here. Thank you for writing to her!",
    handBack: "give the chat with Alex back to Luna",
    auto: "let her answer automatically again",
    earned: "what did we earn this week?",
    costs: "and what did Luna cost?",
    sales: "show me the sales",
    remember: "remember: never more than 5 dollars at once",
    fan: {
      name: "Alex",
      first: "Hi Luna! I love your photos, they are beautiful. How is your day going?",
      second: "Where do you like to train in the morning?",
      third: "I go running every morning too, with my dog",
      buys: "How much is a pack? I want to buy one, your photos are amazing!",
      thanks: "Wonderful, thank you so much! What comes next?",
    },
  },
  es: {
    hello: "hola, ¿qué puedes hacer?",
    language: "habla español",
    create: "créame una creadora llamada Luna, entrenadora de fitness de Valencia",
    pictures: "haz 6 fotos de playa por menos de 5 dólares",
    redo: "haz luna-3 otra vez",
    link: "vincúlala con instagram",
    publish: "publica luna-1 ahora",
    week: "programa 4 publicaciones para la semana que viene",
    calendar: "enséñame el calendario de la semana que viene",
    pack: "haz un paquete starter con 6 fotos",
    conversation: "enséñame la conversación con Alex",
    draftMode: "pon a Luna en modo borrador, quiero leer antes lo que contesta",
    drafts: "enséñame los borradores",
    edited: "Amanecer en la Malvarrosa y luego café. ¿Y a ti qué te saca de la cama?",
    takeOver: "toma la conversación con Alex",
    reply: "responde a Alex: aquí el equipo de Luna. ¡Gracias por escribirle!",
    handBack: "devuelve la conversación con Alex a Luna",
    auto: "deja que vuelva a contestar en automático",
    earned: "¿cuánto hemos ganado esta semana?",
    costs: "¿y cuánto ha costado Luna?",
    sales: "enséñame las ventas",
    remember: "recuerda: nunca más de 5 dólares de una vez",
    fan: {
      name: "Alex",
      first: "¡Hola Luna! Me encantan tus fotos, son preciosas. ¿Cómo va tu día?",
      second: "¿Dónde te gusta entrenar por la mañana?",
      third: "yo también salgo a correr por las mañanas, con mi perro",
      buys: "¿Cuánto cuesta un paquete? Quiero comprar uno, ¡tus fotos son increíbles!",
      thanks: "¡Maravilloso, muchas gracias! ¿Qué viene ahora?",
    },
  },
};
