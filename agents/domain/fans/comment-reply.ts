// May a comment be answered by its one private message? Judged when it comes in and again when it is sent (trust C11, C14).

/** Private replies to comments an account may send: Instagram allows 750 an hour; ours is far below, so that it never looks like a mailing. */
export const COMMENT_REPLIES_AN_HOUR = 60;

export interface CommentFacts {
  /** The owner of the account asked for it. */
  readonly enabled: boolean;
  readonly killSwitch: boolean;
  readonly avatarState: string;
  readonly autonomy: "auto" | "draft" | "off";
  /** They write to us already, or did: the answer belongs there. */
  readonly hasThread: boolean;
  /** The comment itself says something that no greeting answers: minor, abuse, crisis, opt-out. */
  readonly guarded: boolean;
  readonly commentedAt: Date;
  /** As of ChannelInfo. */
  readonly commentReplyMs: number | null;
  /** Private replies of this account within the last hour. */
  readonly repliesLastHour: number;
}

/** @returns why not; null: it may */
export function whyNoCommentReply(facts: CommentFacts, now: Date): string | null {
  if (facts.commentReplyMs === null) return "not_supported";
  if (!facts.enabled) return "not_enabled";
  if (facts.killSwitch) return "kill_switch";
  if (facts.avatarState === "paused" || facts.avatarState === "retired") return `avatar_${facts.avatarState}`;
  if (facts.autonomy !== "auto") return "autonomy";
  if (facts.guarded) return "guarded";
  if (facts.hasThread) return "has_thread";
  if (now.getTime() - facts.commentedAt.getTime() > facts.commentReplyMs) return "window_closed";
  return facts.repliesLastHour >= COMMENT_REPLIES_AN_HOUR ? "hourly_limit" : null;
}
