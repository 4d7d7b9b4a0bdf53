// What a post has in common with others, and which of it goes with more engagement.
import { hashtagsOf, hookKind } from "../../domain/distribution/caption-hook.ts";
import { dayIn, wallTimeIn } from "../../domain/distribution/local-clock.ts";
import { type Effect, shrunkEffects } from "../../domain/distribution/shrunk-effects.ts";
import type { SettledPost } from "./settled-posts.ts";

export const EFFECT_GROUPS = ["hour", "weekday", "hook", "template", "hashtag"] as const;
export type EffectGroup = (typeof EFFECT_GROUPS)[number];

const KEYS_OF: Readonly<Record<EffectGroup, (post: SettledPost) => readonly string[]>> = {
  hour: ({ publishedAt, avatar }) => [String(wallTimeIn(avatar.timeZone, publishedAt).hour)],
  weekday: ({ publishedAt, avatar }) => [String(weekdayIn(avatar.timeZone, publishedAt))],
  hook: ({ caption }) => [hookKind(caption)],
  template: ({ templateKey }) => [templateKey],
  hashtag: ({ caption }) => hashtagsOf(caption),
};

/** Best first. */
export function learnedEffects(posts: readonly SettledPost[], group: EffectGroup): Effect[] {
  return shrunkEffects(posts.flatMap((post) => KEYS_OF[group](post).map((key) => ({ key, ratio: post.ratio }))));
}

/** 0 for Sunday. */
export function weekdayIn(timeZone: string, at: Date): number {
  return new Date(dayIn(timeZone, at)).getUTCDay();
}
