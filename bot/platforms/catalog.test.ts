import { expect, it } from "vitest";
import { isTierAllowed } from "../../agents/domain/content/channel-tiers.ts";
import { networkOf } from "../../agents/domain/distribution/platform-name.ts";
import { windowClosesAt, windowCount } from "../../agents/domain/fans/reply-window.ts";
import { ENVIRONMENT } from "../../agents/kernel/environment.ts";
import { PLATFORMS } from "./catalog.ts";

it("names only variables the product reads", () => {
  const known = new Set(ENVIRONMENT.map((variable) => variable.name));
  const named = PLATFORMS.flatMap((platform) => [...platform.environment, ...platform.optionalEnvironment]);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  expect(new Set(PLATFORMS.map((platform) => platform.id)).size).toBe(PLATFORMS.length);
});

it("lists no platform with messages or posts that the rules do not know", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  for (const { id, capabilities, limits } of PLATFORMS) {
    const closesAt = windowClosesAt(id, now, false);
    if (capabilities.includes("messages")) expect(closesAt === null || closesAt > now, id).toBe(true);
    expect(windowCount(id, 0)?.most, id).toBe(limits.messagesPerWindow);
    if (capabilities.includes("posts")) expect(isTierAllowed(networkOf(id), "safe"), id).toBe(true);
  }
});
