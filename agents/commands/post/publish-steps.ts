// Steps of one post on one platform: everything before `commit` may be repeated, `commit` happens once (domain 6).
import { AppError } from "../../kernel/errors.ts";
import type { PublishedPost } from "../../ports/publisher.ts";
import type { AppContext, Transaction } from "../context.ts";
import { NOTICE_TOPIC } from "../notice/write-notice.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { tellWebhooks } from "../webhook/webhook-events.ts";
import { composeDraft } from "./compose-draft.ts";
import { tellOfTrouble } from "./tell-of-trouble.ts";
import { publisherOf, type WorkPost } from "./work-post.ts";

/** Rendition, preflight, container. Every refusal is final and says why. */
export async function prepare(context: AppContext, post: WorkPost, signal: AbortSignal): Promise<string> {
  const { publisher, account } = publisherOf(context, post);
  const { avatar } = post.account;
  // Asked again by `beginCommit`, where nothing can come between.
  if (avatar.state !== "active") {
    throw new AppError("refused", `${avatar.name} is not active.`, { reason: "avatar_not_active" });
  }
  return (await publisher.prepare(account, await composeDraft(context, post, signal), signal)).containerId;
}

/** The post is there: note the label, close piece and post together (trust C5). */
export async function recordPublished(
  context: AppContext,
  post: WorkPost,
  { externalId, permalink, labelled }: PublishedPost,
  { isLookedUp = false }: { readonly isLookedUp?: boolean } = {},
): Promise<void> {
  const now = context.clock.now();
  await context.database.prisma.$transaction(async (tx) => {
    if (isLookedUp) await requireUnclaimed(tx, post, externalId);
    const moved = await tx.scheduledPost.updateMany({
      where: { id: post.id, state: { in: ["committing", "unknown"] } },
      data: {
        state: "published",
        externalId,
        permalink,
        labelled,
        publishedAt: now,
        error: null,
        errorCode: null,
      },
    });
    if (moved.count === 0) return;
    await tx.piece.updateMany({ where: { id: post.pieceId, state: "approved" }, data: { state: "published" } });
    await tellWebhooks(context, tx, "post.published", {
      postId: post.id,
      pieceId: post.pieceId,
      accountId: post.accountId,
      avatarId: post.account.avatarId,
    });
    await appendTrustEvent(context, tx, post.account.avatarId, {
      control: "C5",
      ruleVersion: "2026-11-24",
      judged: externalId,
      decision: labelled === false ? "label_dropped" : "labelled",
    });
    if (labelled === false) await tellOfTrouble(context, tx, post, "label_dropped");
  });
  context.ports.events.publish({ topic: `post:${post.id}`, kind: "published" });
  if (labelled === false) context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
}

/** Two posts looked up at once may find the same one there: the second looks again, past what the first took. */
async function requireUnclaimed(tx: Transaction, post: WorkPost, externalId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Account" WHERE id = ${post.accountId} FOR UPDATE`;
  const other = await tx.scheduledPost.findFirst({
    where: { accountId: post.accountId, externalId, id: { not: post.id } },
    select: { id: true },
  });
  if (!other) return;
  throw new AppError("unavailable", "Another post was found to be this one.", { reason: "claimed_by_another" });
}
