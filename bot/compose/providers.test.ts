import { expect, it } from "vitest";
import { readConfig } from "../../agents/kernel/config.ts";
import { PROVIDERS } from "../../jobs/providers/catalog.ts";
import { openImageGenerators } from "./providers.ts";

const namesOf = (environment: Readonly<Record<string, string>>) =>
  openImageGenerators(readConfig(environment)).map((generator) => generator.info.provider);

it("uses the vendors that have a key, in the catalog's order, else the built-in one", () => {
  expect(namesOf({})).toEqual(["storyboard"]);
  expect(namesOf({ FAL_KEY: "key" })).toEqual(["fal"]);
  expect(namesOf({ FAL_KEY: "key", REPLICATE_API_TOKEN: "token" })).toEqual(["replicate", "fal"]);
  expect(namesOf({ FAL_KEY: "key", IMAGE_PROVIDERS: "fal,storyboard" })).toEqual(["fal", "storyboard"]);
});

it("says what is missing or not known, and can open every picture maker of the catalog", () => {
  expect(() => namesOf({ IMAGE_PROVIDERS: "fal" })).toThrow(expect.objectContaining({ field: "FAL_KEY" }));
  expect(() => namesOf({ IMAGE_PROVIDERS: "dalle" })).toThrow(
    expect.objectContaining({ remedy: "Known: storyboard, replicate, fal." }),
  );
  for (const { provider, required } of PROVIDERS.filter((entry) => entry.kind === "image")) {
    const keys = Object.fromEntries(required.map((name) => [name, "a-key"]));
    expect(namesOf({ ...keys, IMAGE_PROVIDERS: provider })).toEqual([provider]);
  }
});
