// Ages a persona states in words, against the stated age of the avatar. Reads English and Spanish.
import { plainForm } from "../../trust/text-normal-form.ts";
import type { PersonaFieldName } from "../persona.ts";
import { ageInWords } from "./age-words.ts";
import type { Contradiction, JudgedPersona } from "./contradiction.ts";

/** How old a text says she is now. */
const PRESENT = [
  /(?<![\p{L}\p{N}])(?:i am|i'm|im|she is|she's|he is|he's|now|soy de|tengo|tiene)(?: now| only| just| ya)? (\d{2})(?: years old| años| anos)?(?=[.,;!?)]|$| and | y )/gu,
  /(?<![\p{L}\p{N}])(\d{2})[- ]years?[- ]old (?:\p{L}+ )?(?:woman|man|creator|artist|girl|lady|dancer|coach|model|writer|cook)/gu,
  /(?<![\p{L}\p{N}])(?:i am|i'm|she is|he is) (\d{2}) years old/gu,
  /(?<![\p{L}\p{N}])(?:mujer|hombre|creadora|creador|artista|chica) de (\d{2}) años/gu,
];
/** What happened at an age cannot have happened later than now. */
const PAST = [
  /(?<![\p{L}\p{N}])(?:at|at the age of|aged|when i was|when i turned|i turned|after turning) (\d{2})(?=[.,;!?)]|$| (?:i|she|he|my|and|when|we) )/gu,
  /(?<![\p{L}\p{N}])(?:a los|cuando tenia|cuando cumpli|cumpli) (\d{2})(?: años)?(?=[.,;!?)]|$| \p{L})/gu,
];
const SPAN = [
  /(?<![\p{L}\p{N}])(?:for|after|over|nearly|almost|during|spent) (\d{2}) years(?! (?:ago|from|old))/gu,
  /(?<![\p{L}\p{N}])(?:durante|tras|despues de|llevo|casi|desde hace) (\d{2}) años/gu,
];
/** Nobody did a thing for longer than since about school. */
const LEAST_AGE_BEFORE_A_SPAN = 4;

const DECADES: Readonly<Record<string, number>> = {
  twenties: 20,
  thirties: 30,
  forties: 40,
  fifties: 50,
  sixties: 60,
  veinte: 20,
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
  sesenta: 60,
};
const DECADE =
  /(?<![\p{L}])(?:in (?:my|her|his|the|their)|en (?:mis|sus|los)) (?:(early|mid|late|primeros|ultimos)[- ])?(twenties|thirties|forties|fifties|sixties|veinte|treinta|cuarenta|cincuenta|sesenta)(?![\p{L}])/gu;
/** Years a look may be off: "late twenties" goes with thirty. */
const LOOKS_TOLERANCE = 2;

/** Stages of life far from a young adult's. */
const LATE_LIFE =
  /(?<![\p{L}])(?:my grand(?:children|kids|son|daughter)s?|since i retired|i am retired|i'm retired|as a grandmother|mis niet[oa]s?|estoy jubilad[oa]|desde que me jubile|soy abuel[oa])(?![\p{L}])/u;
const LEAST_LATE_AGE = 42;

/** Goals look forward and are left out. */
const TOLD: readonly PersonaFieldName[] = ["bio", "backstory", "audienceRelation", "culturalBackground"];

export function ageContradictions(persona: JudgedPersona, statedAge: number): Contradiction[] {
  const texts = TOLD.flatMap((field) => {
    const text = persona[field];
    return typeof text === "string" ? [{ field, text: ageInWords(plainForm(text)) }] : [];
  });
  const told = texts.flatMap(({ field, text }) =>
    unfitAges(text, statedAge).map((found): Contradiction => ({ rule: "age", fields: [field], found })),
  );
  return [...told, ...looksContradiction(persona.appearance, statedAge)];
}

function unfitAges(text: string, statedAge: number): string[] {
  const found = (patterns: readonly RegExp[], isUnfit: (age: number) => boolean) =>
    patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].filter(([, age]) => isUnfit(Number(age))).map(([words]) => words.trim()),
    );
  const late = statedAge < LEAST_LATE_AGE ? (LATE_LIFE.exec(text)?.[0] ?? []) : [];
  const decades = [...text.matchAll(DECADE)].filter(([, , name]) => (DECADES[name ?? ""] ?? 0) > statedAge);
  return [
    ...found(PRESENT, (age) => age !== statedAge),
    ...found(PAST, (age) => age > statedAge),
    ...found(SPAN, (years) => years > statedAge - LEAST_AGE_BEFORE_A_SPAN),
    ...decades.map(([words]) => words),
    ...[late].flat(),
  ];
}

const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  early: [0, 4],
  primeros: [0, 4],
  mid: [4, 6],
  late: [6, 9],
  ultimos: [6, 9],
};

function looksContradiction(appearance: string | undefined, statedAge: number): Contradiction[] {
  if (appearance === undefined) return [];
  return [...plainForm(appearance).matchAll(DECADE)].flatMap(([words, part = "", name = ""]) => {
    const decade = DECADES[name] ?? 0;
    const [from, to] = PARTS[part] ?? [0, 9];
    const fits = statedAge >= decade + from - LOOKS_TOLERANCE && statedAge <= decade + to + LOOKS_TOLERANCE;
    return fits ? [] : [{ rule: "age", fields: ["appearance"], found: words } satisfies Contradiction];
  });
}
