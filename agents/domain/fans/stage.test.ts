import { expect, test } from "vitest";
import { nextStage } from "./stage.ts";

test.each([
  ["lead_magnet", "question", 30, "qualification"],
  ["lead_magnet", "purchase_intent", 30, "qualification"],
  ["lead_magnet", "question", 29, "lead_magnet"],
  ["lead_magnet", "casual_chat", 90, "lead_magnet"],
  ["lead_magnet", "purchase_intent", 90, "qualification"],
  ["qualification", "content_request", 60, "conversion"],
  ["qualification", "purchase_intent", 60, "conversion"],
  ["qualification", "purchase_intent", 59, "qualification"],
  ["qualification", "question", 90, "qualification"],
  ["conversion", "farewell", 0, "conversion"],
] as const)("%s, %s at %d: %s", (stage, intent, score, expected) => {
  expect(nextStage(stage, intent, score)).toBe(expected);
});
