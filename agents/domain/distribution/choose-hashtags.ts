// The hashtags of a post: a set of its niche its neighbours do not have, what has worked, and always the tag that says
// the creator is virtual.

import { DEFAULT_NICHE, isNiche } from "../avatars/drafting/niche-words.ts";
import type { PersonaLanguage } from "../avatars/persona.ts";
import { DISCLOSING_HASHTAG } from "../content/offline-captions.ts";
import { HASHTAG_SETS } from "./hashtag-sets.ts";
import { type EngagementSample, type Lift, shrunkLift, weighSamples } from "./shrunk-lift.ts";

/** At most, the disclosing one among them: Instagram's own cap of late 2025; the others are ours, after local custom. */
const MOST_HASHTAGS: Readonly<Record<string, number>> = {
  instagram: 5,
  tiktok: 5,
  youtube: 3,
  bluesky: 3,
  telegram: 3,
  x: 2,
  threads: 1,
};

/** A tag that takes another's place does this much better than usual, this surely, on this many posts. */
const LEAST_LIFT = 1.1;
const LEAST_SURE = 0.8;
const LEAST_POSTS = 3;

export interface TaggedSample extends EngagementSample {
  /** With "#" or without. */
  readonly hashtags: readonly string[];
}

export interface LearnedTag extends Lift {
  /** Plain: lower case without "#". */
  readonly tag: string;
  readonly posts: number;
}

export interface HashtagRequest {
  readonly niche: string;
  readonly language: PersonaLanguage;
  readonly platform: string;
  /** Hashtags of the account's posts before, latest last. */
  readonly recent: readonly (readonly string[])[];
  readonly learned: readonly LearnedTag[];
}

export interface HashtagChoice {
  /** With "#". */
  readonly hashtags: readonly string[];
  /** Which of the niche's sets, from 0. */
  readonly set: number;
  /** The one that is there because it worked. */
  readonly learned: LearnedTag | null;
}

/** How each tag of the last 30 days did, best first; the one every post has tells nothing and is left out. */
export function learnHashtags(samples: readonly TaggedSample[], now: Date): LearnedTag[] {
  const told = weighSamples(samples, now).map((each) => ({
    ...each,
    tags: new Set(each.sample.hashtags.map(plainTag)),
  }));
  const tags = [...new Set(told.flatMap((each) => [...each.tags]))].filter((tag) => tag !== DISCLOSING_HASHTAG);
  return tags
    .map((tag) => {
      const its = told.filter((each) => each.tags.has(tag));
      return { tag, posts: its.length, ...shrunkLift(its, 1) };
    })
    .sort((one, other) => other.lift - one.lift || one.tag.localeCompare(other.tag));
}

/** A niche of the operator's own has the sets of everyday life. */
export function chooseHashtags({ niche, language, platform, recent, learned }: HashtagRequest): HashtagChoice {
  const sets = HASHTAG_SETS[isNiche(niche) ? niche : DEFAULT_NICHE][language].map((set) => set.split(" "));
  const former = recent.map((tags) => tags.map(plainTag));
  const room = (MOST_HASHTAGS[platform] ?? MOST_HASHTAGS.instagram ?? 1) - 1;
  const lastUse = sets.map((set) => former.findLastIndex((tags) => tags.includes(set[0] ?? "")));
  const set = lastUse.indexOf(Math.min(...lastUse));
  const topical = (sets[set] ?? []).slice(0, room);
  const worked = learned.find(
    ({ tag, lift, sure, posts }) =>
      lift >= LEAST_LIFT &&
      sure >= LEAST_SURE &&
      posts >= LEAST_POSTS &&
      !topical.includes(tag) &&
      !former.at(-1)?.includes(tag),
  );
  const tags = worked && room > 1 ? [...topical.slice(0, room - 1), worked.tag] : topical;
  return {
    hashtags: [...tags, DISCLOSING_HASHTAG].map((tag) => `#${tag}`),
    set,
    learned: worked && room > 1 ? worked : null,
  };
}

function plainTag(tag: string): string {
  return tag.toLowerCase().replace(/^#/, "");
}
