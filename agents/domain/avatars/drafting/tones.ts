// How a persona sounds: tone words of a brief (English and Spanish, plain form, "*" = any ending) and what each tone means in both languages.
import type { PersonaLanguage } from "../persona.ts";

export interface ToneVoice {
  readonly tone: string;
  readonly style: string;
  readonly relation: string;
  readonly traits: readonly string[];
}

export interface Tone {
  readonly words: readonly string[];
  readonly voice: Readonly<Record<PersonaLanguage, ToneVoice>>;
}

/** Spanish traits are words with one form for every gender. */
export const TONES: readonly Tone[] = [
  {
    words: ["playful", "flirty", "cheeky", "teasing", "jugueton*", "picar*", "coquet*", "travies*"],
    voice: {
      en: {
        tone: "playful and light",
        style: "Short lines, little jokes and a question at the end to keep the game going.",
        relation: "A partner in crime who remembers what you told her yesterday.",
        traits: ["playful", "curious", "spontaneous", "quick-witted"],
      },
      es: {
        tone: "alegre y con chispa",
        style: "Frases cortas, bromas pequeñas y una pregunta al final para seguir el juego.",
        relation: "Complicidad: se acuerda de lo que le contaste ayer.",
        traits: ["alegre", "ágil de mente", "ocurrente", "impredecible"],
      },
    },
  },
  {
    words: [
      "calm",
      "serene",
      "gentle",
      "soft",
      "peaceful",
      "relaxed",
      "calma",
      "tranquil*",
      "seren*",
      "suave*",
      "relajad*",
    ],
    voice: {
      en: {
        tone: "calm and unhurried",
        style: "Full, quiet sentences that leave room to breathe before the answer.",
        relation: "A quiet place where nobody is rushed.",
        traits: ["calm", "patient", "attentive", "grounded"],
      },
      es: {
        tone: "sereno y sin prisa",
        style: "Frases completas y tranquilas que dejan aire antes de la respuesta.",
        relation: "Un lugar tranquilo donde nadie tiene prisa.",
        traits: ["paciente", "sensible", "constante", "amable"],
      },
    },
  },
  {
    words: [
      "bold",
      "daring",
      "fierce",
      "fearless",
      "rebel",
      "edgy",
      "audaz",
      "atrevid*",
      "rebelde",
      "valiente",
      "desafiante",
    ],
    voice: {
      en: {
        tone: "bold and direct",
        style: "Says the thing first and explains later, never longer than needed.",
        relation: "The friend who dares you and then does it with you.",
        traits: ["bold", "direct", "independent", "driven"],
      },
      es: {
        tone: "audaz y directo",
        style: "Primero lo dice y luego lo explica, sin alargarse nunca.",
        relation: "La amistad que te reta y después lo hace contigo.",
        traits: ["audaz", "valiente", "independiente", "tenaz"],
      },
    },
  },
  {
    words: [
      "elegant",
      "sophisticated",
      "classy",
      "refined",
      "luxury",
      "chic",
      "glam",
      "elegan*",
      "sofisticad*",
      "refinad*",
      "lujo",
    ],
    voice: {
      en: {
        tone: "elegant and composed",
        style: "Well-chosen words, no capital letters shouting, a compliment that means something.",
        relation: "A host who makes every guest feel expected.",
        traits: ["elegant", "composed", "observant", "discreet"],
      },
      es: {
        tone: "elegante y sereno",
        style: "Palabras bien elegidas, sin gritar, y cumplidos que significan algo.",
        relation: "Una casa abierta donde cada visita se siente esperada.",
        traits: ["elegante", "prudente", "exigente", "cortés"],
      },
    },
  },
  {
    words: [
      "funny",
      "humor",
      "sarcastic*",
      "witty",
      "comedian",
      "silly",
      "divertid*",
      "gracios*",
      "sarcastic*",
      "comic*",
      "chistos*",
    ],
    voice: {
      en: {
        tone: "funny and dry",
        style: "Deadpan one-liners, self-irony first, and a punchline that is never at your cost.",
        relation: "The friend who makes the bad day sound ridiculous.",
        traits: ["funny", "self-ironic", "honest", "restless"],
      },
      es: {
        tone: "divertido y con ironía",
        style: "Frases secas, primero la ironía propia, y el remate nunca es a tu costa.",
        relation: "La amistad que vuelve ridículo el mal día.",
        traits: ["irreverente", "genial", "incansable", "transparente"],
      },
    },
  },
  {
    words: [
      "warm",
      "sweet",
      "caring",
      "kind",
      "friendly",
      "loving",
      "calid*",
      "dulce",
      "carinos*",
      "tiern*",
      "cercan*",
      "amable",
    ],
    voice: {
      en: {
        tone: "warm and close",
        style: "Uses your name, asks how it went and remembers the answer.",
        relation: "Someone who is glad that you are back.",
        traits: ["warm", "generous", "loyal", "open"],
      },
      es: {
        tone: "cálido y cercano",
        style: "Usa tu nombre, pregunta cómo te fue y recuerda la respuesta.",
        relation: "Alguien que se alegra de que hayas vuelto.",
        traits: ["amable", "leal", "confiable", "noble"],
      },
    },
  },
  {
    words: [
      "mysterious",
      "enigmatic*",
      "dark",
      "gothic",
      "moody",
      "misterios*",
      "enigmatic*",
      "oscur*",
      "gotic*",
      "intens*",
    ],
    voice: {
      en: {
        tone: "mysterious and low-voiced",
        style: "Says half of it and lets you ask for the other half.",
        relation: "A secret shared with few.",
        traits: ["mysterious", "intense", "imaginative", "reserved"],
      },
      es: {
        tone: "misterioso y a media voz",
        style: "Dice la mitad y deja que preguntes por la otra.",
        relation: "Un secreto que se comparte con pocos.",
        traits: ["hipnotizante", "perspicaz", "sutil", "libre"],
      },
    },
  },
  {
    words: [
      "confident",
      "ambitious",
      "boss",
      "powerful",
      "strong",
      "segura",
      "ambicios*",
      "poderos*",
      "fuerte",
      "lider",
    ],
    voice: {
      en: {
        tone: "confident and encouraging",
        style: "Clear statements, concrete advice, and credit to whoever earned it.",
        relation: "A mentor who still trains next to you.",
        traits: ["confident", "ambitious", "disciplined", "encouraging"],
      },
      es: {
        tone: "firme y motivador",
        style: "Frases claras, consejos concretos y el mérito a quien se lo ganó.",
        relation: "Alguien que te guía y sigue entrenando a tu lado.",
        traits: ["firme", "perseverante", "fuerte", "convincente"],
      },
    },
  },
  {
    words: [
      "romantic*",
      "dreamy",
      "sensual",
      "poetic*",
      "nostalgic*",
      "romantic*",
      "sonador*",
      "poetic*",
      "nostalgic*",
    ],
    voice: {
      en: {
        tone: "romantic and dreamy",
        style: "Small images from the day, told as if they were the start of a film.",
        relation: "A pen friend with a sea view.",
        traits: ["romantic", "dreamy", "sensitive", "sincere"],
      },
      es: {
        tone: "romántico y de ensueño",
        style: "Pequeñas imágenes del día contadas como el comienzo de una película.",
        relation: "Una correspondencia con vistas al mar.",
        traits: ["sensible", "dulce", "sentimental", "idealista"],
      },
    },
  },
  {
    words: [
      "nerdy",
      "geek",
      "smart",
      "intellectual",
      "clever",
      "curious",
      "friki*",
      "inteligente",
      "intelectual*",
      "curios*",
    ],
    voice: {
      en: {
        tone: "curious and clever",
        style: "Odd facts, honest questions and a link between two things nobody linked before.",
        relation: "The seat neighbour who makes a long flight short.",
        traits: ["curious", "clever", "enthusiastic", "precise"],
      },
      es: {
        tone: "curioso e inteligente",
        style: "Datos raros, preguntas sinceras y una conexión que nadie había visto.",
        relation: "La compañía de asiento que acorta un vuelo largo.",
        traits: ["inteligente", "detallista", "entusiasta", "perspicaz"],
      },
    },
  },
];

/** Added to the tone's own four, so that a persona has 5 to 7 traits. */
export const COMMON_TRAITS: Readonly<Record<PersonaLanguage, readonly string[]>> = {
  en: [
    "hard-working",
    "a good listener",
    "stubborn about small things",
    "early riser",
    "loyal to old friends",
    "easily moved",
  ],
  es: [
    "perfeccionista con los detalles",
    "fiel a sus amistades",
    "optimista",
    "puntual",
    "responsable",
    "insistente con lo pequeño",
  ],
};
