// Platforms by the name people know them by, in every language.

const NAMES: Readonly<Record<string, string>> = {
  tiktok: "TikTok",
  telegram_channel: "Telegram channel",
  youtube: "YouTube",
  "web-chat": "Web chat",
};

/** "instagram" is Instagram. */
export function platformName(platform: string): string {
  return NAMES[platform] ?? platform.slice(0, 1).toUpperCase() + platform.slice(1);
}
