// The rules of every platform that can be published to, by its name.
import type { PostRules } from "../post-rules.ts";
import { INSTAGRAM_RULES } from "./instagram.ts";

export const POST_RULES: Readonly<Record<string, PostRules>> = {
  instagram: INSTAGRAM_RULES,
};
