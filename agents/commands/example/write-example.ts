// The example's rows in one transaction: it is there as a whole, or not at all.
import { storeFanMemory, storePersonaFact } from "../../../prisma/vectors.ts";
import { PERSONA_FIELDS } from "../../domain/avatars/persona.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { reversalRows } from "./conversation-rows.ts";
import { EXAMPLE_CREATOR, EXAMPLE_DAYS, EXAMPLE_EDITS } from "./example-creator.ts";
import type { PreparedExample } from "./prepare-example.ts";

/** @returns false when another call was faster; nothing is written then */
export async function writeExample(context: CommandContext, example: PreparedExample): Promise<boolean> {
  return await transact(context, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('example'))`;
    if (await tx.avatar.findUnique({ where: { slug: EXAMPLE_CREATOR.slug }, select: { id: true } })) return false;
    await writeAvatar(context, tx, example);
    await writeContent(tx, example);
    await writeFans(context, tx, example);
    await writeVectors(context, tx, example);
    await tx.costEntry.createMany({ data: [...example.costs] });
    await tx.healthCheck.createMany({ data: [...example.health] });
    return true;
  });
}

async function writeAvatar(context: CommandContext, tx: Transaction, example: PreparedExample): Promise<void> {
  const { avatarId, persona, content } = example;
  const { slug, name, age, brief, languages, timeZone } = EXAMPLE_CREATOR;
  const createdAt = new Date(context.clock.now().getTime() - EXAMPLE_DAYS * DAY_MS);
  await tx.avatar.create({
    data: {
      id: avatarId,
      slug,
      name,
      statedAge: age,
      brief,
      niche: example.niche,
      languages: [...languages],
      timeZone,
      state: "active",
      isExample: true,
      nextPieceNumber: content.pieces.length + 1,
      nextBatchNumber: content.batches.length + 1,
      createdAt,
    },
  });
  await tx.personaField.createMany({
    data: PERSONA_FIELDS.map((field) => {
      const byHand = field in EXAMPLE_EDITS;
      return {
        id: context.ids.next("field"),
        avatarId,
        name: field,
        value: JSON.parse(JSON.stringify(persona[field])),
        origin: byHand ? ("manual" as const) : ("generated" as const),
        confidence: byHand ? 1 : 0.5,
      };
    }),
  });
  await appendTrustEvent(context, tx, avatarId, {
    control: "C9",
    ruleVersion: "2026-11-24",
    judged: `${name}\n${brief}`,
    decision: "adult",
  });
}

async function writeContent(tx: Transaction, { account, content }: PreparedExample): Promise<void> {
  await tx.account.create({ data: account });
  await tx.batch.createMany({ data: [...content.batches] });
  await tx.asset.createMany({ data: [...content.assets] });
  await tx.piece.createMany({ data: [...content.pieces] });
  await tx.approval.createMany({ data: [...content.approvals] });
  await tx.scheduledPost.createMany({ data: [...content.posts] });
  await tx.postInsight.createMany({ data: [...content.insights] });
  await tx.pack.create({ data: content.pack });
  await tx.packPiece.createMany({ data: [...content.packPieces] });
}

async function writeFans(context: CommandContext, tx: Transaction, { chats }: PreparedExample): Promise<void> {
  await tx.fan.createMany({ data: chats.map(({ fan }) => fan) });
  await tx.fanAddress.createMany({ data: chats.map(({ address }) => address) });
  await tx.conversation.createMany({ data: chats.map(({ conversation }) => conversation) });
  await tx.message.createMany({ data: chats.flatMap(({ messages }) => messages) });
  await tx.offer.createMany({ data: chats.flatMap(({ offer }) => offer ?? []) });
  await tx.outboundMessage.createMany({ data: chats.flatMap(({ outbound }) => outbound) });
  const purchases = chats.flatMap(({ purchase }) => purchase ?? []);
  await tx.purchase.createMany({ data: purchases });
  await tx.purchaseReversal.createMany({ data: reversalRows(context.ids, purchases) });
}

async function writeVectors(context: CommandContext, tx: Transaction, example: PreparedExample): Promise<void> {
  const { avatarId } = example;
  const shared = { avatarId, embeddingModel: context.embedder.info.model, now: context.clock.now() };
  for (const { text, embedding } of example.facts) {
    await storePersonaFact(tx, { ...shared, id: context.ids.next("fact"), text, source: "persona", embedding });
  }
  for (const { fanId, text, embedding } of example.memories) {
    const memory = { id: context.ids.next("memory"), fanId, text, kind: "fact", confidence: 0.6, embedding };
    await storeFanMemory(tx, { ...shared, ...memory });
  }
}
