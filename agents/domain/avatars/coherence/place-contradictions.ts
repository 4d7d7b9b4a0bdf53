// Where a persona lives, against her own texts and the time zone asked for. Judges cities of the table only.
import { localClock, minuteOf } from "../../distribution/local-clock.ts";
import { plainForm } from "../../trust/text-normal-form.ts";
import { type Place, placeOfCity, placesNamedIn } from "../drafting/places.ts";
import type { AvatarFacts, Contradiction, JudgedPersona } from "./contradiction.ts";

/** Hours between two places from which on one sleeps while the other is awake for most of the evening. */
const FAR_HOURS = 3;
const HOUR_MINUTES = 60;

export function placeContradictions(persona: JudgedPersona, { timeZone, now }: AvatarFacts): Contradiction[] {
  const { location } = persona;
  if (!location) return [];
  const place = placeOfCity(location.city);
  const found: Contradiction[] = [];
  if (place && !Object.values(place.words).some(({ country }) => plainForm(country) === plainForm(location.country))) {
    found.push({ rule: "city_and_country", fields: ["location"], found: `${location.city}, ${location.country}` });
  }
  if (place && timeZone !== null && hoursApart(place.timeZone, timeZone, now) > FAR_HOURS) {
    found.push({ rule: "time_zone", fields: ["location"], found: `${location.city}, ${timeZone}` });
  }
  for (const field of ["bio", "backstory"] as const) {
    const other = otherHome(persona[field] ?? "", location.city, place, field === "backstory");
    if (other) found.push({ rule: "other_city", fields: [field, "location"], found: other });
  }
  return found;
}

/** Sentences of a story that speak of today; others may name where she came from. */
const TODAY =
  /(?<![\p{L}])(?:now|today|these days|currently|i live|home is|is home|hoy|ahora|actualmente|vivo|mi casa es)(?![\p{L}])/u;

function otherHome(text: string, city: string, place: Place | null, isStory: boolean): string | null {
  const sentences = text.split(/(?<=[.!?…])\s+/).filter((sentence) => !isStory || TODAY.test(plainForm(sentence)));
  const told = sentences.join(" ");
  if (plainForm(told).includes(plainForm(city))) return null;
  const named = placesNamedIn(told);
  if (named.some((other) => other === place)) return null;
  return named[0]?.words.en.city ?? null;
}

function hoursApart(one: string, other: string, at: Date): number {
  return Math.abs(localClock(one).offsetAt(minuteOf(at)) - localClock(other).offsetAt(minuteOf(at))) / HOUR_MINUTES;
}
