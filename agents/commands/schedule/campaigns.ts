// Plans over weeks: one yes to the plan, then each week is filled from the pieces that people approved by then.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { publishingAccounts } from "./calendar-accounts.ts";
import { isOnAnyAccount, postablePieces, suits } from "./postable-pieces.ts";
import { readFirstDay } from "./week-span.ts";

const Row = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.string(),
  state: z.enum(["running", "done", "canceled"]),
  from: z.string(),
  weeks: z.number(),
  postsPerWeek: z.number(),
  themes: z.array(z.string()),
  plannedWeeks: z.number(),
  posts: z.number(),
  published: z.number(),
});
type CampaignRow = z.output<typeof Row>;

const Input = z.object({
  avatar: z.string(),
  name: z.string().trim().min(2).max(60),
  from: z.string().optional(),
  weeks: z.number().int().min(1).max(26).default(4),
  postsPerWeek: z.number().int().min(1).max(70).default(10),
  themes: z.array(z.string().trim().min(2).max(30)).max(10).default([]),
});

export const campaignCreate = defineCommand({
  name: "campaign.create",
  role: "manager",
  effect: "irreversible",
  input: Input,
  output: Row,
  positional: ["avatar", "name"],
  errors: ["not_found", "conflict", "invalid_input"],
  estimate: async (context, input) => {
    const words = texts(context.actor.language).calendar;
    const avatar = await findAvatar(context, input.avatar);
    await requireNew(context, context.database.prisma, avatar.id, input.name);
    const accounts = await publishingAccounts(context, avatar);
    const from = readFirstDay(context, input.from, avatar.timeZone);
    const publishers = context.ports.publishers;
    const fit = (await postablePieces(context, avatar.id, input.themes)).filter(
      (piece) =>
        !isOnAnyAccount(piece) &&
        accounts.some((row) => {
          const publisher = publishers[row.platform];
          return publisher !== undefined && suits(piece, { row, publisher });
        }),
    );
    const needed = input.weeks * input.postsPerWeek;
    const missing = needed - fit.length;
    return {
      costMicros: 0,
      lines: [
        { label: words.campaign, value: `${input.name} · ${words.campaignPlan(input.weeks, input.postsPerWeek)}` },
        { label: words.from, value: from },
        { label: words.accounts, value: accounts.map(({ handle, platform }) => `@${handle} · ${platform}`).join(", ") },
        { label: words.campaignThemes, value: input.themes.join(", ") || words.allThemes },
        { label: words.campaignNeeds, value: String(needed) },
        { label: words.campaignApproved, value: String(fit.length) },
        ...(missing > 0
          ? [
              {
                label: words.missing,
                value: `${words.piecesMissing(missing)}: ${words.makeMore(avatar.slug, missing)}`,
              },
            ]
          : []),
        { label: words.note, value: words.campaignHow },
      ],
      input: { ...input, from },
    };
  },
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    const { name, weeks, postsPerWeek, themes } = input;
    const startsOn = new Date(readFirstDay(context, input.from, avatar.timeZone));
    const id = await transact(context, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${avatar.id} FOR UPDATE`;
      await requireNew(context, tx, avatar.id, name);
      const made = { createdById: context.actor.id, createdAt: context.clock.now() };
      const row = { avatarId: avatar.id, name, startsOn, weeks, postsPerWeek, themes, ...made };
      return (await tx.postCampaign.create({ data: { id: context.ids.next("postCampaign"), ...row } })).id;
    });
    return await summary(context, id);
  },
  view: (output, context) =>
    campaignCard(output, context, texts(context.actor.language).calendar.campaignMade(output.name)),
  subject: (_input, output) => output.id,
});

export const campaignShow = defineCommand({
  name: "campaign.show",
  role: "analyst",
  effect: "read",
  input: z.object({ campaign: z.string() }),
  output: Row,
  positional: ["campaign"],
  errors: ["not_found"],
  run: async (context, { campaign }) => await summary(context, campaign),
  view: (output, context) => campaignCard(output, context, output.name),
});

export const campaignList = defineCommand({
  name: "campaign.list",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: z.object({ campaigns: z.array(Row) }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const rows = await context.database.prisma.postCampaign.findMany({
      where: { avatar: ownOnly(context), ...(avatar ? { avatarId: avatar.id } : {}) },
      orderBy: { createdAt: "desc" },
      take: 50,
      select: { id: true },
    });
    const campaigns: CampaignRow[] = [];
    for (const { id } of rows) campaigns.push(await summary(context, id));
    return { campaigns };
  },
  view: ({ campaigns }, context) => {
    const words = texts(context.actor.language).calendar;
    return {
      title: words.campaigns(campaigns.length),
      table: {
        columns: [words.campaign, words.avatar, words.from, words.weeks, words.posts, words.state].map((label) => ({
          label,
        })),
        rows: campaigns.map((each) => [
          each.name,
          each.avatar,
          each.from,
          words.progress(each.plannedWeeks, each.weeks),
          words.progress(each.published, each.posts),
          words.campaignStates[each.state],
        ]),
      },
    };
  },
});

export const campaignCancel = defineCommand({
  name: "campaign.cancel",
  role: "manager",
  effect: "write",
  input: z.object({ campaign: z.string() }),
  output: z.object({ id: z.string(), name: z.string(), posts: z.number() }),
  positional: ["campaign"],
  errors: ["not_found"],
  run: async (context, { campaign: reference }) => {
    const { id, name } = await findCampaign(context, reference);
    const posts = await transact(context, async (tx) => {
      await tx.postCampaign.updateMany({ where: { id, state: "running" }, data: { state: "canceled" } });
      const canceled = await tx.scheduledPost.updateMany({
        where: { campaignId: id, state: { in: ["scheduled", "preparing"] } },
        data: { state: "canceled", errorCode: "campaign_canceled", waitsFor: null },
      });
      return canceled.count;
    });
    return { id, name, posts };
  },
  view: ({ name, posts }, context) => ({
    title: texts(context.actor.language).calendar.campaignCanceled(name, posts),
    tone: "good",
  }),
  subject: (_input, output) => output.id,
});

async function requireNew(
  context: CommandContext,
  rows: Pick<Transaction, "postCampaign">,
  avatarId: string,
  name: string,
): Promise<void> {
  const same = await rows.postCampaign.findFirst({ where: { avatarId, name, state: "running" } });
  if (!same) return;
  const words = texts(context.actor.language).calendar;
  throw new AppError("conflict", words.campaignExists(name), { field: "name", reason: "campaign_exists" });
}

/** By id or name, the newest of one name. @throws AppError `not_found` */
async function findCampaign(context: CommandContext, reference: string) {
  const name = { equals: reference.trim(), mode: "insensitive" } as const;
  const campaign = await context.database.prisma.postCampaign.findFirst({
    where: { OR: [{ id: reference }, { name }], avatar: ownOnly(context) },
    include: { avatar: { select: { slug: true } }, posts: { select: { state: true } } },
    orderBy: { createdAt: "desc" },
  });
  if (campaign) return campaign;
  const words = texts(context.actor.language).calendar;
  throw new AppError("not_found", words.campaignNotFound(reference.slice(0, 60)), {
    field: "campaign",
    remedy: "campaign list",
  });
}

async function summary(context: CommandContext, reference: string): Promise<CampaignRow> {
  const { posts, startsOn, avatar, ...row } = await findCampaign(context, reference);
  const kept = posts.filter(({ state }) => state !== "canceled");
  return {
    ...row,
    avatar: avatar.slug,
    from: startsOn.toISOString().slice(0, 10),
    posts: kept.length,
    published: kept.filter(({ state }) => state === "published").length,
  };
}

function campaignCard(row: CampaignRow, context: CommandContext, title: string) {
  const { calendar: words, common } = texts(context.actor.language);
  return {
    title,
    fields: [
      { label: words.avatar, value: row.avatar },
      { label: words.from, value: row.from },
      { label: words.campaign, value: words.campaignPlan(row.weeks, row.postsPerWeek) },
      { label: words.weeks, value: words.progress(row.plannedWeeks, row.weeks) },
      { label: words.posts, value: words.progress(row.published, row.posts) },
      { label: words.campaignThemes, value: row.themes.join(", ") || words.allThemes },
      { label: words.state, value: words.campaignStates[row.state] },
    ],
    note: words.campaignHow,
    buttons: [
      { label: words.openCalendar, command: "schedule.show", input: { avatar: row.avatar } },
      ...(row.state === "running"
        ? [{ label: common.cancel, command: "campaign.cancel", input: { campaign: row.id }, style: "danger" as const }]
        : []),
    ],
  };
}
