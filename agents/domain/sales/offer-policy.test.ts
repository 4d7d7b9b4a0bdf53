import { expect, test } from "vitest";
import { decideOffer, type OfferFacts } from "./offer-policy.ts";

const now = new Date("2026-11-24T12:00:00Z");
const facts: OfferFacts = {
  stage: "conversion",
  score: 65,
  ownedSteps: [],
  noOfferUntil: null,
  hasOpenOffer: false,
  askedForContent: false,
};

test.each([
  ["conversion from 60", {}, { offer: "pack", step: "starter" }],
  ["conversion from 80", { score: 80 }, { offer: "pack", step: "deluxe" }],
  ["conversion below 60", { score: 59 }, { offer: "subscription" }],
  ["qualification below 70", { stage: "qualification", score: 69 }, { offer: "none", reason: "score" }],
  ["qualification from 70", { stage: "qualification", score: 70 }, { offer: "pack", step: "starter" }],
  ["lead magnet never", { stage: "lead_magnet", score: 100 }, { offer: "none", reason: "stage" }],
  ["a starter's buyer gets deluxe", { ownedSteps: ["starter"] }, { offer: "pack", step: "deluxe" }],
  ["a vip owns all", { ownedSteps: ["starter", "vip"] }, { offer: "none", reason: "owns_all" }],
  ["after a no", { noOfferUntil: new Date("2026-11-24T12:00:01Z") }, { offer: "none", reason: "quiet_period" }],
  ["the quiet period ended", { noOfferUntil: now }, { offer: "pack", step: "starter" }],
  ["one open offer is enough", { hasOpenOffer: true }, { offer: "none", reason: "open_offer" }],
  ["unless the fan asks again", { hasOpenOffer: true, askedForContent: true }, { offer: "pack", step: "starter" }],
] as const)("%s", (_name, change, expected) => {
  expect(decideOffer({ ...facts, ...change }, now)).toEqual(expected);
});
