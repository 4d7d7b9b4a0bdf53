import { expect, test } from "vitest";
import { taggedCaption } from "./public-caption.ts";

const piece = {
  kind: "image",
  caption: "Slow morning #coffee",
  hashtags: ["#slowliving", "#coffee", "#virtualcreator"],
  avatar: { languages: ["en"] },
};

test("hashtags go out with the caption, each once, as many as are usual there", () => {
  expect(taggedCaption({}, "instagram", piece)).toBe("Slow morning #coffee\n\n#slowliving #virtualcreator");
  expect(taggedCaption({}, "threads", piece)).toBe("Slow morning #coffee\n\n#virtualcreator");
});

test("where room is short the caption stands as it was approved", () => {
  const caption = "x".repeat(299);
  expect(taggedCaption({}, "bluesky", { ...piece, caption })).toBe(caption);
  expect(taggedCaption({}, "instagram", { ...piece, kind: "story" })).toBe(piece.caption);
});
