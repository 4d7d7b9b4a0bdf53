// The conversations a replay takes: the avatar's newest that a person may read for this, with all that was said in them.
import type { Prisma } from "../../../prisma/generated/client/client.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";
import { type StoredTurn, storedTurns } from "./stored-turns.ts";

export interface Selection {
  readonly avatarId: string;
  readonly conversations: number;
  /** Messages of the fan, at least. */
  readonly least: number;
  /** Of each conversation, its first. */
  readonly turns: number;
  readonly stage?: "lead_magnet" | "qualification" | "conversion" | undefined;
  /** Since the fan last wrote. */
  readonly days?: number | undefined;
}

const INCLUDED = {
  fan: { include: { offers: { orderBy: { createdAt: "asc" } } } },
  messages: { orderBy: { seq: "asc" } },
  stageChanges: { orderBy: { at: "asc" } },
  outbound: {
    where: { author: "avatar", state: "sent" },
    select: { externalId: true, upToSeq: true, promptVersions: true },
  },
} satisfies Prisma.ConversationInclude;

export type StoredRow = Prisma.ConversationGetPayload<{ include: typeof INCLUDED }>;

export interface Stored {
  readonly row: StoredRow;
  readonly turns: readonly StoredTurn[];
}

/** Newest first. Nobody who was locked as a minor or in a crisis, was banned, or asked to be erased. */
export async function loadStored(context: AppContext, selection: Selection): Promise<readonly Stored[]> {
  const { avatarId, conversations, least, turns, stage, days } = selection;
  const since = days === undefined ? null : new Date(context.clock.now().getTime() - days * DAY_MS);
  const { prisma } = context.database;
  const ids = await prisma.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM "Conversation" c JOIN "Fan" f ON f.id = c."fanId"
    WHERE c."avatarId" = ${avatarId} AND c."minorLockedAt" IS NULL AND c."crisisAt" IS NULL AND c."bannedAt" IS NULL
      AND c."erasureAskedAt" IS NULL AND f."erasedAt" IS NULL AND f."ageState" NOT IN ('minor', 'doubted')
      AND (${stage ?? null}::text IS NULL OR c.stage::text = ${stage ?? null})
      AND (${since}::timestamptz IS NULL OR c."lastInboundAt" >= ${since})
      AND (SELECT count(*) FROM "Message" m
           WHERE m."conversationId" = c.id AND m.author = 'fan' AND m."deletedAt" IS NULL) >= ${least}
      AND EXISTS (SELECT 1 FROM "Message" m WHERE m."conversationId" = c.id AND m.author = 'avatar')
    ORDER BY c."lastInboundAt" DESC NULLS LAST, c.id LIMIT ${conversations}`;
  const stored: Stored[] = [];
  // One at a time: a long conversation is some thousand rows.
  for (const { id } of ids) {
    const row = await prisma.conversation.findUnique({ where: { id }, include: INCLUDED });
    if (!row) continue;
    const answered = storedTurns(row.messages, row.outbound).slice(0, turns);
    if (answered.length > 0) stored.push({ row, turns: answered });
  }
  return stored;
}
