import { describe, expect, test } from "vitest";
import { BREAKER, type PastAttempt, type RoutedVendor, restOf, routeTo } from "./routing.ts";

const now = new Date("2026-11-26T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const trouble = (ms: number): PastAttempt => ({ isTrouble: true, endedAt: ago(ms), retryAt: null });
const fine = (ms: number): PastAttempt => ({ isTrouble: false, endedAt: ago(ms), retryAt: null });
const vendor = (provider: string, more: Partial<RoutedVendor> = {}): RoutedVendor => ({
  provider,
  model: "m",
  offline: false,
  quality: 3,
  speed: 3,
  costMicros: 30_000,
  tried: 0,
  past: [],
  ...more,
});
const chosen = (...given: Parameters<typeof routeTo>) => {
  const route = routeTo(...given);
  return route.state === "chosen" ? route.vendor.provider : route.state;
};

describe("routing", () => {
  const vendors = [
    vendor("plain"),
    vendor("cheap", { costMicros: 3_000, quality: 1 }),
    vendor("best", { costMicros: 90_000, quality: 5, speed: 1 }),
    vendor("quick", { costMicros: 40_000, speed: 5 }),
  ];

  test.each([
    ["order", "plain"],
    ["cost", "cheap"],
    ["quality", "best"],
    ["speed", "quick"],
    ["balanced", "quick"],
  ] as const)("by %s it is %s", (strategy, expected) => expect(chosen(vendors, strategy, now)).toBe(expected));

  test("who failed this request before has its turn after the others", () => {
    expect(chosen([vendor("a", { tried: 1 }), vendor("b")], "order", now)).toBe("b");
    expect(chosen([vendor("a", { tried: 1 }), vendor("b", { tried: 1 })], "order", now)).toBe("a");
  });

  test("without a price nobody is paid", () => {
    expect(chosen([vendor("a", { costMicros: null }), vendor("b")], "order", now)).toBe("b");
    expect(chosen([vendor("a", { costMicros: null })], "order", now)).toBe("unpriced");
  });

  test("a preview stands in for a vendor that fails, not for one that asks for a moment", () => {
    const asked = { ...trouble(0), retryAt: new Date(now.getTime() + 1_000) };
    const preview = vendor("storyboard", { offline: true, costMicros: 0 });
    expect(chosen([vendor("a", { past: [asked] }), preview], "order", now)).toBe("resting");
    expect(chosen([vendor("a", { past: [asked], tried: 1 }), preview], "order", now)).toBe("storyboard");
  });

  test("a vendor that rests is passed over, and waited for only when it is the last", () => {
    const resting = vendor("a", { past: [{ ...trouble(0), retryAt: new Date(now.getTime() + 8_000) }] });
    expect(chosen([resting, vendor("b")], "order", now)).toBe("b");
    expect(routeTo([resting], "order", now)).toEqual({ state: "resting", until: new Date(now.getTime() + 8_000) });
  });
});

describe("the breaker", () => {
  const failing = Array.from({ length: BREAKER.failures }, (_, index) => trouble(10_000 + index * 1_000));

  test("opens after failures in a row, and lets one try after the rest", () => {
    expect(restOf(failing, now)).toEqual({ until: new Date(now.getTime() - 10_000 + BREAKER.restMs), why: "failing" });
    expect(restOf(failing, new Date(now.getTime() + BREAKER.restMs))).toBeNull();
  });

  test("stays shut for fewer, for a success in between, and for failures far apart", () => {
    expect(restOf(failing.slice(1), now)).toBeNull();
    expect(restOf([...failing.slice(0, 2), fine(12_500), ...failing.slice(2)], now)).toBeNull();
    expect(restOf([...failing.slice(0, -1), trouble(BREAKER.windowMs + 20_000)], now)).toBeNull();
  });
});
