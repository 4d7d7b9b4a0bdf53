// What kind of first line a caption has: the one a follower sees before "more". Pure.

export const HOOK_KINDS = ["question", "number", "cliffhanger", "exclamation", "short", "statement"] as const;
export type HookKind = (typeof HOOK_KINDS)[number];

const SHORT_SIGNS = 30;

/** Up to the first line break, or the end of the first sentence. */
export function firstLine(caption: string): string {
  const line = caption.trim().split("\n")[0]?.trim() ?? "";
  return /^.*?[.!?…]+(?=\s|$)/u.exec(line)?.[0] ?? line;
}

export function hookKind(caption: string): HookKind {
  const line = firstLine(caption)
    .replace(/[^\p{L}\p{N}\p{P}\s]/gu, "")
    .trim();
  if (line.includes("?")) return "question";
  if (/^\d/.test(line)) return "number";
  if (/(\.\.\.|…)$/.test(line)) return "cliffhanger";
  if (line.includes("!")) return "exclamation";
  return [...line].length <= SHORT_SIGNS ? "short" : "statement";
}

/** Without the sign, in small letters, each once. */
export function hashtagsOf(caption: string): string[] {
  return [...new Set((caption.match(/#[\p{L}\p{N}_]+/gu) ?? []).map((tag) => tag.slice(1).toLowerCase()))];
}
