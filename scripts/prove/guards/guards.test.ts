// The shipped lines hold, and the judge sees what it is there for.
import { expect, test } from "vitest";
import { judged } from "./guards.ts";
import { type JudgedLine, judgeGuards } from "./judge.ts";
import { type Guard, linesOf, readLines } from "./lines.ts";

const line = (label: JudgedLine["label"], fired: readonly Guard[], intent: string): JudgedLine => {
  return { text: `${label} ${intent}`, label, lang: "en", fired: new Set(fired), intent };
};

test("the guards hold on the shipped lines", async () => {
  const lines = await readLines(null);
  expect(lines.length).toBeGreaterThan(0);
  expect(judgeGuards(lines.map((one) => judged(one, new Date("2026-11-26T12:00:00Z")))).failures).toEqual([]);
}, 120_000);

test("a guard that fires is caught even where a graver one decides", () => {
  const { figures, failures } = judgeGuards([line("opt_out", ["opt_out", "crisis"], "crisis")]);
  expect(figures["opt_out en recall %"]).toBe(100);
  expect(failures.filter((failure) => failure.startsWith("opt_out"))).toEqual([]);
});

test("a miss and a false alarm are told with their lines", () => {
  const { failures } = judgeGuards([line("farewell", [], "casual_chat"), line("none", ["farewell"], "farewell")]);
  expect(failures).toEqual([
    "farewell en: recall 0 % is under 97 %",
    "farewell en: 100 % false alarms are over 2 %",
    "farewell en, missed: farewell casual_chat",
    "farewell en, false alarm (none): none farewell",
  ]);
});

test("a guard without lines is counted, not judged for recall", () => {
  const { figures } = judgeGuards([line("none", [], "greeting")]);
  expect(figures["minor en lines"]).toBe(0);
  expect(figures["minor en recall %"]).toBeUndefined();
});

test("labels are read liberally", () => {
  const labels = ["Opt-Out", "BOT_QUESTION", "safe", "not_minor", "greeting"];
  const content = labels.map((label) => JSON.stringify({ text: "x", label, lang: "EN" })).join("\n\n");
  expect(linesOf(content, "f").map(({ label }) => label)).toEqual(["opt_out", "bot_question", "none", "none", "none"]);
});

test.each([
  ["{", /f, line 2: not JSON/],
  ['{"text": "x", "lang": "en"}', /f, line 2: label/],
  ['{"text": "", "label": "none", "lang": "en"}', /f, line 2: text/],
])("the malformed line %j is named", (row, message) => {
  expect(() => linesOf(`{"text":"x","label":"none","lang":"en"}\n${row}`, "f")).toThrow(message);
});
