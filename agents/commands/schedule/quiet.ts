// Days on which an avatar posts nothing: holidays, mourning, a move.
import { z } from "zod";
import { dayAfter } from "../../domain/avatars/story.ts";
import { startOfDay } from "../../domain/distribution/local-clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { readFirstDay } from "./week-span.ts";

const Stretch = z.object({ id: z.string(), avatar: z.string(), from: z.string(), to: z.string(), reason: z.string() });

export const quietAdd = defineCommand({
  name: "quiet.add",
  role: "manager",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    from: z.string(),
    to: z.string().optional(),
    reason: z.string().trim().min(2).max(60),
  }),
  output: Stretch.extend({ name: z.string(), posts: z.number() }),
  positional: ["avatar", "from", "to", "reason"],
  errors: ["not_found", "invalid_input"],
  run: async (context, input) => {
    const words = texts(context.actor.language).calendar;
    const avatar = await findAvatar(context, input.avatar);
    const from = readFirstDay(context, input.from, avatar.timeZone);
    const to = input.to === undefined ? from : readFirstDay(context, input.to, avatar.timeZone);
    if (to < from) throw new AppError("invalid_input", words.quietBefore, { field: "to" });
    const [startsOn, endsOn] = [new Date(from), new Date(to)];
    const { reason } = input;
    return await transact(context, async (tx) => {
      const same = await tx.quietStretch.findFirst({ where: { avatarId: avatar.id, startsOn, endsOn } });
      const made = { createdById: context.actor.id, createdAt: context.clock.now() };
      const row = same
        ? await tx.quietStretch.update({ where: { id: same.id }, data: { reason } })
        : await tx.quietStretch.create({
            data: { id: context.ids.next("quiet"), avatarId: avatar.id, startsOn, endsOn, reason, ...made },
          });
      const dueAt = { gte: startOfDay(avatar.timeZone, from), lt: startOfDay(avatar.timeZone, dayAfter(to, 1)) };
      const posts = await tx.scheduledPost.count({
        where: { account: { avatarId: avatar.id }, state: "scheduled", dueAt },
      });
      return { id: row.id, avatar: avatar.slug, name: avatar.name, from, to, reason, posts };
    });
  },
  view: ({ avatar, name, from, to, reason, posts }, context) => {
    const words = texts(context.actor.language).calendar;
    return {
      title: words.quietAdded(name, from, to),
      tone: posts > 0 ? "warning" : "good",
      text: posts > 0 ? words.quietHas(posts) : reason,
      buttons: [{ label: words.openCalendar, command: "schedule.show", input: { avatar, week: from } }],
    };
  },
  subject: (_input, output) => output.id,
});

export const quietList = defineCommand({
  name: "quiet.list",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: z.object({ stretches: z.array(Stretch) }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const rows = await context.database.prisma.quietStretch.findMany({
      where: {
        avatar: ownOnly(context),
        ...(avatar ? { avatarId: avatar.id } : {}),
        endsOn: { gte: new Date(dayAfter(context.clock.now().toISOString().slice(0, 10), -1)) },
      },
      include: { avatar: { select: { slug: true } } },
      orderBy: { startsOn: "asc" },
      take: 100,
    });
    return {
      stretches: rows.map(({ id, avatar: { slug }, startsOn, endsOn, reason }) => ({
        id,
        avatar: slug,
        from: startsOn.toISOString().slice(0, 10),
        to: endsOn.toISOString().slice(0, 10),
        reason,
      })),
    };
  },
  view: ({ stretches }, context) => {
    const words = texts(context.actor.language).calendar;
    return {
      title: words.quietList(stretches.length),
      table: {
        columns: [words.avatar, words.from, words.to, words.reason, words.id].map((label) => ({ label })),
        rows: stretches.map(({ avatar, from, to, reason, id }) => [avatar, from, to, reason, id]),
      },
      buttons: stretches.slice(0, 5).map(({ id, reason }) => ({
        label: `${words.remove}: ${reason.slice(0, 30)}`,
        command: "quiet.remove",
        input: { id },
        style: "danger" as const,
      })),
    };
  },
});

export const quietRemove = defineCommand({
  name: "quiet.remove",
  role: "manager",
  effect: "write",
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string(), from: z.string(), to: z.string() }),
  positional: ["id"],
  errors: ["not_found"],
  run: async (context, { id }) => {
    const row = await context.database.prisma.quietStretch.findFirst({ where: { id, avatar: ownOnly(context) } });
    const words = texts(context.actor.language).calendar;
    if (!row) throw new AppError("not_found", words.quietNotFound, { field: "id", remedy: "quiet list" });
    await transact(context, (tx) => tx.quietStretch.deleteMany({ where: { id } }));
    return { id, from: row.startsOn.toISOString().slice(0, 10), to: row.endsOn.toISOString().slice(0, 10) };
  },
  view: ({ from, to }, context) => ({
    title: texts(context.actor.language).calendar.quietRemoved(from, to),
    tone: "good",
  }),
  subject: ({ id }) => id,
});
