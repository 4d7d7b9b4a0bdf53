// Publish an approved piece now: an irreversible act, so a run card first; the publisher job does the rest.
import { z } from "zod";
import { platformName } from "../../domain/distribution/platform-name.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { publishPost } from "../../work-orders/publish-post.ts";
import { accountName, isMeant } from "../account/account-name.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { type FoundPiece, findPiece, pieceReference } from "../piece/find-piece.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { tellOfPost } from "../story/tell-of-post.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { transact } from "../transact.ts";
import { plannedPost } from "./planned-post.ts";
import { PostStatus, postCard, postStatus } from "./post-card.ts";
import { taggedCaption } from "./public-caption.ts";
import { formatOf } from "./work-post.ts";

const Input = z.object({ piece: z.string(), account: z.string().optional() });

export const postNow = defineCommand({
  name: "post.now",
  role: "manager",
  effect: "irreversible",
  input: Input,
  output: PostStatus,
  positional: ["piece", "account"],
  errors: ["not_found", "refused", "conflict"],
  estimate: async (context, input) => {
    const { piece, account } = await target(context, input);
    await freshPost(context, context.database.prisma, piece, account);
    const words = texts(context.actor.language).account;
    const planned = await plannedPost(context, piece, account.platform);
    return {
      costMicros: 0,
      lines: [
        {
          label: words.publishTo,
          value: `@${account.handle} · ${account.platform}${account.emulated ? ` · ${words.emulated}` : ""}`,
        },
        { label: words.piece, value: pieceReference(piece) },
        ...planned.lines,
        { label: words.aiLabel, value: words.aiLabelAlways },
      ],
      images: planned.images,
      // An account linked until the yes changes nothing.
      input: { ...input, account: account.id },
    };
  },
  run: async (context, input) => {
    const { piece, account } = await target(context, input);
    const templates = await loadTemplates(context);
    const now = context.clock.now();
    const id = await transact(context, async (tx) => {
      const existing = await freshPost(context, tx, piece, account);
      const contentHash = hashOf(piece);
      const data = {
        state: "scheduled" as const,
        dueAt: now,
        caption: taggedCaption(context.ports.publishers, account.platform, piece),
        contentHash,
        operatorId: context.actor.id,
        placedBy: "now" as const,
        waitsFor: null,
        error: null,
        errorCode: null,
      };
      const post = existing
        ? await tx.scheduledPost.update({
            where: { id: existing.id },
            data: { ...data, containerId: null, containerAt: null, committedAt: null, stuck: 0, reschedules: 0 },
          })
        : await tx.scheduledPost.create({
            data: { id: context.ids.next("post"), pieceId: piece.id, accountId: account.id, createdAt: now, ...data },
          });
      await tellOfPost(context, tx, { postId: post.id, dueAt: now, piece }, templates);
      await enqueue(tx, context.ids, context.clock, publishPost, { postId: post.id });
      return post.id;
    });
    return await postStatus(context, id);
  },
  view: (output, context) => postCard(output, context.actor.language),
  subject: (_input, output) => output.id,
});

/** The piece and the account a post would join, or the reason why it may not. */
async function target(context: CommandContext, input: z.output<typeof Input>) {
  const words = texts(context.actor.language);
  const piece = await findPiece(context, input.piece);
  requireApproved(context, piece);
  const accounts = await context.database.prisma.account.findMany({
    where: { avatarId: piece.avatarId, platform: { in: Object.keys(context.ports.publishers) } },
    orderBy: { connectedAt: "asc" },
  });
  const wanted = input.account;
  const meant = wanted === undefined ? accounts : accounts.filter((row) => isMeant(row, wanted));
  const takers = meant.filter(({ platform }) => {
    const publisher = context.ports.publishers[platform];
    return publisher !== undefined && formatOf(publisher, piece.kind) !== null;
  });
  const [account, ...others] = takers;
  if (account && others.length === 0) return { piece, account };
  if (account) {
    const reference = pieceReference(piece);
    throw new AppError("conflict", words.account.whichAccount(reference), {
      field: "account",
      reason: "several_accounts",
      remedy: takers.map((row) => `post now ${reference} ${accountName(row)}`).join("\n"),
    });
  }
  const [unfit] = meant;
  if (!unfit) {
    throw new AppError("not_found", words.account.noAccount(piece.avatar.name), {
      field: "account",
      remedy: words.account.linkFirst(piece.avatar.slug),
    });
  }
  throw new AppError(
    "refused",
    words.account.kindNotPublished(words.account.kinds[piece.kind], platformName(unfit.platform)),
    { field: "piece", reason: "kind", remedy: words.account.otherKindHint(piece.avatar.slug) },
  );
}

/** The earlier try to replace, if there is one. @throws AppError `conflict` when the piece stands or waits there already */
async function freshPost(
  context: CommandContext,
  rows: Pick<Transaction, "scheduledPost">,
  piece: FoundPiece,
  account: { readonly id: string; readonly handle: string },
) {
  const existing = await rows.scheduledPost.findUnique({
    where: { pieceId_accountId: { pieceId: piece.id, accountId: account.id } },
  });
  if (!existing || existing.state === "failed" || existing.state === "canceled") return existing;
  const words = texts(context.actor.language).account;
  throw new AppError("conflict", words.alreadyPosted(pieceReference(piece), account.handle), {
    reason: "already_posted",
  });
}

function requireApproved(context: CommandContext, piece: FoundPiece): void {
  const words = texts(context.actor.language).batch;
  const reference = pieceReference(piece);
  const published = piece.state === "published";
  if (!published && piece.state !== "approved") {
    throw new AppError("refused", words.notApproved(reference, words.states[piece.state]), {
      field: "piece",
      reason: "not_approved",
      remedy: words.approveFirst(reference),
    });
  }
  if (piece.approvedHash !== hashOf(piece)) {
    throw new AppError("refused", words.approvalOutdated(reference), {
      field: "piece",
      reason: "approval_outdated",
      remedy: words.approveFirst(reference),
    });
  }
}
