import { expect, test } from "vitest";
import { checkPublish, type PublishRecord } from "./check.ts";

type Change = (record: PublishRecord) => Partial<PublishRecord>;

const post = (number: number, kind = "image") => ({
  id: `pst_${number}`,
  accountId: "1",
  pieceId: `pce_${number}`,
  kind,
  caption: `number ${number}`,
  state: "published",
  externalId: `18${number}`,
  labelled: true,
  errorCode: null,
});
const there = (number: number, format = "image") => ({
  id: `18${number}`,
  accountId: "1",
  format,
  caption: format === "story" ? "" : `number ${number}`,
  files: [`hash-${number}`],
  aiGenerated: true,
});
const good: PublishRecord = {
  wanted: 3,
  posts: [post(1), post(2, "carousel"), post(3, "story")],
  published: [there(1), there(2, "carousel"), there(3, "story")],
  postsPerDay: 3,
  unplannedDeaths: [],
};

test("each post once is proven", () => {
  expect(checkPublish(good)).toEqual({
    figures: { wanted: 3, published: 3, duplicates: 0, missing: 0 },
    failures: [],
  });
});

test.each<[string, Change, string]>([
  ["a duplicate", ({ published }) => ({ published: [...published, { ...there(1), id: "189" }] }), "twice"],
  ["a missing post", ({ published }) => ({ published: published.slice(1) }), "not on the platform"],
  ["a post the product knows nothing of", ({ published }) => ({ published: [...published, there(4)] }), "4 posts"],
  ["a post that failed", () => ({ posts: [{ ...post(1), state: "failed", errorCode: "x" }] }), "is failed: x"],
  ["a post that is still open", () => ({ posts: [{ ...post(1), state: "unknown" }] }), "is unknown"],
  ["one id for two", () => ({ posts: [post(1), { ...post(2), externalId: "181" }] }), "two posts say"],
  ["another's words", () => ({ posts: [{ ...post(1), caption: "other" }] }), "another's caption"],
  ["another account", () => ({ posts: [{ ...post(1), accountId: "2" }] }), "another account"],
  ["another kind", () => ({ posts: [{ ...post(1), kind: "video" }] }), "went out as image"],
  ["a label that was not seen", () => ({ posts: [{ ...post(1), labelled: null }] }), "not seen to be labelled"],
  ["no label", () => ({ published: [{ ...there(1), aiGenerated: false }] }), "AI-generated"],
  ["more than the quota", () => ({ postsPerDay: 2 }), "3 posts of 2"],
  ["a death", () => ({ unplannedDeaths: ["exit 1"] }), "died by itself"],
])("%s is found", (_name, change, sentence) => {
  expect(checkPublish({ ...good, ...change(good) }).failures.join("\n")).toContain(sentence);
});
