// Everything held about one fan goes; amounts stay under nobody's name, locks as keyed hashes (trust C17).
import { within } from "../../../prisma/row-function.ts";
import { ERASURE_RULE_VERSION, type Needles, needlesOf } from "../../domain/trust/erasure.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import type { AppContext, Transaction } from "../context.ts";
import { OPEN_OFFER_STATES } from "../offer/shown-offer.ts";
import { RUN_CARD_LIFE_MS } from "../run/create-run-card.ts";
import { FAN_AREA } from "../storage/areas.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { addressHashes } from "./address-hash.ts";
import { endCustomRequests } from "./end-custom-requests.ts";
import { eraseQuotes } from "./erase-quotes.ts";

interface Erased {
  readonly messages: number;
  readonly memories: number;
  /** What the ledger keeps, under a fan without a name. */
  readonly purchases: number;
  /** Addresses whose lock outlives the data. */
  readonly locks: number;
}

interface ErasureContext extends AppContext {
  readonly runCardId?: string;
}

/** How long a command may have been running that began before and still writes what it shows. */
const STILL_RUNNING_MS = RUN_CARD_LIFE_MS + MINUTE_MS;

/**
 * A turn in flight loses its conversation and says nothing more; a message that was with the platform already is sent.
 * May be repeated after a crash. @throws AppError `not_found` when there is no such fan (any more)
 */
export async function eraseFan(context: ErasureContext, fanId: string): Promise<Erased> {
  const { pool, prisma } = context.database;
  const { needles, since } = await quotable(prisma, fanId);
  // The long way through what operators were shown, before anything is locked; the transaction goes over what came since.
  const startedAt = context.clock.now();
  await eraseQuotes(pool, needles, since);
  await deleteFiles(context, fanId);
  const { erased, conversationIds } = await transact(context, async (tx) => {
    const locked = await lockFan(tx, fanId);
    const newest = await quotable(tx, fanId);
    await eraseQuotes(within(tx), newest.needles, new Date(startedAt.getTime() - STILL_RUNNING_MS));
    return await eraseRows(context, tx, locked);
  });
  // Of an export that was being written meanwhile.
  await deleteFiles(context, fanId);
  for (const id of conversationIds) context.ports.events.publish({ topic: `conversation:${id}`, kind: "erased" });
  context.log.info("fan erased", { control: "C17", count: erased.messages });
  return erased;
}

/** By what operators' notes of this fan are told, and since when there may be any. */
async function quotable(
  rows: Pick<Transaction, "fan" | "avatar">,
  fanId: string,
): Promise<{ readonly needles: Needles; readonly since: Date }> {
  const fan = await rows.fan.findUnique({
    where: { id: fanId, erasedAt: null },
    include: {
      addresses: true,
      offers: { select: { id: true, token: true } },
      purchases: { select: { galleryToken: true } },
      memories: { select: { text: true } },
      said: { select: { text: true } },
      customRequests: { select: { id: true, note: true } },
      conversations: {
        include: {
          messages: { where: { author: { in: ["fan", "operator"] } }, select: { text: true } },
          outbound: { select: { id: true, author: true, text: true } },
        },
      },
    },
  });
  if (!fan) throw new AppError("not_found", "There is no such fan.", { field: "fan" });
  const avatars = await rows.avatar.findMany({ select: { name: true, slug: true } });
  const outbound = fan.conversations.flatMap((conversation) => conversation.outbound);
  const known = {
    ids: [
      fan.id,
      ...[...fan.conversations, ...outbound, ...fan.offers, ...fan.customRequests].map(({ id }) => id),
      ...fan.offers.map(({ token }) => token),
      ...fan.purchases.flatMap(({ galleryToken }) => galleryToken ?? []),
    ],
    externalIds: fan.addresses.map(({ externalId }) => externalId),
    displayName: fan.displayName,
    texts: [
      fan.notes,
      ...[...fan.memories, ...fan.said].map(({ text }) => text),
      ...fan.customRequests.map(({ note }) => note),
      ...fan.conversations.flatMap(({ messages }) => messages.map(({ text }) => text)),
      ...outbound.filter(({ author }) => author === "operator").map(({ text }) => text),
    ],
  };
  return {
    needles: needlesOf(
      known,
      avatars.flatMap(({ name, slug }) => [name, slug]),
    ),
    since: fan.createdAt,
  };
}

async function deleteFiles({ ports }: AppContext, fanId: string): Promise<void> {
  const keys: string[] = [];
  for await (const { key } of ports.store.list(`${FAN_AREA}${fanId}/`)) keys.push(key);
  if (keys.length > 0) await ports.store.deleteMany(keys);
}

