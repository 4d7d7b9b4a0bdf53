// What a Telegram channel takes. Source: Bot API 10.1, sendPhoto, sendVideo, sendMediaGroup; uploads by a bot of up to 50 MB.
import type { CaptionRules, ClipRules, PictureRules, PostRules } from "../post-rules.ts";

/** Hashtags and mentions are not limited, only the caption is. */
const CAPTION: CaptionRules = { counts: "units", maxLength: 1_024, maxHashtags: 1_024, maxMentions: 1_024 };

const PICTURE: PictureRules = {
  contentTypes: ["image/jpeg"],
  maxBytes: 10_000_000,
  // Telegram takes 1:20, but shows what is this tall as a strip.
  minAspect: 1 / 2,
  maxAspect: 2,
  minWidth: 320,
  maxWidth: 2_560,
};

const CLIP: ClipRules = {
  contentTypes: ["video/mp4"],
  maxBytes: 50_000_000,
  minAspect: 9 / 16,
  maxAspect: 16 / 9,
  minWidth: 320,
  maxWidth: 1_920,
  minSeconds: 1,
  maxSeconds: 10 * 60,
  videoCodecs: ["h264"],
};

export const TELEGRAM_CHANNEL_RULES = {
  // Anyone can read a public channel: there is no gate as in a private chat.
  tiers: ["safe"],
  formats: {
    image: { minItems: 1, maxItems: 1, picture: PICTURE, clip: null, caption: CAPTION },
    carousel: { minItems: 2, maxItems: 10, picture: PICTURE, clip: CLIP, caption: CAPTION },
    video: { minItems: 1, maxItems: 1, picture: null, clip: CLIP, caption: CAPTION },
  },
} as const satisfies PostRules;
