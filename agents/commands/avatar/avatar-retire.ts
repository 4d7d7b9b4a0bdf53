// The end of an avatar: nothing is published, nobody is answered, nothing is sold, what was being made is called off.
import { z } from "zod";
import type { Prisma } from "../../../prisma/client.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { OPEN_OFFER_STATES } from "../offer/shown-offer.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { cancelJobs, tellVendors } from "../vendor-job/cancel-jobs.ts";
import { OPEN_JOB_STATES } from "../vendor-job/load-job.ts";
import { AvatarSummary, avatarCard } from "./avatar-card.ts";
import { loadAvatar } from "./avatar-show.ts";
import { findAvatar } from "./find-avatar.ts";
import { requireLiving } from "./require-living.ts";

const Retired = z.object({
  avatar: AvatarSummary,
  /** What was called off. */
  jobs: z.number(),
  posts: z.number(),
  offers: z.number(),
});

/** A post past these is with the platform already. */
const WAITING_POSTS = ["scheduled", "preparing"] as const;

export const avatarRetire = defineCommand({
  name: "avatar.retire",
  role: "manager",
  effect: "irreversible",
  input: z.object({ avatar: z.string() }),
  output: Retired,
  positional: ["avatar"],
  errors: ["not_found", "refused", "conflict"],
  estimate: async (context, input) => {
    const avatar = await livingAvatar(context, input.avatar);
    const { prisma } = context.database;
    const [jobs, posts, offers] = await Promise.all([
      prisma.vendorJob.count({ where: { avatarId: avatar.id, state: { in: [...OPEN_JOB_STATES] } } }),
      prisma.scheduledPost.count({ where: waitingPosts(avatar.id) }),
      prisma.offer.count({ where: openOffers(avatar.id) }),
    ]);
    const words = texts(context.actor.language).persona;
    return {
      avatarId: avatar.id,
      costMicros: 0,
      lines: [
        { label: words.retires, value: avatar.name },
        { label: words.forGood, value: words.forGoodValue },
        { label: words.calledOff, value: words.calledOffValue(jobs, posts, offers) },
        { label: words.stays, value: words.staysValue },
      ],
    };
  },
  run: async (context, input) => {
    const avatar = await livingAvatar(context, input.avatar);
    const { jobs, posts, offers } = await transact(context, (tx) => retire(context, tx, avatar));
    await tellVendors(context, jobs, context.signal);
    context.ports.events.publish({ topic: `avatar:${avatar.id}`, kind: "retired" });
    return { avatar: await loadAvatar(context, avatar.id), jobs: jobs.length, posts, offers };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).persona;
    return {
      ...avatarCard(output.avatar, context.actor.language, words.retired(output.avatar.name)),
      text: words.calledOffValue(output.jobs, output.posts, output.offers),
      buttons: [],
    };
  },
  subject: (_input, output) => output.avatar.id,
});

async function livingAvatar(context: CommandContext, reference: string) {
  const avatar = await findAvatar(context, reference);
  requireLiving(context, avatar);
  return avatar;
}

const waitingPosts = (avatarId: string) => ({ account: { avatarId }, state: { in: [...WAITING_POSTS] } });
const openOffers = (avatarId: string) => ({ avatarId, state: { in: [...OPEN_OFFER_STATES] } });

async function retire(
  context: CommandContext,
  tx: Transaction,
  avatar: { readonly id: string; readonly name: string },
) {
  const avatarId = avatar.id;
  const now = context.clock.now();
  const moved = await tx.avatar.updateMany({
    where: { id: avatarId, state: { not: "retired" } },
    data: { state: "retired", stateBeforePause: null },
  });
  if (moved.count === 0) {
    const words = texts(context.actor.language).avatar;
    throw new AppError("conflict", words.cannotMove(avatar.name, words.states.retired), { field: "avatar" });
  }
  const jobs = await cancelJobs(context, tx, { avatarId });
  await tx.batch.updateMany({
    where: { avatarId, state: { in: ["planned", "running", "paused"] } },
    data: { state: "canceled", finishedAt: now },
  });
  await tx.dataset.updateMany({ where: { avatarId, state: "building" }, data: { state: "canceled", finishedAt: now } });
  await tx.experiment.updateMany({ where: { avatarId, state: "running" }, data: { state: "ended", endedAt: now } });
  const goingOn = { avatarId, state: { in: ["running", "paused"] } } satisfies Prisma.BroadcastWhereInput;
  await tx.broadcast.updateMany({ where: goingOn, data: { state: "canceled", endedAt: now } });
  await tx.sequence.updateMany({ where: goingOn, data: { state: "canceled" } });
  const posts = await tx.scheduledPost.updateMany({
    where: waitingPosts(avatarId),
    data: { state: "canceled", errorCode: "avatar_retired" },
  });
  const offers = await tx.offer.updateMany({ where: openOffers(avatarId), data: { state: "withdrawn" } });
  await appendTrustEvent(context, tx, avatarId, {
    control: "C19",
    ruleVersion: "1",
    judged: avatarId,
    decision: "retired",
  });
  return { jobs, posts: posts.count, offers: offers.count };
}
