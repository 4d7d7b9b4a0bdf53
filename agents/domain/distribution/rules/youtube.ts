// What YouTube takes as a Short. Source: YouTube Data API, videos resource; YouTube Help, three-minute Shorts.
import type { CaptionRules, ClipRules, PostRules } from "../post-rules.ts";

/** The description, in bytes there: half of it is safe in any language. More than 60 hashtags, and YouTube ignores all. */
const CAPTION: CaptionRules = { counts: "units", maxLength: 2_500, maxHashtags: 60, maxMentions: 2_500 };

/** Upright or square: anything else is no Short. */
const SHORT: ClipRules = {
  contentTypes: ["video/mp4"],
  maxBytes: 1_000_000_000,
  minAspect: 9 / 16,
  maxAspect: 1,
  minWidth: 320,
  maxWidth: 1_920,
  minSeconds: 1,
  maxSeconds: 3 * 60,
  videoCodecs: ["h264", "hevc"],
  maxFramesPerSecond: 60,
};

export const YOUTUBE_RULES = {
  // Channel matrix (domain 3).
  tiers: ["safe"],
  formats: {
    video: { minItems: 1, maxItems: 1, picture: null, clip: SHORT, caption: CAPTION },
  },
} as const satisfies PostRules;
