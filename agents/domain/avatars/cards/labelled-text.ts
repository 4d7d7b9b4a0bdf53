// Free card texts and persona fields: lines with a label ("Likes: tea; maps"), W++ entries, and prose without any.
import { plainForm } from "../../trust/text-normal-form.ts";
import type { Persona } from "../persona.ts";
import { cutText } from "./cut-text.ts";

/** Field -> label we write, and what others write, English and Spanish, plain form. */
const LABELS: readonly { readonly path: string; readonly label: string; readonly also: string }[] = [
  { path: "age", label: "Age", also: "edad" },
  { path: "appearance", label: "Appearance", also: "looks|look|body|physical description|apariencia|aspecto|fisico" },
  { path: "backstory", label: "Backstory", also: "background|history|story|past|historia|trasfondo|pasado" },
  { path: "traits", label: "Traits", also: "personality|mind|personality traits|personalidad|rasgos|caracter" },
  { path: "interests", label: "Interests", also: "likes|hobbies|loves|hobby|intereses|gustos|le gusta|aficiones" },
  { path: "goals", label: "Goals", also: "goal|dreams|aims|ambitions|metas|objetivos|suenos" },
  {
    path: "communicationStyle",
    label: "Communication style",
    also: "speech|style|speech style|way of speaking|habla|estilo",
  },
  { path: "tone", label: "Tone", also: "voice|mood|tono" },
  { path: "audienceRelation", label: "Relation to audience", also: "relationship|relation|relacion" },
  { path: "catchphrase", label: "Catchphrase", also: "motto|quote|muletilla|lema|frase" },
  { path: "location.city", label: "City", also: "lives in|home|residence|location|ciudad|vive en|lugar" },
  { path: "location.region", label: "Region", also: "state|province|provincia" },
  { path: "location.country", label: "Country", also: "pais" },
  { path: "location.vibe", label: "Place feels like", also: "atmosphere|ambiente" },
  { path: "lifestyle.typicalDay", label: "Typical day", also: "daily life|routine|rutina|su dia" },
  {
    path: "lifestyle.favouriteSpots",
    label: "Favourite spots",
    also: "favorite spots|favourite places|favorite places|sitios favoritos",
  },
  { path: "lifestyle.community", label: "Community", also: "friends|people|comunidad|amistades" },
  {
    path: "culturalBackground",
    label: "Cultural background",
    also: "nationality|ethnicity|culture|origin|nacionalidad|cultura|origen",
  },
];

const LISTS: ReadonlySet<string> = new Set(["traits", "interests", "goals", "lifestyle.favouriteSpots"]);

export interface ReadTexts {
  /** By dotted path; lists as lists. "age" as its text. */
  readonly found: Readonly<Record<string, string | readonly string[]>>;
  /** What has no label, in order. */
  readonly prose: string;
}

/** Our fields as lines, age first. */
export function labelledLines(persona: Partial<Persona>, age: number): string {
  const values: Record<string, unknown> = { ...persona, age };
  const valueAt = (path: string) =>
    path.split(".").reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], values);
  return LABELS.flatMap(({ path, label }) => {
    const value = valueAt(path);
    if (value === undefined) return [];
    return [`${label}: ${Array.isArray(value) ? value.join("; ") : String(value).replace(/\s*\n\s*/g, " ")}`];
  }).join("\n");
}

const LINE = /^\s*[-*•[(]*\s*([\p{L}][\p{L} ]{1,30}?)\s*[:=]\s*(.+?)\s*[\])]*\s*$/u;
/** Longer ones are prose, and slow to look through for a label. */
const MOST_LINE_CHARS = 2_000;
/** W++: Likes("tea" + "maps") */
const ENTRY = /([\p{L}][\p{L} ]{1,30}?)\s*\(\s*("[^"]*"(?:\s*\+\s*"[^"]*")*)\s*\)/gu;

export function readTexts(text: string): ReadTexts {
  const found: Record<string, string | string[]> = {};
  const keep = (label: string, value: string): boolean => {
    const path = pathOf(label);
    if (path === undefined || value.trim() === "" || path in found) return path !== undefined;
    found[path] = LISTS.has(path) ? listOf(value) : value.trim();
    return true;
  };
  const rest = text
    .replace(ENTRY, (entry, label: string, values: string) => {
      const items = [...values.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? "");
      return keep(label, items.join("; ")) ? "" : entry;
    })
    .split(/\r?\n/)
    .filter((line) => {
      const [, label = "", value = ""] = line.length > MOST_LINE_CHARS ? [] : (LINE.exec(line) ?? []);
      return label === "" || !keep(label, value);
    });
  return { found, prose: tidy(rest.join("\n")) };
}

function pathOf(label: string): string | undefined {
  const plain = plainForm(label).replaceAll("ñ", "n");
  return LABELS.find(({ label: own, also }) => plainForm(own) === plain || also.split("|").includes(plain))?.path;
}

/** By semicolon, else by comma. Quotes and brackets around an item go. */
export function listOf(text: string): string[] {
  const parts = text.includes(";") ? text.split(";") : text.split(",");
  return parts
    .map((item) => item.replace(/^[\s"'“[(]+|[\s"'”\])]+$/g, "").replace(/\.$/, ""))
    .filter((item) => item.length > 1);
}

/** Brackets W++ leaves behind, and lines that say nothing. */
function tidy(text: string): string {
  return text
    .replace(/character ?\("[^"]{0,200}"\)/giu, "")
    .replace(/^[ \t{}[\]()+"]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Sentences of a prose text, as many as fit and no more than `most`. */
export function leadingSentences(text: string, maxChars: number, most: number): string {
  const sentences = text.replace(/\s+/g, " ").match(/[^.!?…]+[.!?…]+["”»']?|[^.!?…]+$/g) ?? [];
  return cutText(sentences.slice(0, most).join("").trim(), maxChars);
}
