// What TikTok takes as posts. Source: Content Posting API, media transfer guide and post reference (reference 2.2).
import type { PostRules } from "../post-rules.ts";

/** Only clips: photos cannot be labelled as AI-generated there (trust C5). */
export const TIKTOK_RULES = {
  // Channel matrix (domain 3).
  tiers: ["safe"],
  formats: {
    video: {
      minItems: 1,
      maxItems: 1,
      picture: null,
      clip: {
        contentTypes: ["video/mp4"],
        // It takes 4 GB; ten minutes of 9:16 need far less.
        maxBytes: 1_000_000_000,
        minAspect: 9 / 16,
        maxAspect: 9 / 16,
        minWidth: 360,
        maxWidth: 4_096,
        minSeconds: 3,
        maxSeconds: 10 * 60,
        videoCodecs: ["h264", "hevc"],
        minFramesPerSecond: 23,
        maxFramesPerSecond: 60,
      },
      // It states no number of hashtags or mentions.
      caption: { counts: "units", maxLength: 2_200, maxHashtags: 30, maxMentions: 30 },
    },
  },
} as const satisfies PostRules;
