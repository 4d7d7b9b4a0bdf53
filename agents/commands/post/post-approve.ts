// The yes or the no a planned post waits for: bound to what was planned, and a yes that comes too late gives it a new hour.
import { z } from "zod";
import { spokenTime } from "../../domain/distribution/local-clock.ts";
import { approverFor } from "../../domain/trust/approval.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { type FoundPost, findPost, postName, requireWaiting } from "../schedule/find-post.ts";
import { replanPosts } from "../schedule/replan.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";

const Output = z.object({
  id: z.string(),
  avatar: z.string(),
  piece: z.string(),
  at: z.string(),
  timeZone: z.string(),
});

export const postApprove = defineCommand({
  name: "post.approve",
  role: "manager",
  effect: "write",
  input: z.object({ post: z.string() }),
  output: Output,
  positional: ["post"],
  errors: ["not_found", "conflict", "refused", "forbidden"],
  run: async (context, { post: reference }) => {
    const post = await findPost(context, reference);
    requireWaiting(context, post);
    requireUnchanged(context, post);
    const templates = await loadTemplates(context);
    const now = context.clock.now();
    await transact(context, async (tx) => {
      const approved = await tx.scheduledPost.updateMany({
        where: { id: post.id, state: "scheduled", approvedAt: null, contentHash: post.contentHash },
        data: { approvedAt: now },
      });
      if (approved.count === 0) return;
      await tx.approval.create({
        data: {
          id: context.ids.next("approval"),
          subject: post.id,
          contentHash: post.contentHash,
          operatorId: context.actor.id,
          role: context.actor.role,
          createdAt: now,
        },
      });
      await appendTrustEvent(context, tx, post.account.avatarId, {
        control: "C19",
        ruleVersion: "1",
        judged: post.contentHash,
        decision: "approved",
      });
      const { waitsFor } = await tx.scheduledPost.findUniqueOrThrow({ where: { id: post.id } });
      if (waitsFor === "approval") await replanPosts(context, tx, post.accountId, [post.id], templates);
    });
    return summarise(await findPost(context, post.id));
  },
  view: ({ avatar, piece, at, timeZone }, context) => {
    const words = texts(context.actor.language).calendar;
    return {
      title: words.approvedPost(piece, spokenTime(timeZone, new Date(at))),
      tone: "good",
      note: timeZone,
      buttons: [{ label: words.openCalendar, command: "schedule.show", input: { avatar } }],
    };
  },
  subject: (_input, output) => output.id,
});

export const postReject = defineCommand({
  name: "post.reject",
  role: "manager",
  effect: "write",
  input: z.object({ post: z.string() }),
  output: Output,
  positional: ["post"],
  errors: ["not_found", "conflict"],
  run: async (context, { post: reference }) => {
    const post = await findPost(context, reference);
    requireWaiting(context, post);
    await transact(context, (tx) =>
      tx.scheduledPost.updateMany({
        where: { id: post.id, state: "scheduled" },
        data: { state: "canceled", errorCode: "rejected", waitsFor: null },
      }),
    );
    return summarise(post);
  },
  view: ({ avatar, piece }, context) => {
    const words = texts(context.actor.language).calendar;
    return {
      title: words.rejectedPost(piece),
      buttons: [{ label: words.openCalendar, command: "schedule.show", input: { avatar } }],
    };
  },
  subject: (_input, output) => output.id,
});

/** A yes counts for exactly what was planned, and from whoever may say it (trust C19). */
function requireUnchanged(context: CommandContext, post: FoundPost): void {
  const { calendar: words, common } = texts(context.actor.language);
  const approver = approverFor(post.piece.explicitness, context.actor.role);
  if (!approver.allowed || approver.secondPerson) {
    throw new AppError("forbidden", common.forbidden(common.roles.owner), { field: "post", remedy: common.askOwner });
  }
  if (post.piece.approvedHash === post.contentHash && hashOf(post.piece) === post.contentHash) return;
  const name = postName(post);
  throw new AppError("refused", words.changedSince(name), {
    field: "post",
    reason: "approval_outdated",
    remedy: words.changedSinceHint(name),
  });
}

function summarise(post: FoundPost) {
  const { avatar } = post.account;
  return {
    id: post.id,
    avatar: avatar.slug,
    piece: postName(post),
    at: post.dueAt.toISOString(),
    timeZone: avatar.timeZone,
  };
}
