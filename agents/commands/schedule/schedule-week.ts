// Fill the days ahead with approved pieces: one run card with the whole plan, and what was planned is what is carried out.

import { z } from "zod";
import { isTierAllowed } from "../../domain/content/channel-tiers.ts";
import { spokenTime } from "../../domain/distribution/local-clock.ts";
import { networkOf } from "../../domain/distribution/platform-name.ts";
import type { SlotLimit } from "../../domain/distribution/slot-plan.ts";
import { AppError } from "../../kernel/errors.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { shownName } from "../account/account-name.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand, type Estimate } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { findPiece, pieceReference } from "../piece/find-piece.ts";
import { RUN_CARD_LIFE_MS } from "../run/create-run-card.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { transact } from "../transact.ts";
import type { Card } from "../view.ts";
import { accountStop } from "./account-stop.ts";
import { type CalendarAccount, calendarAccount, publishingAccounts } from "./calendar-accounts.ts";
import { calendarPicture } from "./calendar-picture.ts";
import { planWeek, type WeekPlan } from "./plan-week.ts";
import { postablePieces } from "./postable-pieces.ts";
import { type LeftOutReason, putPosts, type WantedPost } from "./put-posts.ts";
import { readFirstDay, spanOf } from "./week-span.ts";

const Planned = z.object({ piece: z.string(), account: z.string(), at: z.iso.datetime() });

const Input = z.object({
  avatar: z.string(),
  posts: z.number().int().min(1).max(100).default(14),
  account: z.string().optional(),
  from: z.string().optional(),
  days: z.number().int().min(1).max(28).default(7),
  approve: z.enum(["buttons", "link"]).optional(),
  /** Set by the run card: what was shown is what goes in. */
  plan: z.array(Planned).max(100).optional(),
});
type WeekInput = z.output<typeof Input>;

const Output = z.object({
  avatar: z.string(),
  name: z.string(),
  timeZone: z.string(),
  posts: z.array(z.object({ id: z.string(), piece: z.string(), account: z.string(), at: z.string() })),
  leftOut: z.array(z.object({ piece: z.string(), account: z.string(), reason: z.custom<LeftOutReason>() })),
  calendarUrl: z.string().nullable(),
});
type WeekOutput = z.output<typeof Output>;

export const scheduleWeek = defineCommand({
  name: "schedule.week",
  role: "manager",
  effect: "irreversible",
  input: Input,
  output: Output,
  positional: ["avatar"],
  errors: ["not_found", "refused", "conflict", "invalid_input"],
  estimate: async (context, input) => {
    const { plan, avatar, accounts, span } = await planFor(context, input);
    const pictured = plan.posts.map(({ piece, account, at }) => ({
      at,
      label: `#${piece.number}`,
      accountId: account.id,
      mood: "planned" as const,
      thumbnailKey: piece.asset?.thumbnailKey ?? null,
    }));
    const shown = accounts.map(({ row }) => row);
    const quiet = accounts[0]?.slots.quiet ?? [];
    const picture = await calendarPicture(context, { ...span, ...avatar, accounts: shown, quiet, posts: pictured });
    return {
      costMicros: 0,
      lines: planLines(context.actor.language, input, avatar, accounts, plan),
      table: planTable(context.actor.language, avatar.timeZone, plan),
      images: [picture],
      input: { ...input, plan: plan.posts.map(frozen) },
    };
  },
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    const planned = input.plan ?? (await planFor(context, input)).plan.posts.map(frozen);
    const wanted: WantedPost[] = [];
    for (const { piece, account, at } of planned) {
      wanted.push({ piece: await findPiece(context, piece), accountId: account, at: new Date(at) });
    }
    const accounts = await publishingAccounts(context, avatar);
    const handle = (id: string) => accounts.find((row) => row.id === id)?.handle ?? id;
    const options = { templates: await loadTemplates(context), needsApproval: input.approve !== undefined };
    const results = await transact(context, (tx) => putPosts(context, tx, avatar, wanted, options));
    const posts: WeekOutput["posts"] = [];
    const leftOut: WeekOutput["leftOut"] = [];
    for (const [index, result] of results.entries()) {
      const { piece, account, at } = planned[index] ?? { piece: "", account: "", at: "" };
      if ("postId" in result) posts.push({ id: result.postId, piece, account: handle(account), at });
      else leftOut.push({ piece, account: handle(account), reason: result.leftOut });
    }
    const calendarUrl = input.approve === "link" ? context.installation.publicUrl() : null;
    return { avatar: avatar.slug, name: avatar.name, timeZone: avatar.timeZone, posts, leftOut, calendarUrl };
  },
  view: (output, context) => weekCard(output, context.actor.language),
  subject: (_input, output) => output.avatar,
});

const frozen = ({ piece, account, at }: WeekPlan["posts"][number]) => ({
  piece: pieceReference(piece),
  account: account.id,
  at: at.toISOString(),
});

