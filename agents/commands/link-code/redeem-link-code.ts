// A code typed in another channel: who typed it and who got it are one person. Nothing is guessed, each try is counted, and
// what locks one of them locks both (trust C11, C12).
import { LINK_CODE_RULE_VERSION, LINK_TRIES_AN_HOUR, type LinkOutcome } from "../../domain/fans/link-code.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import type { AppContext, Transaction } from "../context.ts";
import { sendNow } from "../conversation/send-now.ts";
import { mergeFans } from "../fan/merge-fans.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { linkCodeHashes } from "./issue-link-code.ts";

interface Typed {
  readonly conversationId: string;
  readonly seq: number;
  readonly code: string;
}

/** The caller holds the conversation it was typed in. The outcome is told there by the turn that answers. */
export async function redeemLinkCode(context: AppContext, tx: Transaction, typed: Typed): Promise<LinkOutcome> {
  const { conversationId, seq } = typed;
  const outcome = await redeem(context, tx, typed);
  await tx.linkTry.create({
    data: { id: context.ids.next("linkTry"), conversationId, seq, outcome, at: context.clock.now() },
  });
  await appendTrustEvent(context, tx, conversationId, {
    control: "T6",
    ruleVersion: LINK_CODE_RULE_VERSION,
    judged: typed.code,
    decision: `link_code:${outcome}`,
  });
  return outcome;
}

async function redeem(context: AppContext, tx: Transaction, { conversationId, code }: Typed): Promise<LinkOutcome> {
  const now = context.clock.now();
  const here = await tx.conversation.findUniqueOrThrow({ where: { id: conversationId } });
  const tries = await tx.linkTry.count({
    where: { conversationId, at: { gt: new Date(now.getTime() - HOUR_MS) } },
  });
  if (tries >= LINK_TRIES_AN_HOUR) return "too_many";
  const row = await findOpen(context, tx, here.avatarId, code);
  if (!row) return "unknown";
  if (row.fanId === here.fanId) return "same";
  // Conversations first, like every turn; then both fans.
  await tx.$executeRaw`
    SELECT 1 FROM "Conversation" WHERE "fanId" IN (${row.fanId}, ${here.fanId}) ORDER BY id FOR UPDATE`;
  const there = await tx.conversation.findUnique({ where: { id: row.conversationId }, include: { fan: true } });
  if (!there) return "unknown";
  if (await shareAccount(tx, here.fanId, row.fanId)) return "same_account";
  const [keep, gone] = there.createdAt <= here.createdAt ? [there, here] : [here, there];
  if (!(await mergeFans(tx, keep.fanId, gone.fanId, now))) return "unknown";
  await tx.linkCode.update({ where: { id: row.id }, data: { closedAt: now } });
  const language = isLanguage(there.fan.language) ? there.fan.language : "en";
  await sendNow(context, tx, there, { kind: "delivery", text: texts(language).linking.linkedHere });
  await appendTrustEvent(context, tx, there.id, {
    control: "T6",
    ruleVersion: LINK_CODE_RULE_VERSION,
    judged: code,
    decision: "link_code:linked_from_other_channel",
  });
  return "linked";
}

/** Held until the end of the transaction: one code links once. */
async function findOpen(context: AppContext, tx: Transaction, avatarId: string, code: string) {
  const hash = { in: [...linkCodeHashes(context, avatarId, code)] };
  const found = await tx.linkCode.findFirst({ where: { avatarId, hash }, select: { id: true } });
  if (!found) return null;
  await tx.$executeRaw`SELECT 1 FROM "LinkCode" WHERE id = ${found.id} FOR UPDATE`;
  return await tx.linkCode.findFirst({
    where: { id: found.id, closedAt: null, expiresAt: { gt: context.clock.now() } },
  });
}

async function shareAccount(tx: Transaction, one: string, other: string): Promise<boolean> {
  const accounts = await tx.fanAddress.findMany({ where: { fanId: one }, select: { accountId: true } });
  const accountId = { in: accounts.map((row) => row.accountId) };
  return (await tx.fanAddress.count({ where: { fanId: other, accountId } })) > 0;
}
