import { expect, test } from "vitest";
import { maySend, type SendFacts } from "./send-gate.ts";

const now = new Date("2026-11-24T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const open: SendFacts = {
  kind: "reply",
  platform: "instagram",
  byHuman: false,
  avatarState: "active",
  killSwitch: false,
  autonomy: "auto",
  approved: false,
  lastInboundAt: ago(10),
  optedOutAt: null,
  minorLockedAt: null,
  crisisAt: null,
  bannedAt: null,
  blockedAt: null,
  closedByPlatform: false,
  silentUntil: null,
  botPausedUntil: null,
  noOfferUntil: null,
  unansweredOut: 0,
  sentSinceInbound: 0,
  offersToday: 0,
};

test("an ordinary reply goes out", () => {
  expect(maySend(open, now)).toEqual({ allowed: true });
});

test.each([
  ["24 h and a second after the fan wrote", { lastInboundAt: ago(86_401) }, "window_closed"],
  ["a fan that never wrote", { lastInboundAt: null }, "window_closed"],
  ["after STOP", { optedOutAt: ago(1) }, "opted_out"],
  ["after STOP also a human", { optedOutAt: ago(1), byHuman: true, kind: "operator" }, "opted_out"],
  ["a minor", { minorLockedAt: ago(1) }, "minor_lock"],
  ["an offer to a minor by a human", { minorLockedAt: ago(1), byHuman: true, kind: "offer" }, "minor_lock"],
  ["kill switch", { killSwitch: true }, "kill_switch"],
  ["paused avatar", { avatarState: "paused" }, "avatar_paused"],
  ["a banned fan", { bannedAt: ago(1) }, "banned"],
  ["a blocked fan", { blockedAt: ago(1) }, "blocked"],
  ["a fan who left", { closedByPlatform: true }, "window_closed"],
  ["a human took over", { botPausedUntil: ago(-60) }, "human_takeover"],
  ["autonomy off", { autonomy: "off" }, "autonomy_off"],
  ["a draft without approval", { autonomy: "draft" }, "needs_approval"],
  ["one automated message is unanswered", { unansweredOut: 1 }, "unanswered"],
  ["silence after a goodbye", { silentUntil: ago(-60) }, "silent"],
  ["the fourth offer of a day", { kind: "offer", offersToday: 3 }, "offers_a_day"],
  ["an offer after a no", { kind: "offer", noOfferUntil: ago(-60) }, "no_offer_until"],
  ["an offer within 72 h of a crisis", { kind: "offer", crisisAt: ago(71 * 3_600) }, "crisis_quiet"],
] as const)("not: %s", (_name, change, reason) => {
  expect(maySend({ ...open, ...change }, now)).toMatchObject({ allowed: false, reason });
});

test.each([
  ["exactly 24 h", { lastInboundAt: ago(86_400) }],
  ["a human within 7 days", { lastInboundAt: ago(6 * 86_400), byHuman: true, kind: "operator" }],
  ["an approved draft", { autonomy: "draft", approved: true }],
  ["a human during takeover", { botPausedUntil: ago(-60), byHuman: true, kind: "operator" }],
  ["the confirmation of STOP", { optedOutAt: ago(1), kind: "opt_out" }],
  ["the words that hand over to a person, who answers from then on", { autonomy: "off", kind: "handover" }],
  ["help in a crisis though the bot is paused", { botPausedUntil: ago(-60), kind: "crisis" }],
  ["what was paid for is delivered after STOP", { optedOutAt: ago(1), kind: "delivery" }],
  ["an offer 72 h after a crisis", { kind: "offer", crisisAt: ago(72 * 3_600) }],
] as const)("yes: %s", (_name, change) => {
  expect(maySend({ ...open, ...change }, now)).toEqual({ allowed: true });
});

test.each([
  ["reply", 8, true],
  ["reply", 9, false],
  ["offer", 9, false],
  ["break", 9, false],
  ["operator", 9, false],
  ["disclosure", 7, true],
  ["disclosure", 8, false],
  ["delivery", 9, true],
  ["crisis", 9, true],
  ["minor", 9, true],
  ["opt_out", 9, true],
  ["farewell", 9, true],
  ["handover", 9, true],
  ["delivery", 10, false],
  ["crisis", 10, false],
] as const)("where ten messages are all there is: a %s after %i of them goes out: %s", (kind, sent, goes) => {
  const facts = { ...open, platform: "tiktok", kind, sentSinceInbound: sent, byHuman: kind === "operator" };
  expect(maySend(facts, now)).toEqual(
    goes ? { allowed: true } : { allowed: false, control: "C14", reason: "window_full", retryAt: null },
  );
  expect(maySend({ ...facts, platform: "instagram" }, now)).toEqual({ allowed: true });
});
