import { expect, test } from "vitest";
import { chooseHashtags, hashtagsOn, learnHashtags } from "./choose-hashtags.ts";
import { HASHTAG_SETS } from "./hashtag-sets.ts";

const NOW = new Date("2026-12-31T12:00:00Z");
const request = { niche: "books", language: "en", shot: ["Slow-living", "x"], recent: [], learned: [] } as const;

test("every set has four tags of plain signs, and no tag twice in a niche", () => {
  for (const [niche, languages] of Object.entries(HASHTAG_SETS)) {
    for (const sets of Object.values(languages)) {
      const tags = sets.flatMap((set) => set.split(" "));
      expect(tags, niche).toHaveLength(12);
      expect(new Set(tags).size, niche).toBe(12);
      for (const tag of tags) expect(tag).toMatch(/^[\p{Ll}\p{N}]{3,24}$/u);
    }
  }
});

test.each([
  ["instagram", 5],
  ["x", 2],
  ["threads", 1],
  ["elsewhere", 5],
])("on %s there are at most %i, and the creator is always said to be virtual", (platform, most) => {
  const hashtags = hashtagsOn(platform, chooseHashtags(request));
  expect(hashtags).toHaveLength(most);
  expect(hashtags.at(-1)).toBe("#virtualcreator");
});

test("sets take turns: no two pieces in a row have the same; the shot has its word", () => {
  const recent: string[][] = [];
  for (let piece = 0; piece < 7; piece += 1) recent.push(chooseHashtags({ ...request, recent }));
  const first = recent.map(([tag]) => tag);
  expect(new Set(first.slice(0, 3)).size).toBe(3);
  expect(first.slice(3)).toEqual(first.slice(0, 4));
  expect(recent[0]?.[3]).toBe("#slowliving");
});

test("an unknown niche has the tags of everyday life, in the language asked for", () => {
  expect(chooseHashtags({ ...request, niche: "llamas", language: "es" })[0]).toBe("#estilodevida");
});

const samples = (tag: string, count: number, engagement: number) =>
  Array.from({ length: count }, (_, day) => ({
    publishedAt: new Date(Date.UTC(2026, 11, 10 + day)),
    engagement,
    hashtags: [`#${tag}`, "#virtualcreator"],
  }));

test("a tag that did well on several posts takes a place, and says so", () => {
  const learned = learnHashtags([...samples("RainyReads", 10, 2), ...samples("shelfie", 10, 0.6)], NOW);
  expect(learned.map(({ tag, posts }) => [tag, posts])).toEqual([
    ["rainyreads", 10],
    ["shelfie", 10],
  ]);
  const hashtags = chooseHashtags({ ...request, learned });
  expect(hashtags).toContain("#rainyreads");
  expect(hashtags).toHaveLength(5);
  // Not twice in a row.
  expect(chooseHashtags({ ...request, learned, recent: [hashtags] })).not.toContain("#rainyreads");
});

test("one lucky post is no reason", () => {
  expect(chooseHashtags({ ...request, learned: learnHashtags(samples("luck", 1, 50), NOW) })).not.toContain("#luck");
});
