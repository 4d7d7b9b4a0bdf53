import { expect, it } from "vitest";
import { ENVIRONMENT } from "../../agents/kernel/environment.ts";
import { PLATFORMS } from "./catalog.ts";

it("names only variables the product reads", () => {
  const known = new Set(ENVIRONMENT.map((variable) => variable.name));
  const named = PLATFORMS.flatMap((platform) => [...platform.environment, ...platform.optionalEnvironment]);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  expect(new Set(PLATFORMS.map((platform) => platform.id)).size).toBe(PLATFORMS.length);
});
