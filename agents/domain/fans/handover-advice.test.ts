import { expect, test } from "vitest";
import { handoverAdvice } from "./handover-advice.ts";

test("locks come before everything, and a sale only where nothing is wrong", () => {
  const advice = (lock: Parameters<typeof handoverAdvice>[0]["lock"], reason: string | null = null) =>
    handoverAdvice({ lock, reason, mayOffer: true });
  for (const lock of ["minor", "banned", "optedOut", "unreachable"] as const)
    expect(advice(lock, "complaint")).toBe("leave");
  expect(advice("crisis", "complaint")).toBe("care");
  expect(advice("human", "crisis")).toBe("care");
  expect(advice("human", "crisis_doubt")).toBe("care");
  expect(advice("human", "age_doubt")).toBe("ask_age");
  expect(advice("human", "complaint")).toBe("repair");
  expect(advice("human", "asked_for_human")).toBe("in_person");
  expect(advice("human", "repeated_failure")).toBe("sell");
  expect(handoverAdvice({ lock: null, reason: null, mayOffer: false })).toBe("answer");
});

test("nobody is sold to while a payment or a limit is the matter", () => {
  for (const reason of ["payment_dispute", "dispute_won", "refund_due", "spend_limit"])
    expect(handoverAdvice({ lock: "human", reason, mayOffer: true }), reason).toBe("answer");
});
