// Platforms by the name people know them by, in every language.

const NAMES: Readonly<Record<string, string>> = {
  tiktok: "TikTok",
  tiktok_posts: "TikTok",
  telegram_channel: "Telegram channel",
  youtube: "YouTube",
  "web-chat": "Web chat",
};

/** "instagram" is Instagram. */
export function platformName(platform: string): string {
  return NAMES[platform] ?? platform.slice(0, 1).toUpperCase() + platform.slice(1);
}

/**
 * TikTok has one app and one token for messages and another for posts, so that they are two accounts here; to people, and to
 * rules about the audience, it is one network.
 */
export function networkOf(platform: string): string {
  return platform === "tiktok_posts" ? "tiktok" : platform;
}
