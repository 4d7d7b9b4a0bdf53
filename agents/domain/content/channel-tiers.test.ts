import { expect, test } from "vitest";
import { allowedTiers } from "./channel-tiers.ts";

test.each([
  [["instagram"], ["safe"]],
  [
    ["instagram", "x"],
    ["safe", "suggestive"],
  ],
  [["gallery"], ["safe", "suggestive", "restricted"]],
  [["unheard-of", "constructor"], []],
  [[], []],
])("%j allows %j", (channels, tiers) => {
  expect(allowedTiers(channels)).toEqual(tiers);
});
