// Where a drafted persona lives and how she sounds: as what stands already says, else as the brief says, else drawn.
import type { Random } from "../../../kernel/random.ts";
import type { Persona, PersonaLanguage } from "../persona.ts";
import type { Brief } from "./brief.ts";
import { pick } from "./pick.ts";
import { PLACES, type Place, placeOfCity, placesNamedIn } from "./places.ts";
import { TONES, type ToneVoice } from "./tones.ts";

interface Choosing {
  readonly language: PersonaLanguage;
  readonly random: Random;
  readonly timeZone?: string | null;
  readonly given?: Partial<Persona>;
}

export function choosePlace(brief: Brief, { random, timeZone, given = {} }: Choosing): Place {
  if (given.location) return placeOfCity(given.location.city) ?? madeUp(given.location, given.lifestyle);
  const told = [given.bio, given.backstory, given.culturalBackground].flatMap((text) => placesNamedIn(text ?? ""));
  const named = told[0] ?? brief.place;
  if (named) return named;
  if (brief.countryPlaces.length > 0) return pick(brief.countryPlaces, random);
  const inZone = PLACES.filter((place) => place.timeZone === timeZone);
  return pick(inZone.length > 0 ? inZone : PLACES, random);
}

/** A place that is not in the table, as the persona says it, in both languages the same. */
function madeUp(location: Persona["location"], lifestyle: Persona["lifestyle"] | undefined): Place {
  const spot = lifestyle?.favouriteSpots[0] ?? location.region;
  return { timeZone: "", spot, words: { en: location, es: location } };
}

/** A tone in words of the operator's own keeps them; style and traits are those of the nearest tone. */
export function chooseTone(brief: Brief, { language, random, given = {} }: Choosing): ToneVoice {
  const same = TONES.find(({ voice }) => voice[language].tone === given.tone);
  const voice = (same ?? brief.tones[0] ?? pick(TONES, random)).voice[language];
  return given.tone === undefined ? voice : { ...voice, tone: given.tone };
}
