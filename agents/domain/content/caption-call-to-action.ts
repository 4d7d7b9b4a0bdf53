// Which call to action a caption ends with: what is wanted of whoever reads it there (domain 3).
import type { CallToActionPurpose } from "./caption-words.ts";
import type { Tier } from "./tier.ts";

/** Where most readers do not follow the creator yet: the feed is chosen by the platform. */
const DISCOVERY: readonly string[] = ["tiktok", "youtube", "threads"];

/** What is more than safe leads to what is sold; what strangers see asks to be followed; the rest to be answered. */
export function callToActionFor(tier: Tier, channels: readonly string[]): CallToActionPurpose {
  if (tier !== "safe") return "conversion";
  return channels.some((channel) => DISCOVERY.includes(channel)) ? "growth" : "engagement";
}
