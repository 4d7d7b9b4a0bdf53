// Whether a model's draft answers this fan at all: not what was said before, in the language the fan writes, and nowhere else
// than her calendar puts her story today.

import { storyOn } from "../../domain/avatars/story.ts";
import { otherPlaceToday } from "../../domain/avatars/story-contradiction.ts";
import { dayIn } from "../../domain/distribution/local-clock.ts";
import { isClearlyNotIn } from "../../domain/fans/language.ts";
import { plainForm } from "../../domain/trust/text-normal-form.ts";
import type { Turn } from "./state.ts";

type Unfitness =
  | "repeats itself"
  | "is not in the language of the fan"
  | "names another place for today than the story calendar";

/** So many of the avatar's last messages may not come again. */
const RECENT = 3;
/** A laugh or a thank-you may. */
const SHORT_WORDS = 2;

export function unfitness({ snapshot, understanding, now }: Turn, text: string): readonly Unfitness[] {
  const recent = snapshot.history.filter((message) => message.direction === "out").slice(-RECENT);
  return [
    ...(recent.some((message) => isSame(message.text, text)) ? ["repeats itself" as const] : []),
    ...(isClearlyNotIn(understanding.language, text) ? ["is not in the language of the fan" as const] : []),
    ...(isElsewhere(snapshot, now, text) ? ["names another place for today than the story calendar" as const] : []),
  ];
}

function isElsewhere({ story, avatar, unanswered }: Turn["snapshot"], now: Date, text: string): boolean {
  if (story.length === 0) return false;
  const { today } = storyOn(story, dayIn(avatar.timeZone, now));
  return (
    otherPlaceToday(
      text,
      unanswered.map((message) => message.text),
      today,
    ) !== null
  );
}

function isSame(left: string, right: string): boolean {
  const words = wordsOf(right);
  return words.length > SHORT_WORDS && wordsOf(left).join(" ") === words.join(" ");
}

function wordsOf(text: string): string[] {
  return plainForm(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
