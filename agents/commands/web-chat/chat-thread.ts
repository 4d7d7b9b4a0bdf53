// One visitor's thread on a chat page, as they may see it: by page and visitor, and by nothing else (trust T6).
import { z } from "zod";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { mediaPath } from "../media/media-link.ts";
import { type ChatStanding, findThread, standingOf } from "./chat-visitor.ts";

/** What is shown at once; earlier ones are asked for. */
export const THREAD_PAGE = 50;

export interface ChatLine {
  readonly seq: number;
  /** The platform's id: of the visitor's own the one their page gave it. */
  readonly id: string;
  readonly from: "me" | "them";
  readonly text: string;
  readonly media: { readonly kind: "image" | "audio"; readonly url: string } | null;
  readonly at: Date;
}

export interface ChatThread {
  readonly conversationId: string;
  readonly standing: ChatStanding;
  /** The visitor's messages up to here were read. */
  readonly seenSeq: number;
  /** Oldest first. */
  readonly lines: readonly ChatLine[];
  /** In the direction that was asked for: later ones after `after`, else earlier ones. */
  readonly hasMore: boolean;
}

/** null: this visitor has not written yet. */
export const chatThread = defineInternal({
  name: "web-chat.thread",
  input: z.object({
    pageId: z.string(),
    visitorId: z.string(),
    /** Only later than this; absent: the newest. */
    after: z.int32().nonnegative().optional(),
    before: z.int32().positive().optional(),
  }),
  run: async (context, { after, before, ...place }): Promise<ChatThread | null> => {
    const { prisma } = context.database;
    const conversation = await findThread(prisma, place);
    if (!conversation) return null;
    const range = { ...(after === undefined ? {} : { gt: after }), ...(before === undefined ? {} : { lt: before }) };
    const order = after === undefined ? "desc" : "asc";
    const messages = await prisma.message.findMany({
      where: { conversationId: conversation.id, deletedAt: null, seq: range },
      orderBy: { seq: order },
      take: THREAD_PAGE + 1,
    });
    const shown = messages.slice(0, THREAD_PAGE);
    if (order === "desc") shown.reverse();
    const media = await mediaOf(context, conversation.id, shown);
    return {
      conversationId: conversation.id,
      standing: standingOf(conversation),
      seenSeq: conversation.answeredSeq,
      lines: shown.map((message) => ({
        seq: message.seq,
        id: message.externalId ?? message.id,
        from: message.direction === "in" ? "me" : "them",
        text: message.text,
        media: media.get(message.externalId ?? "") ?? null,
        at: message.sentAt,
      })),
      hasMore: messages.length > THREAD_PAGE,
    };
  },
});

/** By the platform's id of the message. Links last ten minutes: whoever looks later reads the thread again. */
async function mediaOf(
  context: AppContext,
  conversationId: string,
  messages: readonly { externalId: string | null }[],
) {
  const ids = messages.flatMap(({ externalId }) => externalId ?? []);
  const sent = await context.database.prisma.outboundMessage.findMany({
    where: { conversationId, externalId: { in: ids }, mediaKey: { not: null } },
    select: { externalId: true, mediaKey: true },
  });
  return new Map(
    sent.map(({ externalId, mediaKey }) => {
      const kind = /\.(mp3|wav|ogg|m4a)$/i.test(mediaKey ?? "") ? ("audio" as const) : ("image" as const);
      return [externalId ?? "", { kind, url: mediaPath(context, mediaKey ?? "") }];
    }),
  );
}
