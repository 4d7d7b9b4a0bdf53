// What Threads takes. Source: Threads API, Overview (media specifications) and Posts, v1.0.
import type { CaptionRules, ClipRules, PictureRules, PostRules } from "../post-rules.ts";

/** One hashtag becomes the topic, the others stay text. */
const CAPTION: CaptionRules = { counts: "units", maxLength: 500, maxHashtags: 500, maxMentions: 500 };

const PICTURE: PictureRules = {
  contentTypes: ["image/jpeg"],
  maxBytes: 8_000_000,
  // Threads takes 1:10 to 10:1, and crops what is shown in a feed.
  minAspect: 1 / 2,
  maxAspect: 2,
  minWidth: 320,
  maxWidth: 1_440,
};

const CLIP: ClipRules = {
  contentTypes: ["video/mp4"],
  maxBytes: 300_000_000,
  minAspect: 9 / 16,
  maxAspect: 16 / 9,
  minWidth: 320,
  maxWidth: 1_920,
  minSeconds: 1,
  maxSeconds: 5 * 60,
  videoCodecs: ["h264", "hevc"],
  minFramesPerSecond: 23,
  maxFramesPerSecond: 60,
};

export const THREADS_RULES = {
  // Channel matrix (domain 3).
  tiers: ["safe"],
  formats: {
    image: { minItems: 1, maxItems: 1, picture: PICTURE, clip: null, caption: CAPTION },
    carousel: { minItems: 2, maxItems: 20, picture: PICTURE, clip: null, caption: CAPTION },
    video: { minItems: 1, maxItems: 1, picture: null, clip: CLIP, caption: CAPTION },
  },
} as const satisfies PostRules;
