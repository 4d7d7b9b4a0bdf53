// Which tiers each channel may show (domain 3). A channel that is not listed may show nothing.
import { TIERS, type Tier } from "./tier.ts";

export const CHANNEL_TIERS: Readonly<Record<string, readonly Tier[]>> = {
  instagram: ["safe"],
  tiktok: ["safe"],
  threads: ["safe"],
  youtube: ["safe"],
  x: ["safe", "suggestive"],
  telegram: ["safe", "suggestive"],
  // What is more explicit is delivered by the gallery, behind our own age gate.
  fanvue: ["safe", "suggestive"],
  // Anyone can read it: no gate stands before it.
  telegram_channel: ["safe"],
  bluesky: ["safe"],
  web: ["safe", "suggestive"],
  gallery: TIERS,
  age_verified_store: TIERS,
};

/** Tiers that may be shown on at least one of the channels, mildest first; none for no channel. */
export function allowedTiers(channels: readonly string[]): Tier[] {
  return TIERS.filter((tier) => channels.some((channel) => isTierAllowed(channel, tier)));
}

export function isTierAllowed(channel: string, tier: Tier): boolean {
  return Object.hasOwn(CHANNEL_TIERS, channel) && (CHANNEL_TIERS[channel]?.includes(tier) ?? false);
}
