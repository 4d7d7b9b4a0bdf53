// Whether a text puts today's story somewhere else than the calendar does. Only what is certain: a city of our table, named as
// today's place, while today's event is in another one.
import { plainForm } from "../trust/text-normal-form.ts";
import { type Place, placesNamedIn } from "./drafting/places.ts";
import type { StoryDays } from "./story.ts";

const words = (list: string) => new RegExp(`(?<![\\p{L}])(?:${list})(?![\\p{L}])`, "u");

const TODAY = words(
  "today|tonight|right now|this (?:morning|afternoon|evening)|hoy|ahora(?: mismo)?|esta (?:mañana|tarde|noche)",
);
/** Speaks of another day, or of the fan, as well: nothing is certain then. */
const OTHER_DAY = words(
  "tomorrow|yesterday|last|next|soon|once|used to|will|ago|or|not|(?<!esta )mañana|ayer|pasado|proxim[oa]|pronto|antes|iba|ire|hace|no|ni|o",
);
const THE_FAN = words("you|your|yours|you're|te|ti|tu|tus|tuyo|usted|contigo|vos");

/** The city that is not the story's, as English writes it; null: nothing is against it. @param heard what the fan wrote */
export function otherPlaceToday(
  text: string,
  heard: readonly string[],
  today: readonly Pick<StoryDays, "place" | "what">[],
): string | null {
  const inStory = today.flatMap(({ place, what }) => placesNamedIn(`${place ?? ""} ${what}`));
  if (inStory.length === 0) return null;
  const asked = heard.flatMap(placesNamedIn);
  for (const sentence of text.split(/(?<=[.!?…])\s+|\n+/)) {
    const plain = plainForm(sentence);
    if (!TODAY.test(plain) || OTHER_DAY.test(plain) || THE_FAN.test(plain) || plain.includes("?")) continue;
    const named = placesNamedIn(sentence).filter((place) => standsAt(place, sentence) && !asked.includes(place));
    if (named.length > 0 && !named.some((place) => inStory.includes(place))) return named[0]?.words.en.city ?? null;
  }
  return null;
}

/** "in Madrid", not "Madrid's football" or "from Madrid". */
function standsAt({ words: { en, es } }: Place, sentence: string): boolean {
  return [en.city, es.city].some((city) =>
    new RegExp(`(?<![\\p{L}])(?:in|around|across|en|por)\\s+${city}(?![\\p{L}])`, "iu").test(sentence),
  );
}
