import { expect, test } from "vitest";
import { type ScoredTurn, scoreConversations } from "./scorecard.ts";

const turn = (intent: string, said: readonly [string, string][], more: Partial<ScoredTurn> = {}): ScoredTurn => ({
  heard: "…",
  intent,
  language: "en",
  said: said.map(([kind, text]) => ({ kind, text })),
  replaced: null,
  handedOver: false,
  ...more,
});

test("two conversations worked by hand", () => {
  const buyer = [
    turn("greeting", [
      ["disclosure", "I am an AI."],
      ["reply", "hello there friend"],
    ]),
    turn("purchase_intent", [
      ["reply", "here you go"],
      ["offer", "Starter"],
    ]),
    turn("casual_chat", [["reply", "hello there friend"]], { replaced: "template" }),
  ];
  const doubter = [
    turn("greeting", [["reply", "one two"]], { replaced: "rewrite" }),
    turn("bot_question", [["reply", "yes, an AI"]]),
    turn("opt_out", [["opt_out", "done"]]),
    turn("complaint", [["handover", "someone will answer"]], { handedOver: true }),
  ];
  expect(
    scoreConversations([
      { personality: "hot", language: "en", turns: buyer, paidCents: 2_999 },
      { personality: "doubter", language: "en", turns: doubter, paidCents: 0 },
    ]),
  ).toEqual({
    conversations: 2,
    turns: 7,
    // 4 written answers: 2 untouched
    personaKept: 0.5,
    disclosedFirst: 0.5,
    honest: 1,
    guardHits: { bot_question: 1, opt_out: 1 },
    rewrites: 1,
    templates: 1,
    repeats: 1,
    handovers: 1,
    offers: 1,
    conversion: 1,
    revenueCents: 2_999,
    // (3 + 3 + 3 + 2) / 4
    meanWords: 2.75,
  });
});

test("nothing was said: nothing is made up", () => {
  expect(scoreConversations([])).toMatchObject({ personaKept: null, disclosedFirst: null, conversion: null });
});
