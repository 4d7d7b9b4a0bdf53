// When a fan is left alone: by their country's clock where we know the country, else by the avatar's.
import { wallTimeIn } from "../distribution/local-clock.ts";

const STEP_MS = 15 * 60_000;
const STEPS_A_DAY = 96;

/** One zone a country, for those that have one or live mostly in one; others are taken to live by the avatar's clock. */
const ZONES: Readonly<Record<string, string>> = {
  AR: "America/Argentina/Buenos_Aires",
  AT: "Europe/Vienna",
  BE: "Europe/Brussels",
  CH: "Europe/Zurich",
  CL: "America/Santiago",
  CO: "America/Bogota",
  DE: "Europe/Berlin",
  ES: "Europe/Madrid",
  FR: "Europe/Paris",
  GB: "Europe/London",
  IE: "Europe/Dublin",
  IN: "Asia/Kolkata",
  IT: "Europe/Rome",
  JP: "Asia/Tokyo",
  MX: "America/Mexico_City",
  NL: "Europe/Amsterdam",
  PE: "America/Lima",
  PL: "Europe/Warsaw",
  PT: "Europe/Lisbon",
  SE: "Europe/Stockholm",
  UY: "America/Montevideo",
  VE: "America/Caracas",
};

/** Whose fans live by a clock of their own. */
export const COUNTRIES_WITH_A_ZONE: readonly string[] = Object.keys(ZONES);

/** Hours of a day, 0 to 23; the same twice: none is quiet. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

export function zoneOf(country: string | null, avatarZone: string): string {
  return ZONES[country?.toUpperCase() ?? ""] ?? avatarZone;
}

export function isQuiet({ from, to }: QuietHours, zone: string, at: Date): boolean {
  const { hour } = wallTimeIn(zone, at);
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** The next moment, to a quarter of an hour, that is not quiet; `at` itself where it is not. */
export function quietEndsAt(hours: QuietHours, zone: string, at: Date): Date {
  let ms = at.getTime();
  for (let step = 0; step < STEPS_A_DAY && isQuiet(hours, zone, new Date(ms)); step += 1)
    ms = (Math.floor(ms / STEP_MS) + 1) * STEP_MS;
  return new Date(ms);
}
