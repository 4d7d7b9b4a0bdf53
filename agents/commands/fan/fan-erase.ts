// Erase a fan: everything of the person goes, in every store; amounts and locks stay without the person (trust C17).
// A manager's: whoever only answers fans could otherwise remove what was said.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { eraseFan } from "../erasure/erase-fan.ts";
import { findFan } from "./find-fan.ts";

export const fanErase = defineCommand({
  name: "fan.erase",
  role: "manager",
  effect: "irreversible",
  input: z.object({ fan: z.string().trim().min(1).max(200) }),
  output: z.object({
    id: z.string(),
    messages: z.number(),
    memories: z.number(),
    purchases: z.number(),
    locks: z.number(),
  }),
  positional: ["fan"],
  errors: ["not_found", "conflict"],
  estimate: async (context, { fan: reference }) => {
    const fan = await findFan(context, reference);
    const { prisma } = context.database;
    const ofFan = { conversation: { fanId: fan.id } };
    const [messages, memories, offers, purchases, galleries, conversations] = await Promise.all([
      prisma.message.count({ where: ofFan }),
      prisma.fanMemory.count({ where: { fanId: fan.id } }),
      prisma.offer.count({ where: { fanId: fan.id } }),
      prisma.purchase.count({ where: { fanId: fan.id } }),
      prisma.purchase.count({ where: { fanId: fan.id, galleryExpiresAt: { gt: context.clock.now() } } }),
      prisma.conversation.findMany({
        where: { fanId: fan.id },
        select: { minorLockedAt: true, bannedAt: true, optedOutAt: true },
      }),
    ]);
    const words = texts(context.actor.language).privacy;
    const isLocked =
      fan.blockedAt !== null ||
      fan.ageState === "minor" ||
      conversations.some((row) => row.minorLockedAt ?? row.bannedAt ?? row.optedOutAt);
    const isEvidence = conversations.some(({ bannedAt }) => bannedAt !== null);
    return {
      costMicros: 0,
      avatarId: fan.avatarId,
      lines: [
        { label: words.who, value: words.whoValue(fan.displayName || fan.id, fan.avatar.name) },
        { label: words.goes, value: words.goesValue(messages, memories) },
        { label: words.stays, value: words.staysValue(offers, purchases, isLocked) },
        ...(galleries > 0 ? [{ label: words.galleries, value: words.galleriesValue(galleries) }] : []),
        ...(isEvidence ? [{ label: words.evidence, value: words.evidenceValue }] : []),
      ],
    };
  },
  run: async (context, { fan: reference }) => {
    const { id } = await findFan(context, reference);
    return { id, ...(await eraseFan(context, id)) };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).privacy;
    return {
      title: words.erased,
      tone: "good",
      text: words.erasedText(output.messages, output.memories),
      ...(output.locks > 0 ? { note: words.locksKept } : {}),
    };
  },
  subject: (_input, output) => output.id,
});
