// A character card of any kind we know, from JSON text or from a picture. What is wrong is named with its field.
import type { z } from "zod";
import { brokenLimit, type LimitProblem, MOST_JSON_BYTES, MOST_PNG_BYTES } from "./card-limits.ts";
import type { CardFormat, ImportedCard } from "./card-persona.ts";
import { ElizaCharacter } from "./eliza-character.ts";
import { fromElizaCharacter } from "./from-eliza-character.ts";
import { fromTavernCard } from "./from-tavern-card.ts";
import { type PngProblem, pngTexts, readPngChunks } from "./png-text.ts";
import { TavernCard, TavernData } from "./tavern-card.ts";

export type CardProblem = LimitProblem | PngProblem | "not_json" | "no_card_in_picture" | "not_a_card" | "wrong_type";

export type CardReading =
  | { readonly ok: true; readonly card: ImportedCard }
  /** `field` of the card, dotted; "" for the whole. */
  | { readonly ok: false; readonly problem: CardProblem; readonly field: string };

const PNG_FIRST_BYTE = 0x89;

export function readCardFile(bytes: Uint8Array): CardReading {
  if (bytes[0] !== PNG_FIRST_BYTE) return readCardText(Buffer.from(bytes).toString("utf8"));
  if (bytes.length > MOST_PNG_BYTES) return { ok: false, problem: "too_large", field: "" };
  const chunks = readPngChunks(bytes);
  if (typeof chunks === "string") return { ok: false, problem: chunks, field: "" };
  const texts = pngTexts(chunks);
  // The newer of two, as the V3 specification asks.
  const base64 = texts.get("ccv3") ?? texts.get("chara");
  if (base64 === undefined) return { ok: false, problem: "no_card_in_picture", field: "" };
  return readCardText(Buffer.from(base64, "base64").toString("utf8"));
}

export function readCardText(text: string): CardReading {
  if (Buffer.byteLength(text) > MOST_JSON_BYTES) return { ok: false, problem: "too_large", field: "" };
  const json = parse(text);
  if (json === undefined) return { ok: false, problem: "not_json", field: "" };
  const broken = brokenLimit(json);
  if (broken) return { ok: false, ...broken };
  const format = formatOf(json);
  if (!format) return { ok: false, problem: "not_a_card", field: "" };
  return READERS[format](json);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function formatOf(json: unknown): CardFormat | null {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return null;
  if ("spec" in json && json.spec === "chara_card_v3") return "v3";
  if ("data" in json && typeof json.data === "object" && json.data !== null) return "v2";
  if ("bio" in json) return "eliza";
  return "name" in json && ("description" in json || "personality" in json) ? "v1" : null;
}

const readData = (format: CardFormat) => (json: unknown) => {
  const parsed = TavernCard.safeParse(json);
  if (!parsed.success) return wrong(parsed.error);
  const { data, ...root } = parsed.data;
  if (!data) return { ok: false, problem: "wrong_type", field: "data" } as const;
  return checked(fromTavernCard(format, { ...unknownRoot(root), ...data }));
};

const READERS: Readonly<Record<CardFormat, (json: unknown) => CardReading>> = {
  v3: readData("v3"),
  v2: readData("v2"),
  v1: (json) => {
    const parsed = TavernData.safeParse(json);
    return parsed.success ? checked(fromTavernCard("v1", parsed.data)) : wrong(parsed.error);
  },
  eliza: (json) => {
    const parsed = ElizaCharacter.safeParse(json);
    return parsed.success ? checked(fromElizaCharacter(parsed.data)) : wrong(parsed.error);
  },
};

/** Copies of V1 fields and the program's own notes beside `data` in many cards. */
const KNOWN_ROOT: ReadonlySet<string> = new Set([
  ...Object.keys(TavernData.shape),
  "spec",
  "spec_version",
  "data",
  "create_date",
  "creatorcomment",
  "talkativeness",
  "fav",
  "avatar",
  "chat",
]);

function unknownRoot(root: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(root).filter(([key]) => !KNOWN_ROOT.has(key)));
}

function checked(card: ImportedCard): CardReading {
  return card.name === "" ? { ok: false, problem: "wrong_type", field: "name" } : { ok: true, card };
}

function wrong(error: z.ZodError): CardReading {
  return { ok: false, problem: "wrong_type", field: error.issues[0]?.path.join(".") ?? "" };
}
