// Hands out what the team has not heard yet on a surface, once, with who is to hear it there. Losing a push loses no notice:
// `notice list` and `system status` show what waits.
import { z } from "zod";
import { HOUR_MS } from "../../kernel/clock.ts";
import { isLanguage, type Language } from "../../texts/texts.ts";
import type { Actor, AppContext } from "../context.ts";
import { hasRole } from "../has-role.ts";
import { defineInternal } from "../internal.ts";
import { actorOf } from "../session/actor-of.ts";
import type { Card } from "../view.ts";
import { type FoundNotice, findNotices, noticeCard } from "./notice-card.ts";
import type { NoticeValue } from "./write-notice.ts";

const MOST_AT_ONCE = 20;
/** Older news is no longer pushed: a bot that was away a night does not ring a hundred times. */
const FRESH_MS = HOUR_MS;

export interface Push {
  readonly externalId: string;
  readonly actor: Actor;
  readonly card: Card;
  /** Chats of the team where it is told as well. */
  readonly toldIn: readonly string[];
}

export interface RoomPush {
  readonly chatId: string;
  /** The topic about the avatar. */
  readonly topic: { readonly id: string; readonly threadId: string } | null;
  readonly card: Card;
  readonly language: Language;
  /** Who linked the room: what is told there is told in their name. */
  readonly actor: Actor;
}

export interface TakenNotice {
  readonly rooms: readonly RoomPush[];
  readonly people: readonly Push[];
}

export const takeNotices = defineInternal({
  name: "notice.take",
  input: z.object({ surface: z.string() }),
  run: async (context, { surface }): Promise<readonly TakenNotice[]> => {
    const now = context.clock.now();
    const taken = await context.database.prisma.$queryRaw<{ id: string }[]>`
      UPDATE "OperatorNotice" SET "toldAt" = ${now}, "toldOn" = array_append("toldOn", ${surface}::text) WHERE id IN (
        SELECT id FROM "OperatorNotice" WHERE NOT ${surface}::text = ANY("toldOn") AND "createdAt" > ${new Date(now.getTime() - FRESH_MS)}
        ORDER BY "createdAt" LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING id`;
    if (taken.length === 0) return [];
    const ids = taken.map(({ id }) => id);
    const [notices, rooms] = [await findNotices(context, ids), await roomsOf(context, surface)];
    return await Promise.all(
      notices.map(async (notice) => {
        const pushes = rooms.flatMap((room) => roomPush(notice, room, surface));
        const toldIn = pushes.map(({ chatId }) => chatId);
        return { rooms: pushes, people: await pushesOf(context, notice, surface, toldIn) };
      }),
    );
  },
});

/** What only some of the team may know stays out of rooms: what things cost, who logs in where, a colleague's second yes. */
const IN_ROOMS: ReadonlySet<string> = new Set<NoticeValue["kind"]>([
  "handover",
  "draft",
  "waiting",
  "echo",
  "pause_ends",
  "custom",
  "window_full",
  "outreach_paused",
  "post",
  "post_approval",
  "calendar",
  "run_waiting",
]);

async function roomsOf({ database }: AppContext, surface: string) {
  const { prisma } = database;
  const rooms = await prisma.teamRoom.findMany({
    where: { surface },
    include: { topics: { where: { state: "open" } } },
  });
  const linkers = await prisma.operator.findMany({ where: { id: { in: rooms.map(({ linkedById }) => linkedById) } } });
  return rooms.flatMap((room) => {
    const linker = linkers.find(({ id, active }) => id === room.linkedById && active);
    return linker ? [{ ...room, linker }] : [];
  });
}

function roomPush(row: FoundNotice, room: Awaited<ReturnType<typeof roomsOf>>[number], surface: string): RoomPush[] {
  const { notice, avatarId, operatorId } = row;
  if (operatorId !== null || avatarId === null || !IN_ROOMS.has(notice.kind)) return [];
  // Where it was asked it is seen already.
  if (notice.kind === "run_waiting" && notice.askedIn === room.externalId) return [];
  const language = isLanguage(room.language) ? room.language : "en";
  const card = noticeCard(row, language);
  if (!card) return [];
  const found = room.topics.find((topic) => topic.avatarId === avatarId);
  const topic = found?.threadId ? { id: found.id, threadId: found.threadId } : null;
  return [{ chatId: room.externalId, topic, card, language, actor: { ...actorOf(room.linker, surface), language } }];
}

const MANAGING = { role: { in: ["owner" as const, "manager" as const] } };

/** Owners and managers, and who works for the avatar (domain 10). */
const concerned = (avatarId: string | null) =>
  avatarId === null ? MANAGING : { OR: [MANAGING, { role: "chatter" as const, avatars: { some: { avatarId } } }] };

async function pushesOf(
  context: AppContext,
  row: FoundNotice,
  surface: string,
  toldIn: readonly string[],
): Promise<Push[]> {
  const operators = await context.database.prisma.operator.findMany({
    where: {
      active: true,
      identities: { some: { surface } },
      ...(row.operatorId === null ? concerned(row.avatarId) : { id: row.operatorId }),
    },
    include: { identities: { where: { surface } } },
  });
  const { notice } = row;
  return operators.flatMap((operator) => {
    // Only owners link accounts and name addresses.
    if (/^(account|webhook)_/.test(notice.kind) && operator.role === "chatter") return [];
    // What things cost is for those who answer for it.
    if (notice.kind === "budget" && operator.role === "chatter") return [];
    if (notice.kind === "unlock" && notice.askedById === operator.id) return [];
    if (notice.kind === "cut_off" && (notice.surface ?? surface) !== surface) return [];
    if (notice.kind === "run_waiting" && !hasRole(operator, notice.approverRole)) return [];
    const actor = actorOf(operator, surface);
    const card = noticeCard(row, actor.language);
    const seen = notice.kind === "run_waiting" && notice.askedIn ? [...toldIn, notice.askedIn] : toldIn;
    return card ? operator.identities.map(({ externalId }) => ({ externalId, actor, card, toldIn: seen })) : [];
  });
}
