import { describe, expect, test } from "vitest";
import { type AutonomyRule, autonomyFor, mayEverWrite, ruleFor } from "./autonomy.ts";

const rule = (autonomy: AutonomyRule["autonomy"], named: Partial<AutonomyRule> = {}): AutonomyRule => ({
  intent: "any",
  stage: "any",
  fromCents: 0,
  autonomy,
  ...named,
});
const buying = { intent: "purchase_intent", stage: "conversion", priceCents: 9_999 };
const settings = (rules: readonly AutonomyRule[]) => ({ avatar: "draft" as const, rules, conversation: null });

describe("the rule that counts", () => {
  test("without one the avatar's own", () => {
    expect(autonomyFor(settings([]), buying)).toBe("draft");
    expect(autonomyFor(settings([rule("auto", { intent: "greeting" })]), buying)).toBe("draft");
  });

  test("names the most of intent, stage and price", () => {
    const rules = [
      rule("off", { stage: "conversion" }),
      rule("auto", { intent: "purchase_intent", stage: "conversion" }),
      rule("off", { fromCents: 5_000 }),
    ];
    expect(autonomyFor(settings(rules), buying)).toBe("auto");
    expect(autonomyFor(settings(rules), { ...buying, intent: "question", priceCents: null })).toBe("off");
  });

  test("of two prices the higher, and of two alike the more careful", () => {
    const byPrice = [rule("draft", { fromCents: 2_000 }), rule("off", { fromCents: 9_000 })];
    expect(ruleFor(byPrice, buying)?.autonomy).toBe("off");
    expect(ruleFor(byPrice, { ...buying, priceCents: 8_999 })?.autonomy).toBe("draft");
    const alike = [rule("auto", { intent: "purchase_intent" }), rule("off", { stage: "conversion" })];
    expect(ruleFor(alike, buying)?.autonomy).toBe("off");
  });

  test("a price rule is about messages that name a price", () => {
    expect(ruleFor([rule("off", { fromCents: 1 })], { ...buying, priceCents: null })).toBeNull();
  });

  test.each(["minor", "crisis", "opt_out", "bot_question", "farewell", "abuse", null])(
    "no rule is about %s",
    (intent) => {
      expect(ruleFor([rule("off", { stage: "conversion" })], { ...buying, intent })).toBeNull();
    },
  );
});

test("a conversation's own setting is only ever more careful", () => {
  const auto = { avatar: "draft" as const, rules: [rule("auto", { intent: "purchase_intent" })] };
  expect(autonomyFor({ ...auto, conversation: null }, buying)).toBe("auto");
  expect(autonomyFor({ ...auto, conversation: "draft" }, buying)).toBe("draft");
  expect(autonomyFor({ ...auto, conversation: "off" }, buying)).toBe("off");
  expect(autonomyFor({ avatar: "off", rules: [], conversation: "auto" }, buying)).toBe("off");
});

test("where every situation is left to people the machine need not think", () => {
  const off = { avatar: "off" as const, conversation: null };
  expect(mayEverWrite({ ...off, rules: [] })).toBe(false);
  expect(mayEverWrite({ ...off, rules: [rule("auto", { intent: "greeting" })] })).toBe(true);
  expect(mayEverWrite({ avatar: "auto", rules: [], conversation: "off" })).toBe(false);
});
