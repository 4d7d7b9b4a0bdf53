// Steps of one post on one platform: everything before `commit` may be repeated, `commit` happens once (domain 6).
import { preflight } from "../../domain/distribution/preflight.ts";
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { ConnectedAccount } from "../../ports/connector.ts";
import type { ByteRange } from "../../ports/object-store.ts";
import type { PostDraft, PublishedPost, Publisher } from "../../ports/publisher.ts";
import { texts } from "../../texts/texts.ts";
import { accountToken } from "../account/link-account.ts";
import type { AppContext } from "../context.ts";
import { mediaLink } from "../media/media-link.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { SLIDES } from "../piece/slides.ts";
import { appendTrustEvent } from "../trust-event.ts";

export async function loadPost(context: AppContext, postId: string) {
  return await context.database.prisma.scheduledPost.findUnique({
    where: { id: postId },
    include: { account: { include: { avatar: true } }, piece: { include: { asset: true, ...SLIDES } } },
  });
}

export type WorkPost = NonNullable<Awaited<ReturnType<typeof loadPost>>>;

export function publisherOf(context: AppContext, post: WorkPost): { publisher: Publisher; account: ConnectedAccount } {
  const publisher = context.ports.publishers[post.account.platform];
  if (!publisher)
    throw new AppError("not_configured", `Publishing to ${post.account.platform} is not configured.`, {
      retryable: false,
    });
  return {
    publisher,
    account: {
      id: post.account.id,
      externalId: post.account.externalId,
      accessToken: accountToken(context, post.account),
    },
  };
}

/** A piece goes out as what it is; a voice note of its own goes nowhere. */
export function publishes(publisher: Publisher, kind: WorkPost["piece"]["kind"]): boolean {
  return publisher.info.formats.some((format) => format === kind);
}

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

/** What goes out, judged: the same from the same piece, however often it is asked for. */
export async function composeDraft(context: AppContext, post: WorkPost, signal: AbortSignal): Promise<PostDraft> {
  const { publisher, account } = publisherOf(context, post);
  const refuse = (reason: string, message: string): never => {
    throw new AppError("refused", message, { reason });
  };
  const { piece } = post;
  const words = texts("en").account;
  if (!piece.asset) throw new AppError("refused", "The piece has no file.", { reason: "no_file" });
  if (!publishes(publisher, piece.kind))
    refuse("kind", words.kindNotPublished(words.kinds[piece.kind], post.account.platform));
  // Bound to the very file and caption that were approved (trust C19).
  if (piece.approvedHash !== post.contentHash || hashOf(piece) !== post.contentHash)
    refuse("approval_outdated", "The piece was changed after its approval.");
  const original = await context.ports.store.get(piece.asset.storageKey);
  const rendition = await context.ports.media.rendition(original.bytes, post.account.platform);
  const quota = await publisher.quota(account, signal);
  const [refusal] = preflight({
    platform: post.account.platform,
    accountEmulated: post.account.emulated,
    contentType: rendition.contentType,
    bytes: rendition.bytes.byteLength,
    width: rendition.width,
    height: rendition.height,
    caption: post.caption,
    tier: piece.tier,
    synthetic: piece.asset.synthetic,
    marked:
      (await context.ports.media.hasSyntheticMark(original.bytes)) &&
      (await context.ports.media.hasSyntheticMark(rendition.bytes)),
    quotaLeft: quota.total - quota.used,
  });
  if (refusal)
    refuse(
      refusal.code,
      refusal.code === "synthetic_preview" ? words.syntheticRefused : words.preflightRefused(refusal.code),
    );
  // Approved was this file, not its name.
  if (sha256(original.bytes) !== piece.asset.sha256) refuse("file_changed", "The file was changed after its approval.");
  const key = piece.asset.storageKey.replace(/\.\w+$/, `-${post.account.platform}.jpg`);
  await context.ports.store.put(key, rendition.bytes, rendition.contentType);
  const url = await mediaLink(context, key);
  const { bytes, contentType } = rendition;
  const read = (range: ByteRange) => context.ports.store.read(key, range);
  const media = [{ kind: "image" as const, contentType, bytes: bytes.byteLength, url, read }];
  return { format: "image", caption: post.caption, media, aiGenerated: true };
}

/** The post is there: note the label, close piece and post together (trust C5). */
export async function recordPublished(
  context: AppContext,
  post: WorkPost,
  { externalId, permalink, labelled }: PublishedPost,
): Promise<void> {
  const now = context.clock.now();
  await context.database.prisma.$transaction(async (tx) => {
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
    await appendTrustEvent(context, tx, post.account.avatarId, {
      control: "C5",
      ruleVersion: "2026-11-24",
      judged: externalId,
      decision: labelled === false ? "label_dropped" : "labelled",
    });
  });
  context.ports.events.publish({ topic: `post:${post.id}`, kind: "published" });
}
