// The checker must see what it is there for: a record in which all is well, then one fault at a time.
import { expect, test } from "vitest";
import { checkRecord } from "./check.ts";
import type { CrashRecord } from "./record.ts";

const conversationId = "cnv";
const inbound = (seq: number, externalId: string, receivedAtMs: number) => {
  return { conversationId, seq, direction: "in" as const, kind: "text", externalId, receivedAtMs };
};
const outbound = (upToSeq: number, ordinal: number, kind: string, externalId: string) => {
  return {
    conversationId,
    upToSeq,
    ordinal,
    kind,
    state: "sent",
    externalId,
    sendingAtMs: 1_000,
    blockedBy: null,
    error: null,
  };
};
const onPlatform = (id: string, from: "fan" | "account") => ({ id, from });
const piece = (number: number) => {
  return {
    batchId: "bat",
    number,
    state: "ready",
    rejectedReason: null,
    assetId: `a${number}`,
    storageKey: "k",
    sha256: "h",
    fileSha256: "h",
  };
};
const webhook = (mid: string, status = 200) => ({ messageIds: [mid], isEcho: false, status });

/** Two messages in a burst and one later; a batch of two. */
const good: CrashRecord = {
  wantedMessages: 3,
  wanted: { batches: 1, piecesABatch: 2 },
  platform: [..."abc"].map((id) => onPlatform(id, "fan")).concat([..."xyz"].map((id) => onPlatform(id, "account"))),
  webhooks: [webhook("a", 0), webhook("a"), webhook("a"), webhook("b"), webhook("c")],
  events: [..."abc"].map((eventId) => ({ eventId, state: "processed" })),
  messages: [
    inbound(1, "a", 1_000),
    inbound(2, "b", 2_000),
    { ...inbound(3, "x", 6_000), direction: "out", kind: "disclosure" },
    { ...inbound(4, "y", 6_001), direction: "out", kind: "reply" },
    inbound(5, "c", 60_000),
    { ...inbound(6, "z", 64_000), direction: "out", kind: "reply" },
  ],
  outbound: [outbound(2, 0, "disclosure", "x"), outbound(2, 1, "reply", "y"), outbound(5, 0, "reply", "z")],
  conversations: [{ id: conversationId, disclosed: true, optedOutAtMs: null, minorLockedAtMs: null, crisisAtMs: null }],
  batches: [{ id: "bat", state: "completed" }],
  pieces: [piece(1), piece(2)],
  costs: [1, 2].map((n) => ({ attemptKey: `k${n}`, pieceId: `p${n}`, state: "settled", amountUsd: 0.03 })),
  budgetUsedUsd: 0.06,
  vendorPictures: 2,
  openOutbox: 0,
  audit: [
    { seq: 1, prevHash: "", hash: "h1" },
    { seq: 2, prevHash: "h1", hash: "h2" },
  ],
  chainsIntact: true,
  stops: [],
  leaks: [],
  unplannedDeaths: [],
};

test("finds nothing where all is well", () => {
  const { failures, figures } = checkRecord(good);
  expect(failures).toEqual([]);
  expect(figures).toMatchObject({ messages: 3, answers: 2, webhooksNotAcknowledged: 1, pieces: 2, spentUsd: 0.06 });
});

test("lets a person decide on an answer of which nobody can tell whether it arrived", () => {
  const asked = { ...outbound(5, 0, "reply", "z"), state: "draft", externalId: null, error: "broke_off" };
  expect(checkRecord({ ...good, outbound: [...good.outbound.slice(0, 2), asked] }).failures).toEqual([]);
});

test("leaves to a person what is written after a hand-over", () => {
  const [disclosure, reply] = good.outbound;
  if (!disclosure || !reply) throw new Error("the record has answers");
  const failures = (kind: string) => checkRecord({ ...good, outbound: [disclosure, { ...reply, kind }] }).failures;
  expect(failures("reply").some((failure) => failure.includes("has no answer"))).toBe(true);
  expect(failures("handover").some((failure) => failure.includes("has no answer"))).toBe(false);
});

test("lets an answer cut a burst only when the oldest message it covers had waited for the longest time", () => {
  const cutAfter = (waitedMs: number) => {
    const [first, second, ...rest] = good.messages;
    if (!first || !second) throw new Error("the record has messages");
    const messages = [
      { ...first, receivedAtMs: 1_000 },
      inbound(2, "b", waitedMs - 1_000),
      inbound(3, "e", 1_000 + waitedMs),
    ];
    const answers = [...good.outbound, outbound(3, 0, "reply", "v")].sort(
      (left, right) => left.upToSeq - right.upToSeq,
    );
    const record = { ...good, messages: [...messages, ...rest.map((row) => ({ ...row, seq: row.seq + 1 }))] };
    return checkRecord({ ...record, outbound: answers }).failures.filter((failure) => failure.includes("the burst"));
  };
  expect(cutAfter(12_000)).toEqual([]);
  expect(cutAfter(11_000)).toHaveLength(1);
});

const faults: readonly [string, Partial<CrashRecord>, string][] = [
  ["a message lost after its 200", { messages: good.messages.slice(0, 4) }, "stands 0 times"],
  ["a message kept twice", { messages: [...good.messages, inbound(7, "a", 70_000)] }, "stands 2 times"],
  ["a message without an answer", { outbound: good.outbound.slice(0, 2) }, "has no answer"],
  ["two answers to a burst", { outbound: [...good.outbound, outbound(1, 0, "reply", "w")] }, "more than one answer"],
  [
    "an answer still being sent",
    { outbound: [...good.outbound.slice(0, 2), { ...outbound(5, 0, "reply", "z"), state: "sending" }] },
    "is sending",
  ],
  ["a message the fan got twice", { platform: [...good.platform, onPlatform("again", "account")] }, "the rows do not"],
  ["no disclosure", { outbound: good.outbound.slice(1) }, "disclosed 0 times"],
  [
    "a file that is not the row's",
    { pieces: [piece(1), { ...piece(2), fileSha256: "other" }] },
    "not what its row says",
  ],
  ["a picture paid twice", { vendorPictures: 3 }, "billed 3 pictures"],
  ["a ledger that does not sum", { budgetUsedUsd: 0.09 }, "the budget 0.09"],
  ["work left in the outbox", { openOutbox: 1 }, "outbox rows are open"],
  [
    "an audit row taken out",
    { audit: good.audit.slice(1).concat({ seq: 4, prevHash: "h3", hash: "h4" }) },
    "does not follow",
  ],
  [
    "an answer after an opt-out",
    { conversations: good.conversations.map((row) => ({ ...row, optedOutAtMs: -60_000 })) },
    "after an opt-out",
  ],
  [
    "an answer while everything is stopped",
    { stops: [{ fromMs: -5_000, untilMs: 2_000 }] },
    "while everything was stopped",
  ],
  [
    "words to a minor",
    { conversations: good.conversations.map((row) => ({ ...row, minorLockedAtMs: -60_000 })) },
    "reply to a minor",
  ],
  ["a message in the log", { leaks: ["qx001zv"] }, "stand in the log"],
  ["a crash of its own", { unplannedDeaths: ["exit 1"] }, "ended by itself"],
];

test.each(faults)("sees %s", (_name, fault, words) => {
  expect(checkRecord({ ...good, ...fault }).failures.join("\n")).toContain(words);
});