/** @throws AppError `refused` where nothing can be planned, saying what would change that */
async function planFor(context: CommandContext, input: WeekInput) {
  const words = texts(context.actor.language).calendar;
  const avatar = await findAvatar(context, input.avatar);
  const rows = await publishingAccounts(context, avatar, input.account);
  const open = rows.filter((row) => accountStop(row, avatar) === null);
  if (open.length === 0) throw stopped(rows, avatar, context.actor.language);
  const accounts: CalendarAccount[] = [];
  for (const row of open) accounts.push(await calendarAccount(context, context.database.prisma, row, avatar));
  const span = spanOf(avatar.timeZone, readFirstDay(context, input.from, avatar.timeZone), input.days);
  // The yes may take as long as the card lives.
  const soonest = new Date(context.clock.now().getTime() + RUN_CARD_LIFE_MS);
  const pieces = await postablePieces(context, avatar.id);
  const plan = planWeek(accounts, pieces, {
    from: span.from > soonest ? span.from : soonest,
    until: span.until,
    posts: input.posts,
    random: context.random,
  });
  if (plan.posts.length === 0) {
    const full = plan.piecesMissing === 0;
    const hidden = pieces.filter(
      ({ tier }) => !open.some(({ platform }) => isTierAllowed(networkOf(platform), tier)),
    ).length;
    const none = [words.noPieces(avatar.name), ...(hidden > 0 ? [words.hiddenTier(hidden)] : [])].join(" ");
    throw new AppError("refused", full ? words.noRoom(avatar.name) : none, {
      reason: full ? "no_room" : "no_pieces",
      remedy: full
        ? words.noRoomHint
        : `${words.approveThem(avatar.slug)} · ${words.makeMore(avatar.slug, input.posts)}`,
    });
  }
  return { avatar, accounts, plan, span };
}

export function stopped(
  rows: readonly (Parameters<typeof accountStop>[0] & { readonly handle: string })[],
  avatar: { readonly state: string },
  language: Language,
): AppError {
  const words = texts(language).calendar;
  const told = rows.flatMap((row) => {
    const stop = accountStop(row, avatar);
    return stop ? [words.conflicts.account(row.handle, words.stops[stop])] : [];
  });
  return new AppError("refused", told.join(" "), { field: "account", reason: "account_stopped" });
}

function planLines(
  language: Language,
  input: WeekInput,
  avatar: { readonly slug: string; readonly timeZone: string },
  accounts: readonly CalendarAccount[],
  plan: WeekPlan,
): Estimate["lines"] {
  const { calendar: words, account } = texts(language);
  const needs = plan.piecesMissing;
  const limits = Object.keys(plan.limits).map((limit) => words.limits[limit as SlotLimit]);
  const isUsed = ({ row }: CalendarAccount) => plan.posts.some(({ account: { id } }) => id === row.id);
  const namesOf = (some: readonly CalendarAccount[]) => some.map(({ row }) => shownName(row)).join(", ");
  const unused = accounts.filter((each) => !isUsed(each));
  return [
    { label: words.posts, value: String(plan.posts.length) },
    { label: words.accounts, value: namesOf(accounts.filter(isUsed)) },
    ...(unused.length > 0 ? [{ label: words.missing, value: words.nothingFor(namesOf(unused)) }] : []),
    { label: words.hoursOf, value: avatar.timeZone },
    { label: account.aiLabel, value: account.aiLabelAlways },
    ...(input.approve ? [{ label: words.approval, value: words.asksFirst }] : []),
    ...(needs > 0
      ? [{ label: words.missing, value: `${words.piecesMissing(needs)}: ${words.makeMore(avatar.slug, needs)}` }]
      : []),
    ...(plan.hoursMissing > 0
      ? [{ label: words.missing, value: words.hoursMissing(plan.hoursMissing, limits.join(", ")) }]
      : []),
  ];
}

function planTable(language: Language, timeZone: string, { posts }: WeekPlan): NonNullable<Estimate["table"]> {
  const { calendar: words, account } = texts(language);
  return {
    columns: [{ label: words.when }, { label: account.piece }, { label: account.handle }],
    rows: posts.map((post) => [spokenTime(timeZone, post.at), pieceReference(post.piece), shownName(post.account)]),
  };
}

function weekCard({ avatar, name, timeZone, posts, leftOut, calendarUrl }: WeekOutput, language: Language): Card {
  const { calendar: words, account } = texts(language);
  return {
    title: posts.length === 0 ? words.plannedNothing : words.planned(posts.length, name),
    tone: leftOut.length === 0 ? "good" : "warning",
    ...(leftOut.length === 0
      ? {}
      : {
          fields: leftOut.map((each) => ({
            label: `${words.leftOut}: ${each.piece} · @${each.account}`,
            value: words.leftOutReasons[each.reason],
          })),
        }),
    table: {
      columns: [{ label: words.when }, { label: account.piece }, { label: account.handle }],
      rows: posts.map(({ at, piece, account: handle }) => [spokenTime(timeZone, new Date(at)), piece, `@${handle}`]),
    },
    buttons: [{ label: words.openCalendar, command: "schedule.show", input: { avatar }, style: "primary" }],
    ...(calendarUrl === null ? {} : { links: [{ label: words.openCalendar, url: calendarUrl }] }),
  };
}
