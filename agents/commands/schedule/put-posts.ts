// Puts posts into the calendar: intent row, story and order in one transaction, with their accounts held, so that two plans
// cannot take one hour.

import { Prisma } from "../../../prisma/client.ts";
import type { TemplateCatalogue } from "../../domain/content/templates/catalogue.ts";
import { conflictsAt } from "../../domain/distribution/posting-pace.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { publishPost } from "../../work-orders/publish-post.ts";
import type { CommandContext, Transaction } from "../context.ts";
import type { FoundPiece } from "../piece/find-piece.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { taggedCaption } from "../post/public-caption.ts";
import { tellOfPost } from "../story/tell-of-post.ts";
import { accountStop } from "./account-stop.ts";
import { calendarAccount } from "./calendar-accounts.ts";

export type LeftOutReason = "changed" | "posted" | "account" | "past" | "taken";

export interface WantedPost {
  readonly piece: FoundPiece;
  readonly accountId: string;
  readonly at: Date;
}

export interface PutOptions {
  readonly templates: TemplateCatalogue;
  readonly needsApproval?: boolean;
  readonly campaignId?: string;
}

/** @returns the new post's id, or why there is none, in the order given */
export async function putPosts(
  context: CommandContext,
  tx: Transaction,
  avatar: { readonly id: string; readonly timeZone: string; readonly state: string },
  wanted: readonly WantedPost[],
  options: PutOptions,
): Promise<readonly ({ readonly postId: string } | { readonly leftOut: LeftOutReason })[]> {
  const ids = [...new Set(wanted.map(({ accountId }) => accountId))].sort();
  if (ids.length === 0) return [];
  await tx.$executeRaw`SELECT 1 FROM "Account" WHERE id IN (${Prisma.join(ids)}) ORDER BY id FOR UPDATE`;
  const rows = await tx.account.findMany({ where: { id: { in: ids }, avatarId: avatar.id } });
  const accounts = new Map<string, Awaited<ReturnType<typeof calendarAccount>>>();
  for (const row of rows) accounts.set(row.id, await calendarAccount(context, tx, row, avatar));
  const taken = new Map(rows.map(({ id }) => [id, [...(accounts.get(id)?.slots.taken ?? [])]]));
  const results: ({ readonly postId: string } | { readonly leftOut: LeftOutReason })[] = [];
  for (const post of wanted) {
    const account = accounts.get(post.accountId);
    const places = taken.get(post.accountId) ?? [];
    if (!account || accountStop(account.row, avatar) !== null) {
      results.push({ leftOut: "account" });
      continue;
    }
    const cap = account.publisher.info.postsPerDay;
    const conflicts = conflictsAt(post.at, { ...account.slots, taken: places }, cap, context.clock.now());
    if (conflicts[0]) {
      results.push({ leftOut: conflicts.some(({ kind }) => kind === "past") ? "past" : "taken" });
      continue;
    }
    const put = await putPost(context, tx, post, account.row.platform, options);
    if ("postId" in put) places.push(post.at);
    results.push(put);
  }
  return results;
}

async function putPost(
  context: CommandContext,
  tx: Transaction,
  { piece, accountId, at }: WantedPost,
  platform: string,
  { templates, needsApproval = false, campaignId }: PutOptions,
): Promise<{ readonly postId: string } | { readonly leftOut: LeftOutReason }> {
  const current = await tx.piece.findUnique({ where: { id: piece.id }, select: { state: true, approvedHash: true } });
  const contentHash = hashOf(piece);
  const approved = current?.state === "approved" || current?.state === "published";
  if (!approved || current.approvedHash !== contentHash) return { leftOut: "changed" };
  const pieceId_accountId = { pieceId: piece.id, accountId };
  const existing = await tx.scheduledPost.findUnique({ where: { pieceId_accountId } });
  if (existing && existing.state !== "failed" && existing.state !== "canceled") return { leftOut: "posted" };
  const now = context.clock.now();
  const data = {
    state: "scheduled" as const,
    dueAt: at,
    caption: taggedCaption(context.ports.publishers, platform, piece),
    contentHash,
    operatorId: context.actor.id,
    placedBy: "calendar" as const,
    waitsFor: null,
    needsApproval,
    askedAt: null,
    approvedAt: null,
    campaignId: campaignId ?? null,
    error: null,
    errorCode: null,
    containerId: null,
    reschedules: 0,
  };
  const { id } = existing
    ? await tx.scheduledPost.update({ where: { id: existing.id }, data })
    : await tx.scheduledPost.create({
        data: { id: context.ids.next("post"), ...pieceId_accountId, createdAt: now, ...data },
      });
  await tellOfPost(context, tx, { postId: id, dueAt: at, piece }, templates);
  await wakeAt(context, tx, id, at);
  return { postId: id };
}

/**
 * An order that comes too early finds the row, which is the truth, and waits; one that comes too late never happens, for each
 * new hour brings an order of its own.
 */
export async function wakeAt(
  context: Pick<CommandContext, "ids" | "clock">,
  tx: Transaction,
  postId: string,
  at: Date,
): Promise<void> {
  const delayMs = Math.max(0, at.getTime() - context.clock.now().getTime());
  await enqueue(tx, context.ids, context.clock, publishPost, { postId }, { delayMs });
}
