// Messages whose webhook never came (the server was down, or unsubscribed): looked up at the platform and taken in the usual
// way, under the ids their webhooks have, so that nothing is answered twice.
import { openCommentReplies } from "../../agents/commands/comment/open-comment-replies.ts";
import type { AppContext } from "../../agents/commands/context.ts";
import { lookForMissed } from "../../agents/commands/inbound/look-for-missed.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { MINUTE_MS } from "../../agents/kernel/clock.ts";
import { replyToComment } from "../../agents/work-orders/reply-to-comment.ts";
import type { Schedule } from "./schedules.ts";

/** One list and few threads a look: far below what platforms allow (Instagram: 2 calls a second). */
const EVERY_MS = 10 * MINUTE_MS;

async function run(context: AppContext): Promise<void> {
  const waiting = await openCommentReplies(context);
  await context.ports.queue.addAll(
    replyToComment,
    waiting.map((id) => ({ commentReplyId: id })),
  );
  for (const platform of Object.keys(context.ports.channels)) {
    await callInternal(context, lookForMissed, { platform });
  }
}

export const missedEvents: Schedule = { name: "missed-events", everyMs: EVERY_MS, run };
