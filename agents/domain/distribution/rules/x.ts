// What X takes. Source: X API v2, Create Posts; Media, Best practices.
import type { CaptionRules, ClipRules, PictureRules, PostRules } from "../post-rules.ts";

/** X weighs signs: an emoji counts two, as its UTF-16 units mostly do. What weighs more, X refuses itself. */
const CAPTION: CaptionRules = { counts: "units", maxLength: 280, maxHashtags: 280, maxMentions: 280 };

const PICTURE: PictureRules = {
  contentTypes: ["image/jpeg"],
  maxBytes: 5_000_000,
  minAspect: 1 / 2,
  maxAspect: 2,
  minWidth: 320,
  maxWidth: 4_096,
};

const CLIP: ClipRules = {
  contentTypes: ["video/mp4"],
  maxBytes: 300_000_000,
  // X takes 1:3 to 3:1.
  minAspect: 9 / 16,
  maxAspect: 16 / 9,
  minWidth: 320,
  maxWidth: 1_280,
  minSeconds: 1,
  maxSeconds: 140,
  videoCodecs: ["h264"],
  maxFramesPerSecond: 60,
};

export const X_RULES = {
  // Channel matrix (domain 3) also allows suggestive, where an account is marked sensitive: which we cannot see.
  tiers: ["safe"],
  formats: {
    image: { minItems: 1, maxItems: 1, picture: PICTURE, clip: null, caption: CAPTION },
    carousel: { minItems: 2, maxItems: 4, picture: PICTURE, clip: null, caption: CAPTION },
    video: { minItems: 1, maxItems: 1, picture: null, clip: CLIP, caption: CAPTION },
  },
} as const satisfies PostRules;
