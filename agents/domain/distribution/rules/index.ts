// The rules of every platform that can be published to, by its name.
import type { PostRules } from "../post-rules.ts";
import { BLUESKY_RULES } from "./bluesky.ts";
import { INSTAGRAM_RULES } from "./instagram.ts";
import { TELEGRAM_CHANNEL_RULES } from "./telegram-channel.ts";
import { THREADS_RULES } from "./threads.ts";
import { TIKTOK_RULES } from "./tiktok.ts";
import { X_RULES } from "./x.ts";
import { YOUTUBE_RULES } from "./youtube.ts";

export const POST_RULES: Readonly<Record<string, PostRules>> = {
  instagram: INSTAGRAM_RULES,
  tiktok_posts: TIKTOK_RULES,
  telegram_channel: TELEGRAM_CHANNEL_RULES,
  bluesky: BLUESKY_RULES,
  threads: THREADS_RULES,
  x: X_RULES,
  youtube: YOUTUBE_RULES,
};
