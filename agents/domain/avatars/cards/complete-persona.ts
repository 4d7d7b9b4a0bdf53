// What a card leaves open and the table of places knows: a known city brings its region, its country and what it feels like.
import { placeOfCity } from "../drafting/places.ts";
import type { PersonaLanguage } from "../persona.ts";

export function withKnownPlace(
  persona: Readonly<Record<string, unknown>>,
  language: PersonaLanguage,
): Record<string, unknown> {
  const location = persona.location;
  if (typeof location !== "object" || location === null || !("city" in location)) return { ...persona };
  const place = placeOfCity(String(location.city).split(",")[0] ?? "");
  // Only the city: "Prague, Czechia" is one a person wrote into it.
  return place
    ? { ...persona, location: { ...place.words[language], ...location, city: place.words[language].city } }
    : { ...persona };
}
