// The hashtags of a piece: of a set of its niche that its neighbours do not have, one that has worked or is of its shot, and
// always the one that says the creator is virtual. Where it is posted, as many as are customary there.

import { DEFAULT_NICHE, isNiche } from "../avatars/drafting/niche-words.ts";
import type { PersonaLanguage } from "../avatars/persona.ts";
import { HASHTAG_SETS } from "./hashtag-sets.ts";
import { type EngagementSample, type Lift, shrunkLift, weighSamples } from "./shrunk-lift.ts";

/** Says openly what the account is (trust C1). */
const DISCLOSING_HASHTAG = "virtualcreator";

/** At most, the disclosing one among them: Instagram's own cap of late 2025; the others are ours, after local custom. */
const USUAL_MOST = 5;
const MOST_HASHTAGS: Readonly<Record<string, number>> = {
  youtube: 3,
  bluesky: 3,
  telegram_channel: 3,
  x: 2,
  threads: 1,
};
/** Of the niche's set; one place is for what worked or what the shot shows. */
const OF_SET = USUAL_MOST - 2;

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
  /** Words of the piece's shot. */
  readonly shot: readonly string[];
  /** Hashtags of the avatar's pieces before, latest last. */
  readonly recent: readonly (readonly string[])[];
  readonly learned: readonly LearnedTag[];
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

/** With "#", the most telling first. A niche of the operator's own has the sets of everyday life. */
export function chooseHashtags({ niche, language, shot, recent, learned }: HashtagRequest): string[] {
  const sets = HASHTAG_SETS[isNiche(niche) ? niche : DEFAULT_NICHE][language].map((set) => set.split(" "));
  const former = recent.map((tags) => tags.map(plainTag));
  const lastUse = sets.map((set) => former.findLastIndex((tags) => tags.includes(set[0] ?? "")));
  const topical = (sets[lastUse.indexOf(Math.min(...lastUse))] ?? []).slice(0, OF_SET);
  const worked = learned.find(
    ({ tag, lift, sure, posts }) =>
      lift >= LEAST_LIFT &&
      sure >= LEAST_SURE &&
      posts >= LEAST_POSTS &&
      !topical.includes(tag) &&
      !former.at(-1)?.includes(tag),
  );
  const last = worked?.tag ?? shot.map(plainTag).find((tag) => tag !== "" && !topical.includes(tag));
  return [...topical, ...(last ? [last] : []), DISCLOSING_HASHTAG].map((tag) => `#${tag}`);
}

/** As many as are usual there, the last one always among them: it discloses. */
export function hashtagsOn(platform: string, hashtags: readonly string[]): readonly string[] {
  const most = MOST_HASHTAGS[platform] ?? USUAL_MOST;
  return hashtags.length <= most ? hashtags : [...hashtags.slice(0, most - 1), ...hashtags.slice(-1)];
}

function plainTag(tag: string): string {
  return tag.toLowerCase().replace(/[^\p{L}\p{N}_]/gu, "");
}
