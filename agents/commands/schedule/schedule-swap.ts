// Two posts of one account change places: the hours stay, so no pace can break.
import { z } from "zod";
import { spokenTime } from "../../domain/distribution/local-clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { tellOfPost } from "../story/tell-of-post.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { transact } from "../transact.ts";
import { findPost, postName, requireWaiting } from "./find-post.ts";
import { wakeAt } from "./put-posts.ts";
import { movedMeanwhile } from "./schedule-move.ts";

const Place = z.object({ id: z.string(), piece: z.string(), at: z.string() });

export const scheduleSwap = defineCommand({
  name: "schedule.swap",
  role: "manager",
  effect: "write",
  input: z.object({ post: z.string(), with: z.string() }),
  output: z.object({ avatar: z.string(), timeZone: z.string(), one: Place, other: Place }),
  positional: ["post", "with"],
  errors: ["not_found", "conflict", "refused"],
  run: async (context, input) => {
    const one = await findPost(context, input.post);
    const other = await findPost(context, input.with);
    if (one.accountId !== other.accountId) {
      const message = texts(context.actor.language).calendar.swapOtherAccount;
      throw new AppError("refused", message, { field: "with", reason: "other_account" });
    }
    for (const post of [one, other]) requireWaiting(context, post);
    const templates = await loadTemplates(context);
    const moves = [
      { post: one, to: other },
      { post: other, to: one },
    ];
    await transact(context, async (tx) => {
      for (const { post, to } of moves) {
        const moved = await tx.scheduledPost.updateMany({
          where: { id: post.id, state: "scheduled", dueAt: post.dueAt },
          data: { dueAt: to.dueAt, placedBy: to.placedBy, waitsFor: to.waitsFor, askedAt: null },
        });
        if (moved.count === 0) throw new AppError("conflict", movedMeanwhile(context, post), { field: "post" });
        await tellOfPost(context, tx, { postId: post.id, dueAt: to.dueAt, piece: post.piece }, templates);
        await wakeAt(context, tx, post.id, to.dueAt);
      }
    });
    const { slug, timeZone } = one.account.avatar;
    return {
      avatar: slug,
      timeZone,
      one: { id: one.id, piece: postName(one), at: other.dueAt.toISOString() },
      other: { id: other.id, piece: postName(other), at: one.dueAt.toISOString() },
    };
  },
  view: ({ avatar, timeZone, one, other }, context) => {
    const words = texts(context.actor.language).calendar;
    return {
      title: words.swapped(one.piece, other.piece),
      tone: "good",
      fields: [one, other].map(({ piece, at }) => ({ label: piece, value: spokenTime(timeZone, new Date(at)) })),
      note: timeZone,
      buttons: [{ label: words.openCalendar, command: "schedule.show", input: { avatar } }],
    };
  },
  subject: (_input, output) => output.one.id,
});
