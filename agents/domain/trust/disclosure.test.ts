import { describe, expect, test } from "vitest";
import { breakReminderDue, chatStartAfter } from "./break-reminder.ts";
import { disclosureDue } from "./disclosure.ts";

const now = new Date("2026-11-24T12:00:00Z");
const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

describe("disclosure", () => {
  test.each([
    ["first message", { disclosedAt: null, previousMessageAt: null, sendsOffer: false }, "first_message"],
    ["an hour into the chat", { disclosedAt: ago(1), previousMessageAt: ago(0.1), sendsOffer: false }, null],
    ["2 h 59 of chat", { disclosedAt: ago(2.99), previousMessageAt: ago(0.1), sendsOffer: false }, null],
    ["3 h of chat", { disclosedAt: ago(3), previousMessageAt: ago(0.1), sendsOffer: false }, "long_chat"],
    ["back after a day", { disclosedAt: ago(25), previousMessageAt: ago(24), sendsOffer: false }, "gap"],
    [
      "human gave the chat back",
      { disclosedAt: ago(1), previousMessageAt: ago(0.1), humanEndedAt: ago(0.5), sendsOffer: false },
      "human_to_bot",
    ],
    [
      "disclosed since the human left",
      { disclosedAt: ago(0.2), previousMessageAt: ago(0.1), humanEndedAt: ago(0.5), sendsOffer: false },
      null,
    ],
    ["offer, disclosed this hour", { disclosedAt: ago(1), previousMessageAt: ago(0.1), sendsOffer: true }, null],
    [
      "offer, disclosed yesterday",
      { disclosedAt: ago(24), previousMessageAt: ago(2), sendsOffer: true },
      "before_offer",
    ],
  ] as const)("%s", (_name, facts, expected) => expect(disclosureDue(facts, now)).toBe(expected));
});

describe("break reminder", () => {
  test.each([
    [{ chatStartedAt: ago(3), lastBreakAt: null, messagesSinceBreak: 40 }, "long_chat"],
    [{ chatStartedAt: ago(2.9), lastBreakAt: null, messagesSinceBreak: 149 }, null],
    [{ chatStartedAt: ago(5), lastBreakAt: ago(2), messagesSinceBreak: 10 }, null],
    [{ chatStartedAt: ago(6), lastBreakAt: ago(3), messagesSinceBreak: 10 }, "long_chat"],
    [{ chatStartedAt: ago(1), lastBreakAt: null, messagesSinceBreak: 150 }, "many_messages"],
    [{ chatStartedAt: null, lastBreakAt: null, messagesSinceBreak: 0 }, null],
  ] as const)("%j -> %s", (facts, expected) => expect(breakReminderDue(facts, now)).toBe(expected));

  test("a pause over an hour starts a new chat", () => {
    expect(chatStartAfter(ago(2), ago(1), now)).toEqual(ago(2));
    expect(chatStartAfter(ago(2), ago(1.01), now)).toEqual(now);
    expect(chatStartAfter(null, null, now)).toEqual(now);
  });
});
