// Hands out what the team has not heard yet on a surface, once, with who is to hear it there. Losing a push loses no notice:
// `notice list` and `system status` show what waits.
import { z } from "zod";
import { HOUR_MS } from "../../kernel/clock.ts";
import type { Actor, AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { actorOf } from "../session/actor-of.ts";
import type { Card } from "../view.ts";
import { type FoundNotice, findNotices, noticeCard } from "./notice-card.ts";

const MOST_AT_ONCE = 20;
/** Older news is no longer pushed: a bot that was away a night does not ring a hundred times. */
const FRESH_MS = HOUR_MS;

export interface Push {
  readonly externalId: string;
  readonly actor: Actor;
  readonly card: Card;
}

export const takeNotices = defineInternal({
  name: "notice.take",
  input: z.object({ surface: z.string() }),
  run: async (context, { surface }): Promise<readonly Push[]> => {
    const now = context.clock.now();
    const taken = await context.database.prisma.$queryRaw<{ id: string }[]>`
      UPDATE "OperatorNotice" SET "toldAt" = ${now}, "toldOn" = array_append("toldOn", ${surface}::text) WHERE id IN (
        SELECT id FROM "OperatorNotice" WHERE NOT ${surface}::text = ANY("toldOn") AND "createdAt" > ${new Date(now.getTime() - FRESH_MS)}
        ORDER BY "createdAt" LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING id`;
    if (taken.length === 0) return [];
    const notices = await findNotices(
      context,
      taken.map(({ id }) => id),
    );
    const pushes = await Promise.all(notices.map((notice) => pushesOf(context, notice, surface)));
    return pushes.flat();
  },
});

const MANAGING = { role: { in: ["owner" as const, "manager" as const] } };

/** Owners and managers, and who works for the avatar (domain 10). */
const concerned = (avatarId: string | null) =>
  avatarId === null ? MANAGING : { OR: [MANAGING, { role: "chatter" as const, avatars: { some: { avatarId } } }] };

async function pushesOf(context: AppContext, row: FoundNotice, surface: string): Promise<Push[]> {
  const operators = await context.database.prisma.operator.findMany({
    where: {
      active: true,
      identities: { some: { surface } },
      ...(row.operatorId === null ? concerned(row.avatarId) : { id: row.operatorId }),
    },
    include: { identities: { where: { surface } } },
  });
  return operators.flatMap((operator) => {
    // Only owners link accounts and name addresses.
    if (/^(account|webhook)_/.test(row.notice.kind) && operator.role === "chatter") return [];
    // What things cost is for those who answer for it.
    if (row.notice.kind === "budget" && operator.role === "chatter") return [];
    if (row.notice.kind === "unlock" && row.notice.askedById === operator.id) return [];
    const actor = actorOf(operator, surface);
    const card = noticeCard(row, actor.language);
    return card ? operator.identities.map(({ externalId }) => ({ externalId, actor, card })) : [];
  });
}