/** Conversations first, like every turn, so that neither waits for the other. */
async function lockFan(tx: Transaction, fanId: string) {
  await tx.$executeRaw`SELECT 1 FROM "Conversation" WHERE "fanId" = ${fanId} ORDER BY id FOR UPDATE`;
  await tx.$executeRaw`SELECT 1 FROM "Fan" WHERE id = ${fanId} FOR UPDATE`;
  const fan = await tx.fan.findUnique({
    where: { id: fanId },
    include: {
      addresses: { include: { account: true } },
      conversations: true,
      _count: { select: { memories: true, offers: true, purchases: true, subscriptions: true, assignments: true } },
    },
  });
  if (!fan) throw new AppError("not_found", "There is no such fan.", { field: "fan" });
  return fan;
}

type LockedFan = Awaited<ReturnType<typeof lockFan>>;

async function eraseRows(context: ErasureContext, tx: Transaction, fan: LockedFan) {
  const conversationIds = fan.conversations.map(({ id }) => id);
  const locks = await keepLocks(context, tx, fan);
  const messages = await tx.message.count({ where: { conversationId: { in: conversationIds } } });
  await endCustomRequests(context, tx, fan.id);
  await keepLedger(context, tx, fan);
  // The row stays, so that the platform's repetition of an event is still known as one.
  await tx.inboundEvent.updateMany({
    where: { conversationId: { in: conversationIds } },
    data: { payload: {}, conversationId: null },
  });
  // What they wrote under posts, in public, and the one message that answered it.
  const own = fan.addresses.map(({ accountId, externalId }) => ({ accountId, fanExternalId: externalId }));
  await tx.commentReply.deleteMany({ where: { OR: own } });
  await tx.fanTouch.deleteMany({ where: { OR: own } });
  await tx.fan.delete({ where: { id: fan.id } });
  // What was said to them aloud; its job went with the conversation.
  await tx.asset.deleteMany({ where: { storageKey: { startsWith: `${FAN_AREA}${fan.id}/`.toLowerCase() } } });
  await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${fan.avatarId} FOR UPDATE`;
  await appendTrustEvent(context, tx, fan.avatarId, {
    control: "C17",
    ruleVersion: ERASURE_RULE_VERSION,
    judged: fan.id,
    decision: `erased: ${fan.addresses.length} addresses, ${locks} locks kept`,
  });
  const { memories, purchases } = fan._count;
  return { conversationIds, erased: { messages, memories, purchases, locks } };
}

/** @returns on how many addresses a lock is kept */
async function keepLocks(context: AppContext, tx: Transaction, fan: LockedFan): Promise<number> {
  const erasedAt = context.clock.now();
  const minorLockedAt =
    fan.conversations.find((conversation) => conversation.minorLockedAt)?.minorLockedAt ??
    (fan.ageState === "minor" ? erasedAt : null);
  let locked = 0;
  for (const { account, externalId } of fan.addresses) {
    const conversation = fan.conversations.find(({ accountId }) => accountId === account.id);
    const locks = {
      minorLockedAt,
      bannedAt: conversation?.bannedAt ?? null,
      optedOutAt: conversation?.optedOutAt ?? null,
      blockedAt: fan.blockedAt,
    };
    if (Object.values(locks).some(Boolean)) locked += 1;
    const address = { platform: account.platform, accountExternalId: account.externalId, fanExternalId: externalId };
    const hashes = addressHashes(context.secrets, address);
    // Of an earlier erasure, maybe under the former key.
    await tx.erasedAddress.deleteMany({ where: { hash: { in: [...hashes] } } });
    await tx.erasedAddress.create({
      data: { id: context.ids.next("erasedAddress"), hash: hashes[0] ?? "", ...locks, erasedAt },
    });
  }
  return locked;
}

/** Amounts, dates and charges move to a fan without a name; links that opened something open nothing any more. */
async function keepLedger(context: AppContext, tx: Transaction, fan: LockedFan): Promise<void> {
  const { offers, purchases, subscriptions, assignments } = fan._count;
  if (offers + purchases + subscriptions + assignments === 0) return;
  const { avatarId, spentUsd, createdAt } = fan;
  const tombstone = { id: context.ids.next("fan"), avatarId, spentUsd, createdAt, erasedAt: context.clock.now() };
  await tx.fan.create({ data: tombstone });
  const ofFan = { where: { fanId: fan.id } };
  const toNobody = { ...ofFan, data: { fanId: tombstone.id } };
  for (const { id } of await tx.offer.findMany({ ...ofFan, select: { id: true } }))
    await tx.offer.update({
      where: { id },
      data: { fanId: tombstone.id, token: context.ids.secret(), conversationId: null, refusalReason: null },
    });
  await tx.offer.updateMany({
    where: { fanId: tombstone.id, state: { in: [...OPEN_OFFER_STATES] } },
    data: { state: "withdrawn" },
  });
  // Whoever pays for what was begun before still gets it: that page's link stays.
  await tx.purchase.updateMany({ where: { fanId: fan.id, state: { not: "pending" } }, data: { galleryToken: null } });
  await tx.purchase.updateMany(toNobody);
  await tx.subscription.updateMany(toNobody);
  await tx.experimentAssignment.updateMany(toNobody);
  await tx.customRequest.updateMany(toNobody);
}
