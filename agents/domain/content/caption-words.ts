// Followers' sentences for captions that are written without a model. Slots: {scene} {city} {interest} {catchphrase}.
import type { PersonaLanguage } from "../avatars/persona.ts";
import type { CaptionStyle } from "./caption-limits.ts";
import type { Category } from "./templates/template.ts";

export const CALL_TO_ACTION_PURPOSES = ["engagement", "conversion", "growth"] as const;
export type CallToActionPurpose = (typeof CALL_TO_ACTION_PURPOSES)[number];

export interface CaptionWords {
  readonly scenes: Readonly<Record<Category, string>>;
  /** Each line has a slot that comes from the persona. */
  readonly lines: Readonly<Record<CaptionStyle, readonly string[]>>;
  readonly callsToAction: Readonly<Record<CallToActionPurpose, readonly string[]>>;
}

const EN: CaptionWords = {
  scenes: {
    fitness: "a good training session",
    lifestyle: "a slow day at home",
    glamour: "mirror and make-up time",
    beach: "salt and sun",
    urban: "a walk through the city",
    nature: "a day outdoors",
    artistic: "a studio session",
    wellness: "an hour of calm",
    fashion: "a wardrobe fitting",
    evening: "a long evening",
  },
  lines: {
    question: ["{scene} or {interest}: what would you pick today? 🤔", "Be honest: {scene} in {city}, yes or no? 👀"],
    challenge: [
      "Challenge: try {interest} this week and tell me how it went 💪",
      "{catchphrase}. Try it for one day and report back 🔥",
    ],
    story: [
      "Somewhere in {city}: {scene}, then {interest}. Exactly my kind of day 🌅",
      "It started with {scene} and ended with {interest}. {city} does that ✨",
    ],
    tip: [
      "Small tip from {city}: {interest} makes everything after it easier ✨",
      "What helps with {scene}? {catchphrase} 💡",
    ],
    teaser: [
      "There is more from {scene} in {city}. Guess what comes next 👀",
      "You have seen only half of {scene}. {catchphrase} 😉",
    ],
    relatable: ["Plans: {interest}. Reality: {scene} and snacks 😅", "Me: a quiet day. Also me: {catchphrase} 😂"],
  },
  callsToAction: {
    engagement: ["Tell me in the comments 💬", "Which one are you? Answer below 👇"],
    conversion: ["The rest of the set is in my gallery, link in bio 🔗", "Write to me if you want to see more 💌"],
    growth: ["Follow along for the next one ✨", "Share it with someone who needs this today 🔁"],
  },
};

const ES: CaptionWords = {
  scenes: {
    fitness: "un buen entrenamiento",
    lifestyle: "un día lento en casa",
    glamour: "un rato de espejo y maquillaje",
    beach: "sal y sol",
    urban: "un paseo por la ciudad",
    nature: "un día al aire libre",
    artistic: "una sesión de estudio",
    wellness: "una hora de calma",
    fashion: "una prueba de vestuario",
    evening: "una noche larga",
  },
  lines: {
    question: ["{scene} o {interest}: ¿qué eliges hoy? 🤔", "La verdad: {scene} en {city}, ¿sí o no? 👀"],
    challenge: [
      "Reto: {interest} esta semana, y me cuentas cómo fue 💪",
      "{catchphrase}. Pruébalo un día y me cuentas 🔥",
    ],
    story: [
      "En algún lugar de {city}: {scene} y luego {interest}. Mi tipo de día 🌅",
      "Empezó con {scene} y acabó con {interest}. Cosas de {city} ✨",
    ],
    tip: [
      "Un consejo desde {city}: {interest}, y todo lo demás se vuelve más fácil ✨",
      "¿Qué ayuda con {scene}? {catchphrase} 💡",
    ],
    teaser: [
      "Hay más de {scene} en {city}. Adivina qué viene 👀",
      "Solo has visto la mitad de {scene}. {catchphrase} 😉",
    ],
    relatable: [
      "Plan: {interest}. Realidad: {scene} y algo de picar 😅",
      "Yo: un día tranquilo. También yo: {catchphrase} 😂",
    ],
  },
  callsToAction: {
    engagement: ["Cuéntamelo en los comentarios 💬", "¿Cuál eres tú? Responde abajo 👇"],
    conversion: ["El resto de la serie está en mi galería, enlace en la bio 🔗", "Escríbeme si quieres ver más 💌"],
    growth: ["Sígueme para ver la próxima ✨", "Compártelo con quien lo necesite hoy 🔁"],
  },
};

export const CAPTION_WORDS: Readonly<Record<PersonaLanguage, CaptionWords>> = { en: EN, es: ES };
