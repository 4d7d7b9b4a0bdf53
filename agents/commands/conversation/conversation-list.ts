// Newest conversations with where each fan stands.
import { z } from "zod";
import { bandOf } from "../../domain/fans/score.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { isClosed } from "./close-window.ts";
import { fanName } from "./find-conversation.ts";
import { WAITING } from "./waiting.ts";

const Row = z.object({
  id: z.string(),
  fan: z.string(),
  avatar: z.string(),
  stage: z.string(),
  score: z.number(),
  chance: z.number(),
  lastAt: z.string().nullable(),
  lock: z.string().nullable(),
  /** Minutes the fan has waited for a person; null: nobody has to answer. */
  waitedMinutes: z.number().nullable(),
  /** The fan asked for their data to be deleted; such conversations come first (trust C17). */
  erasureAskedAt: z.string().nullable(),
});

export const conversationList = defineCommand({
  name: "conversation.list",
  role: "chatter",
  effect: "read",
  input: z.object({
    avatar: z.string().optional(),
    limit: z.number().int().min(1).max(100).default(20),
    /** Only those who wait for a person, the longest first. */
    waiting: z.boolean().default(false),
  }),
  output: z.object({ conversations: z.array(Row) }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, limit, waiting }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const conversations = await context.database.prisma.conversation.findMany({
      where: {
        ...(avatar ? { avatarId: avatar.id } : {}),
        ...(waiting ? WAITING : {}),
        AND: { avatar: ownOnly(context) },
      },
      include: { fan: { include: { addresses: true } }, avatar: { select: { slug: true } } },
      orderBy: waiting
        ? { waitingSince: "asc" }
        : [{ erasureAskedAt: { sort: "asc", nulls: "last" } }, { lastInboundAt: { sort: "desc", nulls: "last" } }],
      take: limit,
    });
    return {
      conversations: conversations.map((row) => ({
        id: row.id,
        fan: fanName(row),
        avatar: row.avatar.slug,
        stage: row.stage,
        score: row.score,
        chance: row.conversionChance,
        lastAt: row.lastInboundAt?.toISOString() ?? null,
        lock: lockOf(row),
        waitedMinutes: waitedMinutes(row, context.clock.now()),
        erasureAskedAt: row.erasureAskedAt?.toISOString() ?? null,
      })),
    };
  },
  view: (output, context, input) => {
    const { fans: words, privacy } = texts(context.actor.language);
    if (output.conversations.length === 0)
      return { title: words.conversations(0), text: input.waiting ? words.noneWaiting : words.noConversations };
    const notes = (row: (typeof output.conversations)[number]) => [
      ...(row.lock ? [words.locked[row.lock as keyof typeof words.locked]] : []),
      ...(row.erasureAskedAt ? [privacy.askedToBeErased] : []),
      ...(row.waitedMinutes === null ? [] : [words.waits(row.waitedMinutes)]),
    ];
    return {
      title: words.conversations(output.conversations.length),
      table: {
        columns: [
          { label: words.fan },
          { label: words.stage },
          { label: words.score, align: "right" },
          { label: words.chance, align: "right" },
          { label: words.last },
        ],
        rows: output.conversations.map((row) => [
          [row.fan, ...notes(row)].join(" · "),
          words.stages[row.stage as keyof typeof words.stages],
          `${row.score} · ${words.bands[bandOf(row.score)]}`,
          `${Math.round(row.chance * 100)} %`,
          row.lastAt?.slice(0, 16).replace("T", " ") ?? "",
        ]),
      },
      buttons: output.conversations
        .slice(0, 5)
        .map((row) => ({ label: row.fan, command: "conversation.show", input: { conversation: row.id } })),
    };
  },
});

export function waitedMinutes(row: { readonly waitingSince: Date | null }, now: Date): number | null {
  return row.waitingSince && Math.floor((now.getTime() - row.waitingSince.getTime()) / MINUTE_MS);
}

interface LockRow {
  readonly minorLockedAt: Date | null;
  readonly optedOutAt: Date | null;
  readonly crisisAt: Date | null;
  readonly bannedAt: Date | null;
  readonly handoverReason: string | null;
  readonly closedAtSeq: number | null;
  readonly lastSeq: number;
}

/** The gravest reason why the machine keeps quiet or careful here. */
export function lockOf(row: LockRow): "minor" | "banned" | "optedOut" | "crisis" | "unreachable" | "human" | null {
  if (row.minorLockedAt) return "minor";
  if (row.bannedAt) return "banned";
  if (row.optedOutAt) return "optedOut";
  if (row.crisisAt) return "crisis";
  if (isClosed(row)) return "unreachable";
  return row.handoverReason ? "human" : null;
}
