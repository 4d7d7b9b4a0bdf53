// The one-time code by which a fan shows on another channel that they are the same person: made, asked for, typed.
import { MINUTE_MS } from "../../kernel/clock.ts";
import { readings } from "../trust/text-normal-form.ts";

export const LINK_CODE_RULE_VERSION = "2026-11-26";

export const LINK_CODE_LIFE_MS = 10 * MINUTE_MS;
/** So many a fan may get, and so many may be typed in one conversation. */
export const LINK_CODES_AN_HOUR = 3;
export const LINK_TRIES_AN_HOUR = 5;

export const LINK_OUTCOMES = ["linked", "same", "unknown", "same_account", "too_many"] as const;
export type LinkOutcome = (typeof LINK_OUTCOMES)[number];

/** No vowels: codes spell nothing. */
const LETTERS = "BCDFGHJKMNPQRSTVWXZ";
const HALF = 4;

/** "BCDF-1234": 1.3 thousand million of them, five tries an hour. @param bytes eight random ones, or more */
export function makeLinkCode(bytes: Uint8Array): string {
  const letters = [...bytes.subarray(0, HALF)].map((byte) => LETTERS[byte % LETTERS.length]);
  const digits = [...bytes.subarray(HALF, 2 * HALF)].map((byte) => byte % 10);
  return `${letters.join("")}-${digits.join("")}`;
}

/** As our own message says it; null: none in there. */
export function linkCodeIn(text: string): string | null {
  const match = /\blink code\b[\s:]*([a-z]{4})\s?[-–]\s?(\d{4})(?!\d)/i.exec(text);
  return match ? `${match[1]}-${match[2]}`.toUpperCase() : null;
}

/** Patterns see texts in small letters, without accents. */
const ASKS =
  /\b(?:(?:give|send|get|want|need) (?:me )?(?:a |the |my )?link code|link (?:my|both|these|the two) (?:accounts?|chats?|channels?|profiles?|telegram|instagram|tiktok)|(?:dame|manda(?:me)?|envia(?:me)?|quiero|necesito) (?:un |el )?codigo (?:de enlace|para enlazar|para vincular)|(?:enlazar|vincular|une|unir) mis (?:cuentas|chats|canales|perfiles))\b/;

export function asksForLinkCode(text: string): boolean {
  return linkCodeIn(text) === null && readings(text).some((reading) => ASKS.test(reading));
}
