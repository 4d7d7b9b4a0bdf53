// What Instagram takes. Source: Instagram Platform, content publishing and IG User media reference, v26.0.
import type { CaptionRules, ClipRules, PictureRules, PostRules } from "../post-rules.ts";

const CAPTION: CaptionRules = { counts: "units", maxLength: 2_200, maxHashtags: 30, maxMentions: 20 };

const PICTURE: PictureRules = {
  contentTypes: ["image/jpeg"],
  maxBytes: 8_000_000,
  minAspect: 4 / 5,
  maxAspect: 1.91,
  minWidth: 320,
  maxWidth: 1_440,
};

/** A story fills the screen; others would be letterboxed by the platform. */
const UPRIGHT = { minAspect: 9 / 16, maxAspect: 9 / 16 };

const REEL: ClipRules = {
  contentTypes: ["video/mp4"],
  maxBytes: 300_000_000,
  ...UPRIGHT,
  minWidth: 320,
  maxWidth: 1_920,
  minSeconds: 3,
  maxSeconds: 15 * 60,
  videoCodecs: ["h264", "hevc"],
  minFramesPerSecond: 23,
  maxFramesPerSecond: 60,
};

export const INSTAGRAM_RULES = {
  // Channel matrix (domain 3).
  tiers: ["safe"],
  formats: {
    image: { minItems: 1, maxItems: 1, picture: PICTURE, clip: null, caption: CAPTION },
    carousel: {
      minItems: 2,
      maxItems: 10,
      picture: PICTURE,
      // It takes clips, too; ours are of pictures.
      clip: null,
      caption: CAPTION,
      sharesShape: true,
    },
    story: {
      minItems: 1,
      maxItems: 1,
      picture: { ...PICTURE, ...UPRIGHT },
      clip: { ...REEL, maxBytes: 100_000_000, maxSeconds: 60 },
      caption: null,
    },
    video: { minItems: 1, maxItems: 1, picture: null, clip: REEL, caption: CAPTION },
  },
} as const satisfies PostRules;
