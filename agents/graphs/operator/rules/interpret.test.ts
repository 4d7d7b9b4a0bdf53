// What is said in the topic of an avatar is about that avatar, unless it names another.
import { expect, it } from "vitest";
import { interpretByRules } from "./interpret.ts";

const avatars = [
  { slug: "luna", name: "Luna" },
  { slug: "mara", name: "Mara" },
];
const now = new Date("2026-11-24T12:00:00Z");

it.each([
  ["make 3 posts", "luna"],
  ["make Mara 3 posts", "mara"],
  ["haz 3 publicaciones", "luna"],
])("%s is about %s", (text, avatar) => {
  expect(interpretByRules(text, { avatars, now })).toMatchObject(
    text.includes("Mara") ? { kind: "plan" } : { kind: "ask", missing: "avatar" },
  );
  expect(interpretByRules(text, { avatars, now, about: "luna" })).toMatchObject({
    kind: "plan",
    steps: [{ command: "batch.create", input: { avatar, count: 3 } }],
  });
});
