// A simulated fan's thread, as both commands of the simulator show it: live until what the fan wrote is answered.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { OPEN_OUTBOUND_STATES } from "../conversation/deliver.ts";
import type { Card } from "../view.ts";
import { simulatedFanId } from "./simulated-fan.ts";

const SHOWN = 10;

export const FanPlayed = z.object({
  avatar: z.string(),
  /** Who the operator plays. */
  as: z.string().trim().min(1).max(60).default("Alex"),
});

export const SimulatedThread = z.object({
  conversationId: z.string(),
  avatar: z.string(),
  fan: z.string(),
  /** An answer is due or on its way. */
  waiting: z.boolean(),
  messages: z.array(z.object({ at: z.string(), from: z.enum(["fan", "avatar"]), text: z.string() })),
});
type SimulatedThreadValue = z.output<typeof SimulatedThread>;

/** @throws AppError `not_configured` unless the avatar has an emulated account */
export async function emulatedAccount(context: CommandContext, reference: string) {
  const avatar = await findAvatar(context, reference);
  const emulators = Object.entries(context.installation.emulatorControl ?? {});
  const platforms = emulators.flatMap(([platform, { fanWrites }]) => (fanWrites ? [platform] : []));
  const account = await context.database.prisma.account.findFirst({
    where: { avatarId: avatar.id, emulated: true, platform: { in: platforms } },
    orderBy: { connectedAt: "asc" },
  });
  if (account) return { avatar, account };
  const words = texts(context.actor.language).fans;
  throw new AppError("not_configured", words.noSimulator(avatar.name), { remedy: words.linkFirst(avatar.slug) });
}

export async function simulatedThread(
  context: CommandContext,
  { avatar: reference, as }: z.output<typeof FanPlayed>,
): Promise<SimulatedThreadValue> {
  const { avatar, account } = await emulatedAccount(context, reference);
  const conversation = await context.database.prisma.conversation.findFirst({
    where: { accountId: account.id, fan: { addresses: { some: { externalId: simulatedFanId(as) } } } },
    include: {
      messages: { orderBy: { seq: "desc" }, take: SHOWN },
      _count: { select: { outbound: { where: { state: { in: [...OPEN_OUTBOUND_STATES] } } } } },
    },
  });
  const words = texts(context.actor.language).fans;
  if (!conversation)
    throw new AppError("not_found", words.conversationNotFound, { field: "as", remedy: words.listShowsThem });
  return {
    conversationId: conversation.id,
    avatar: avatar.slug,
    fan: as,
    waiting: conversation.firstUnansweredAt !== null || conversation._count.outbound > 0,
    messages: conversation.messages.reverse().map(({ sentAt, direction, text }) => ({
      at: sentAt.toISOString(),
      from: direction === "in" ? "fan" : "avatar",
      text,
    })),
  };
}

export function simulatedThreadCard(output: SimulatedThreadValue, context: CommandContext): Card {
  const words = texts(context.actor.language);
  const { avatar, fan, conversationId, waiting, messages } = output;
  const input = { avatar, as: fan };
  return {
    title: `${fan} · ${avatar}`,
    fields: messages.map(({ at, from, text }) => ({
      label: `${at.slice(11, 16)} ${from === "fan" ? fan : avatar}`,
      value: text,
    })),
    ...(waiting ? { text: words.fans.answerComing } : {}),
    note: words.account.emulatedNote,
    live: { topic: `conversation:${conversationId}`, command: "fan.thread", input, finished: !waiting },
  };
}
