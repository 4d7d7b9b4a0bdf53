/** Accounts that post to TikTok; those for messages are business accounts of another system ("tiktok"). */
export const TIKTOK_POSTS_PLATFORM = "tiktok_posts";
