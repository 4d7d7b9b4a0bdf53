import { expect, test } from "vitest";
import { texts } from "../../texts/texts.ts";
import { replyFaults } from "../reply-rules.ts";
import { INNOCENT_EN, INNOCENT_ES } from "./testing/innocent-replies.ts";

const secrets = { canary: "Qv7Zk2LmPq9Rt4Wx8Yb1", instructions: "" };
const blocked = (replies: readonly string[]) => replies.filter((reply) => replyFaults(reply, secrets).length > 0);

test("what an avatar says all day is never blocked", () => {
  expect(INNOCENT_EN.length + INNOCENT_ES.length).toBeGreaterThanOrEqual(150);
  expect(blocked([...INNOCENT_EN, ...INNOCENT_ES])).toEqual([]);
});

test.each(["en", "es"] as const)("nor are the rules' own words, %s", (language) => {
  const { replies, botTruth, farewell, disclosure } = texts(language).fans;
  const templates = Object.values(replies).flatMap((choices) => choices.map((choice) => choice("Luna", "")));
  expect(blocked([...templates, ...botTruth("Luna"), ...farewell, disclosure("Luna")])).toEqual([]);
});
