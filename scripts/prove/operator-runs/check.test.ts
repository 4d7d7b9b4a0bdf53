// The checker must see what it is there for: a record in which all is well, then one fault at a time.
import { expect, test } from "vitest";
import { checkRuns } from "./check.ts";
import type { OperatorRecord } from "./record.ts";
import { writeScenes } from "./scenes.ts";

const asked = { what: "telegram: make", isTold: true, isCardUsable: true, pictures: 1, publishes: 1 };
const plan = { id: "run_a", command: "agent.plan", state: "done", approvals: 1, steps: [] };
const good: OperatorRecord = {
  requests: [{ ...asked, runCardId: "run_a" }],
  cards: [
    plan,
    { ...plan, id: "run_a-1", command: "batch.create" },
    { ...plan, id: "run_unseen", state: "waiting", approvals: 0 },
  ],
  batches: [{ requested: 1, state: "completed" }],
  pieces: [{ state: "ready", rejectedReason: null, costs: 1 }],
  costs: [{ attemptKey: "k", state: "settled", amountUsd: 0.03 }],
  budgetUsedUsd: 0.03,
  vendorPictures: 1,
  posts: [{ number: 1, state: "published" }],
  published: 1,
  unplannedDeaths: [],
};

test("finds nothing where all is well", () => {
  expect(checkRuns(good)).toMatchObject({ failures: [], figures: { requests: 1, cardsUsedAfterRestart: 1 } });
});

const [request] = good.requests;
const faults: readonly [string, Partial<OperatorRecord>, string][] = [
  ["a run that was not finished", { cards: [{ ...plan, state: "approved" }] }, "is approved"],
  [
    "a step that failed",
    { cards: [{ ...plan, steps: [{ command: "batch.create", state: "failed", message: "no budget" }] }] },
    "batch.create is failed: no budget",
  ],
  ["two yeses", { cards: [{ ...plan, approvals: 2 }] }, "2 yeses"],
  ["a run nobody wanted", { cards: [...good.cards, { ...plan, id: "run_b" }] }, "nobody said yes"],
  ["a batch made twice", { batches: [...good.batches, ...good.batches] }, "batches of 1,1"],
  ["a picture made twice", { vendorPictures: 2 }, "the vendor made 2"],
  ["a picture paid twice", { pieces: [{ state: "ready", rejectedReason: null, costs: 2 }] }, "paid 2 times"],
  ["a ledger that does not sum", { budgetUsedUsd: 0.06 }, "the budget 0.06"],
  ["a post sent twice", { published: 2 }, "2 posts"],
  ["a post not sent", { posts: [] }, "the posts none"],
  ["a card that died", { requests: request ? [{ ...request, isCardUsable: false }] : [] }, "of no use"],
  ["silence", { requests: request ? [{ ...request, isTold: false }] : [] }, "nobody was told"],
];

test.each(faults)("sees %s", (_name, fault, words) => {
  expect(checkRuns({ ...good, ...fault }).failures.join("\n")).toContain(words);
});

test("asks for each post once, whatever the seed", () => {
  const numbers = writeScenes(5, { requests: 24 }).flatMap(({ publishes }) => publishes ?? []);
  expect(numbers).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
});
