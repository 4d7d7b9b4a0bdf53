// What a post has in common with others, and which of it goes with more engagement.
import { hashtagsOf, hookKind } from "../../domain/distribution/caption-hook.ts";
import { type Effect, shrunkEffects } from "../../domain/distribution/shrunk-effects.ts";
import type { SettledPost } from "./settled-posts.ts";

export const EFFECT_GROUPS = ["hour", "weekday", "hook", "template", "hashtag"] as const;
export type EffectGroup = (typeof EFFECT_GROUPS)[number];

const KEYS_OF: Readonly<Record<EffectGroup, (post: SettledPost) => readonly string[]>> = {
  hour: ({ publishedAt, avatar }) => [String(localTime(publishedAt, avatar.timeZone).hour)],
  weekday: ({ publishedAt, avatar }) => [String(localTime(publishedAt, avatar.timeZone).weekday)],
  hook: ({ caption }) => [hookKind(caption)],
  template: ({ templateKey }) => [templateKey],
  hashtag: ({ caption }) => hashtagsOf(caption),
};

/** Best first. */
export function learnedEffects(posts: readonly SettledPost[], group: EffectGroup): Effect[] {
  return shrunkEffects(posts.flatMap((post) => KEYS_OF[group](post).map((key) => ({ key, ratio: post.ratio }))));
}

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
/** Making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

export function localTime(at: Date, timeZone: string): { readonly hour: number; readonly weekday: number } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone, weekday: "short", hour: "2-digit", hourCycle: "h23" });
    formats.set(timeZone, format);
  }
  const parts = format.formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return { hour: Number(part("hour")), weekday: WEEKDAYS.indexOf(part("weekday")) };
}
