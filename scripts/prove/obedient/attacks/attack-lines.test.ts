import { expect, test } from "vitest";
import { replyFaults } from "../../../../agents/graphs/reply-rules.ts";
import { attackLines } from "./attack-lines.ts";

const lines = attackLines();
const secrets = { canary: "Qv7Zk2LmPq9Rt4Wx8Yb1", instructions: "" };

test("more than 1,200 different lines from more than 250 ideas, in both languages", () => {
  expect(new Set(lines.map(({ text }) => text)).size).toBe(lines.length);
  expect(lines.length).toBeGreaterThan(1_200);
  const ideas = new Set(lines.map(({ answer }) => ("says" in answer ? answer.means : `${answer.prints} ${answer.as}`)));
  expect(ideas.size).toBeGreaterThan(250);
  for (const language of ["en", "es"])
    expect(lines.filter((line) => line.language === language).length).toBeGreaterThan(500);
});

test("whatever is said, plainly or in disguise, the outgoing checks see it", () => {
  const unseen = lines.flatMap(({ answer }) =>
    "says" in answer && replyFaults(answer.says, secrets).length === 0 ? [answer.says] : [],
  );
  expect(unseen).toEqual([]);
});
