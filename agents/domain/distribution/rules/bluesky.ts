// What Bluesky takes. Source: lexicons app.bsky.feed.post, app.bsky.embed.images, app.bsky.embed.video.
import type { CaptionRules, ClipRules, PictureRules, PostRules } from "../post-rules.ts";

/** Hashtags and mentions are not limited, only the text is. */
const CAPTION: CaptionRules = { counts: "graphemes", maxLength: 300, maxHashtags: 300, maxMentions: 300 };

const PICTURE: PictureRules = {
  contentTypes: ["image/jpeg"],
  maxBytes: 1_000_000,
  minAspect: 1 / 2,
  maxAspect: 2,
  minWidth: 320,
  maxWidth: 2_000,
};

const CLIP: ClipRules = {
  contentTypes: ["video/mp4"],
  // As a blob; the video service would take 100 MB.
  maxBytes: 50_000_000,
  minAspect: 9 / 16,
  maxAspect: 16 / 9,
  minWidth: 320,
  maxWidth: 1_920,
  minSeconds: 1,
  maxSeconds: 3 * 60,
  videoCodecs: ["h264"],
};

export const BLUESKY_RULES = {
  tiers: ["safe"],
  formats: {
    image: { minItems: 1, maxItems: 1, picture: PICTURE, clip: null, caption: CAPTION },
    carousel: { minItems: 2, maxItems: 4, picture: PICTURE, clip: null, caption: CAPTION },
    video: { minItems: 1, maxItems: 1, picture: null, clip: CLIP, caption: CAPTION },
  },
} as const satisfies PostRules;
