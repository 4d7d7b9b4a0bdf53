// The rules of every platform that can be published to, by its name.
import type { PostRules } from "../post-rules.ts";
import { INSTAGRAM_RULES } from "./instagram.ts";
import { TIKTOK_RULES } from "./tiktok.ts";

export const POST_RULES: Readonly<Record<string, PostRules>> = {
  instagram: INSTAGRAM_RULES,
  tiktok_posts: TIKTOK_RULES,
};
