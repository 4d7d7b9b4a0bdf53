// The checker must see what it is there for: a record in which all is well, then one fault at a time.
import { expect, test } from "vitest";
import { checkErase, type EraseRecord } from "./check.ts";
import { placesOf } from "./search.ts";

const sighting = (door: string, ...places: string[]) => ({ whose: "ann", door, places });

const good: EraseRecord = {
  before: [sighting("message", "postgres public.Message")],
  after: [sighting("message"), sighting("platform id")],
  afterReturn: [sighting("message")],
  exported: { wanted: ["message"], found: ["message"], foreign: 0 },
  exportLink: [200, 404],
  gallery: [200, 404],
  other: [["a row"], ["a row", "a newer row"]],
  ledger: ["29.99", "29.99"],
  midTurnSends: [1, 1],
  wasMidTurn: true,
  returned: { messages: ["good morning"], name: "", isLocked: false },
  minorReturned: { messages: ["good morning"], isLocked: true },
  chainsIntact: true,
  unplannedDeaths: [],
};

test("an erasure in which nothing is left holds", () => {
  expect(checkErase(good)).toEqual({
    failures: [],
    figures: { canaries: 1, placesBefore: 1, searchesAfter: 3, placesAfter: 0, exported: 1, rowsOfOthers: 1 },
  });
});

const faults: readonly (readonly [string, Partial<EraseRecord>])[] = [
  ["after the erasure the draft of ann stands in redis bull:1", { after: [sighting("draft", "redis bull:1")] }],
  ["after they wrote again the late of ann stands in file x", { afterReturn: [sighting("late", "file x")] }],
  ["the name of ann was nowhere to begin with: its absence proves nothing", { before: [sighting("name")] }],
  ["the export lacks the message", { exported: { wanted: ["message"], found: [], foreign: 0 } }],
  ["the export holds 1 words of somebody else", { exported: { ...good.exported, foreign: 1 } }],
  ["the export's link answers 200 after the erasure", { exportLink: [200, 200] }],
  ["the gallery answers 200 after the erasure", { gallery: [200, 200] }],
  ["of the fan who stays this is gone or changed: a row", { other: [["a row"], ["another"]] }],
  ["of the fan who stays nothing was kept to begin with", { other: [[], []] }],
  ["the ledger was 29.99 and is 0", { ledger: ["29.99", "0"] }],
  ["1 messages were sent to a fan after their erasure", { midTurnSends: [1, 2] }],
  ["no turn was in flight during the erasure", { wasMidTurn: false }],
  ["who wrote again has 2 messages, not 1", { returned: { ...good.returned, messages: ["a", "b"] } }],
  ["who wrote again has the old name", { returned: { ...good.returned, name: "Ann" } }],
  ["the minor lock did not outlive the erasure", { minorReturned: { ...good.minorReturned, isLocked: false } }],
  ["the audit chains do not verify", { chainsIntact: false }],
  ["the product died by itself: exit 1", { unplannedDeaths: ["exit 1"] }],
];

test.each(faults)("%s", (failure, fault) => {
  expect(checkErase({ ...good, ...fault }).failures).toEqual([failure]);
});

test("a word is found in any case, in the place's own name, as hexadecimal and as base64", () => {
  const word = "vokurimatesobagi";
  const forms = [
    word.toUpperCase(),
    Buffer.from(word).toString("hex"),
    Buffer.from(`${word} and more`).toString("base64"),
  ];
  for (const text of forms) expect(placesOf([{ place: "here", text: `x ${text} y` }], word)).toEqual(["here"]);
  expect(placesOf([{ place: `file ${word}.json`, text: "" }], word)).toHaveLength(1);
  expect(placesOf([{ place: "here", text: "nothing" }], word)).toEqual([]);
});
