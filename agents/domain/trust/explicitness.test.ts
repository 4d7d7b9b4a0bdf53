import { describe, expect, test } from "vitest";
import { CHANNEL_TIERS } from "../content/channel-tiers.ts";
import { TIER_CEILING } from "../content/tier.ts";
import {
  AGE_LIMITS,
  allowedExplicitness,
  type ExplicitnessFacts,
  MEDIA_LIMITS,
  PAYMENT_LIMITS,
} from "./explicitness.ts";

const open: ExplicitnessFacts = {
  action: "offer",
  channel: "gallery",
  paymentProvider: "ccbill",
  mediaProvider: "comfyui",
  workspaceLimit: 10,
  ageState: "verified_adult",
  ageVerifierConfigured: true,
};

test("with everything open all ten levels may be sold", () => expect(allowedExplicitness(open)).toBe(10));

const cells: readonly [string, Partial<ExplicitnessFacts>, number][] = [
  ...(["instagram", "tiktok", "threads", "youtube"] as const).map(
    (channel): [string, Partial<ExplicitnessFacts>, number] => [channel, { channel }, 3],
  ),
  ["x", { channel: "x" }, 8],
  ["telegram", { channel: "telegram" }, 8],
  ["store", { channel: "age_verified_store" }, 10],
  ["unknown channel", { channel: "myspace" }, 0],
  ["prototype key", { channel: "constructor" }, 0],
  ["stripe", { paymentProvider: "stripe" }, 3],
  ["unknown payment", { paymentProvider: "cash" }, 0],
  ["replicate", { mediaProvider: "replicate" }, 6],
  ["openai", { mediaProvider: "openai" }, 3],
  ["unknown media", { mediaProvider: "?" }, 0],
  ["age unknown", { ageState: "unknown" }, 3],
  ["declared", { ageState: "declared_adult" }, 6],
  ["minor", { ageState: "minor" }, 0],
  ["no verifier", { ageVerifierConfigured: false }, 6],
  ["workspace 2", { workspaceLimit: 2 }, 2],
  ["workspace unset", { workspaceLimit: Number.NaN }, 0],
];

describe("each limit binds an offer by itself", () => {
  test.each(cells)("%s", (_name, change, expected) =>
    expect(allowedExplicitness({ ...open, ...change })).toBe(expected),
  );
});

test("the whole matrix is the least of its parts, cell by cell", () => {
  let cellCount = 0;
  for (const [channel, tiers] of Object.entries(CHANNEL_TIERS))
    for (const [paymentProvider, paymentLimit] of Object.entries(PAYMENT_LIMITS))
      for (const [mediaProvider, mediaLimit] of Object.entries(MEDIA_LIMITS))
        for (const ageState of ["unknown", "declared_adult", "verified_adult", "minor"] as const) {
          const facts = { ...open, channel, paymentProvider, mediaProvider, ageState };
          const seen = Math.min(Math.max(...tiers.map((tier) => TIER_CEILING[tier])), AGE_LIMITS[ageState]);
          expect(allowedExplicitness(facts)).toBe(Math.min(seen, paymentLimit, mediaLimit));
          expect(allowedExplicitness({ ...facts, action: "preview" })).toBe(seen);
          expect(allowedExplicitness({ ...facts, action: "send" })).toBe(Math.min(seen, mediaLimit));
          expect(allowedExplicitness({ ...facts, action: "generate" })).toBe(mediaLimit);
          cellCount += 1;
        }
  expect(cellCount).toBe(12 * 8 * 18 * 4);
});

test("generation asks neither viewer nor payment, a missing fact is a no", () => {
  expect(
    allowedExplicitness({
      action: "generate",
      mediaProvider: "comfyui",
      workspaceLimit: 10,
      ageVerifierConfigured: false,
    }),
  ).toBe(10);
  expect(
    allowedExplicitness({ action: "read", channel: "gallery", workspaceLimit: 10, ageVerifierConfigured: true }),
  ).toBe(0);
});
