// A conversation as it reads: what was said, what was held back and why, and how the fan is scored.
import { z } from "zod";
import type { App } from "../../agents/commands/app.ts";
import type { Actor } from "../../agents/commands/context.ts";
import { hasRole } from "../../agents/commands/execute.ts";
import { isHidden } from "../access.ts";
import { recordActions } from "../actions/record-actions.ts";
import { tableOf } from "../tables/all-tables.ts";

const MOST_ENTRIES = 200;

export interface ThreadEntry {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly author: string;
  readonly direction: "in" | "out";
  readonly kind: string;
  /** null where the reader may not see it, or the fan deleted it. */
  readonly text: string | null;
  readonly isDeleted: boolean;
  /** Of a message that did not go out: draft, blocked, failed and the like. */
  readonly state: string | null;
  readonly blockedBy: string | null;
  readonly error: string | null;
  readonly intent: string | null;
  /** Actions on the outgoing message that this reader may take. */
  readonly actions: readonly string[];
}

export interface Thread {
  readonly entries: readonly ThreadEntry[];
  readonly hasEarlier: boolean;
  readonly isTextHidden: boolean;
  readonly factors: readonly { readonly factor: string; readonly weight: number; readonly points: number }[];
}

const Factors = z.array(z.object({ factor: z.string(), weight: z.number(), points: z.number() }));

/** Whether the reader may see the conversation was settled before. */
export async function readThread(app: App, conversationId: string, actor: Actor): Promise<Thread> {
  const { prisma } = app.context.database;
  const isTextHidden = isHidden(tableOf("Message"), "text", actor);
  const [messages, unsent, conversation] = await Promise.all([
    prisma.message.findMany({ where: { conversationId }, orderBy: { seq: "desc" }, take: MOST_ENTRIES + 1 }),
    prisma.outboundMessage.findMany({
      where: { conversationId, state: { not: "sent" } },
      orderBy: { createdAt: "desc" },
      take: MOST_ENTRIES,
    }),
    prisma.conversation.findUnique({ where: { id: conversationId }, select: { scoreReasons: true } }),
  ]);
  const shown = messages.slice(0, MOST_ENTRIES);
  const oldest = shown.at(-1)?.sentAt.getTime() ?? 0;
  const said = shown.map(
    (message): ThreadEntry => ({
      id: message.id,
      at: message.sentAt.toISOString(),
      author: message.author,
      direction: message.direction,
      kind: message.kind,
      text: isTextHidden || message.deletedAt ? null : message.text,
      isDeleted: message.deletedAt !== null,
      state: null,
      blockedBy: null,
      error: null,
      intent: message.intent,
      actions: [],
    }),
  );
  const heldBack = unsent
    .filter((message) => message.createdAt.getTime() >= oldest || messages.length <= MOST_ENTRIES)
    .map(
      (message): ThreadEntry => ({
        id: message.id,
        at: message.createdAt.toISOString(),
        author: message.author,
        direction: "out",
        kind: message.kind,
        text: isTextHidden ? null : message.text,
        isDeleted: false,
        state: message.state,
        blockedBy: message.blockedBy,
        error: message.error,
        intent: null,
        actions: actionsOn(app, actor, message),
      }),
    );
  const factors = Factors.safeParse(conversation?.scoreReasons);
  return {
    entries: [...said, ...heldBack].sort((left, right) => left.at.localeCompare(right.at)),
    hasEarlier: messages.length > MOST_ENTRIES,
    isTextHidden,
    factors: factors.success ? factors.data : [],
  };
}

function actionsOn(app: App, actor: Actor, message: Readonly<Record<string, unknown>>): string[] {
  return recordActions
    .filter((action) => action.model === "OutboundMessage" && action.isOffered(message))
    .filter((action) => {
      const command = app.registry.find(action.command);
      return command !== undefined && hasRole(actor, command.role);
    })
    .map((action) => action.name);
}
