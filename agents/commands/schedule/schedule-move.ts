// Give a post another hour. What stands against it is explained, with the nearest free hours as buttons.
import { z } from "zod";
import { spokenTime } from "../../domain/distribution/local-clock.ts";
import { type Conflict, conflictsAt, isOwnPace } from "../../domain/distribution/posting-pace.ts";
import { readWhen } from "../../domain/distribution/read-when.ts";
import type { Slot, SlotAccount } from "../../domain/distribution/slot-plan.ts";
import { AppError } from "../../kernel/errors.ts";
import type { Random } from "../../kernel/random.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { tellOfPost } from "../story/tell-of-post.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { transact } from "../transact.ts";
import type { Card } from "../view.ts";
import { accountStop } from "./account-stop.ts";
import { calendarAccount } from "./calendar-accounts.ts";
import { type FoundPost, findPost, postName, requireWaiting } from "./find-post.ts";
import { nextSlots, slotsNear } from "./next-slots.ts";
import { wakeAt } from "./put-posts.ts";

const OFFERED = 3;

const Output = z.object({
  id: z.string(),
  avatar: z.string(),
  piece: z.string(),
  timeZone: z.string(),
  at: z.string(),
  moved: z.boolean(),
  conflicts: z.array(z.string()),
  /** Nothing but the account's own pace stands against it. */
  mayForce: z.boolean(),
  free: z.array(z.string()),
});
type Moved = z.output<typeof Output>;

export const scheduleMove = defineCommand({
  name: "schedule.move",
  role: "manager",
  effect: "write",
  input: z.object({ post: z.string(), when: z.string(), force: z.boolean().default(false) }),
  output: Output,
  positional: ["post", "when"],
  errors: ["not_found", "invalid_input", "conflict"],
  run: async (context, input) => {
    const post = await findPost(context, input.post);
    requireWaiting(context, post);
    const at = readMoment(context, input.when, post);
    const templates = await loadTemplates(context);
    const { avatar } = post.account;
    return await transact(context, async (tx): Promise<Moved> => {
      await tx.$executeRaw`SELECT 1 FROM "Account" WHERE id = ${post.accountId} FOR UPDATE`;
      const row = await tx.account.findUniqueOrThrow({ where: { id: post.accountId } });
      const account = await calendarAccount(context, tx, row, avatar, [post.id]);
      const now = context.clock.now();
      const conflicts = conflictsAt(at, account.slots, account.publisher.info.postsPerDay, now);
      const stop = accountStop(row, avatar);
      const refused = stop !== null || conflicts.some((each) => !isOwnPace(each));
      const output = {
        id: post.id,
        avatar: avatar.slug,
        piece: postName(post),
        timeZone: avatar.timeZone,
        at: at.toISOString(),
      };
      if (refused || (conflicts.length > 0 && !input.force)) {
        const { language } = context.actor;
        const words = texts(language).calendar;
        const told = conflicts.map((each) => conflictWords(each, avatar.timeZone, language));
        if (stop) told.push(words.conflicts.account(row.handle, words.stops[stop]));
        const free = stop ? [] : freeAround(account.slots, at, now, context.random);
        const next = free.find((slot) => slot.at >= at) ?? free[0];
        if (next) told.push(words.nextFree(spokenTime(avatar.timeZone, next.at)));
        const offered = free.map((slot) => slot.at.toISOString());
        return { ...output, moved: false, conflicts: told, mayForce: !refused, free: offered };
      }
      const placedBy = conflicts.length > 0 ? "forced" : "operator";
      const moved = await tx.scheduledPost.updateMany({
        where: { id: post.id, state: "scheduled", dueAt: post.dueAt },
        data: { dueAt: at, placedBy, waitsFor: null, askedAt: null },
      });
      if (moved.count === 0) throw new AppError("conflict", movedMeanwhile(context, post), { field: "post" });
      await tellOfPost(context, tx, { postId: post.id, dueAt: at, piece: post.piece }, templates);
      await wakeAt(context, tx, post.id, at);
      return { ...output, moved: true, conflicts: [], mayForce: false, free: [] };
    });
  },
  view: (output, context) => movedCard(output, context.actor.language),
  subject: (_input, output) => output.id,
});

/** The nearest few; where days around are full or closed, the first one behind them. */
function freeAround(account: SlotAccount, at: Date, now: Date, random: Random): readonly Slot[] {
  const near = slotsNear(account, at, now, OFFERED, random);
  return near.length > 0 ? near : nextSlots(account, at > now ? at : now, 1, random);
}

/** @throws AppError `invalid_input`, also for an hour that a change of the clocks leaves out */
function readMoment(context: CommandContext, text: string, post: FoundPost): Date {
  const words = texts(context.actor.language).calendar;
  const { timeZone } = post.account.avatar;
  // From a button: a moment as it is.
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return new Date(text);
  const read = readWhen(text, timeZone, context.clock.now(), post.dueAt);
  if ("at" in read) return read.at;
  if (read.problem === "left_out") {
    const next = spokenTime(timeZone, read.next);
    throw new AppError("invalid_input", words.leftOutHour(text.slice(0, 40), timeZone, next), {
      field: "when",
      reason: "left_out_hour",
      remedy: next,
    });
  }
  throw new AppError("invalid_input", words.notATime(text.slice(0, 40)), { field: "when", remedy: words.timeHint });
}

export function movedMeanwhile(context: CommandContext, post: FoundPost): string {
  const { calendar, account } = texts(context.actor.language);
  return calendar.notMovable(postName(post), account.postStates.preparing);
}

function conflictWords(conflict: Conflict, timeZone: string, language: Language): string {
  const words = texts(language).calendar.conflicts;
  switch (conflict.kind) {
    case "gap":
      return words.gap(spokenTime(timeZone, conflict.other), conflict.gapHours);
    case "daily_cap":
      return words.daily_cap(conflict.most);
    case "warm_up":
      return words.warm_up(conflict.day, conflict.most);
    case "platform_cap":
      return words.platform_cap(conflict.most);
    case "quiet":
      return words.quiet(conflict.reason);
    default:
      return words.past;
  }
}

function movedCard(output: Moved, language: Language): Card {
  const words = texts(language).calendar;
  const { id: post, avatar, piece, timeZone } = output;
  const when = spokenTime(timeZone, new Date(output.at));
  if (output.moved) {
    return {
      title: words.moved(piece, when),
      tone: "good",
      note: timeZone,
      buttons: [{ label: words.openCalendar, command: "schedule.show", input: { avatar } }],
    };
  }
  return {
    title: words.cannotMove(piece, when),
    tone: "warning",
    text: output.conflicts.join("\n"),
    note: timeZone,
    buttons: [
      ...output.free.map((at) => ({
        label: words.moveTo(spokenTime(timeZone, new Date(at))),
        command: "schedule.move",
        input: { post, when: at },
        style: "primary" as const,
      })),
      ...(output.mayForce
        ? [
            {
              label: words.anyway,
              command: "schedule.move",
              input: { post, when: output.at, force: true },
              style: "danger" as const,
            },
          ]
        : []),
    ],
  };
}
