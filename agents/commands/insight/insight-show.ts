// What became of one post, age by age, and against what its account's posts usually come to.
import { z } from "zod";
import { interactionsOf } from "../../domain/distribution/shrunk-effects.ts";
import { AppError } from "../../kernel/errors.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { keptChart } from "../report/kept-chart.ts";
import type { Card } from "../view.ts";
import { factorWords } from "./effect-words.ts";
import { settledPosts } from "./settled-posts.ts";

const count = z.number().nullable();
const Reading = z.object({
  ageHours: z.number(),
  readAt: z.string(),
  views: count,
  reach: count,
  likes: count,
  comments: count,
  shares: count,
  saves: count,
  watchSeconds: count,
  problem: z.string().nullable(),
});
const Output = z.object({
  post: z.string(),
  piece: z.string(),
  account: z.string(),
  caption: z.string(),
  permalink: z.string().nullable(),
  readings: z.array(Reading),
  /** Of the account's usual post; null: not settled yet. */
  factor: count,
  pictureKey: z.string().nullable(),
  imageKey: z.string().nullable(),
});
type Report = z.output<typeof Output>;

export const insightShow = defineCommand({
  name: "insight.show",
  role: "analyst",
  effect: "read",
  input: z.object({ /** Its id, or the piece's, such as "luna-12". */ post: z.string() }),
  output: Output,
  positional: ["post"],
  errors: ["not_found"],
  run: async (context, { post: reference }) => {
    const post = await findPost(context, reference);
    const { asset } = post.piece;
    const settled = await settledPosts(context.database.prisma, { accountId: post.accountId });
    const report = {
      post: post.id,
      piece: `${post.account.avatar.slug}-${post.piece.number}`,
      account: post.account.handle,
      caption: post.caption,
      permalink: post.permalink,
      readings: post.insights.map(({ id: _id, postId: _postId, readAt, ...reading }) => ({
        ...reading,
        readAt: readAt.toISOString(),
      })),
      factor: settled.find(({ id }) => id === post.id)?.ratio ?? null,
      pictureKey: asset?.thumbnailKey ?? asset?.storageKey ?? null,
    };
    return { ...report, imageKey: await draw(context, report) };
  },
  view: (output, context) => cardOf(output, context.actor.language),
});

/** The newest of a piece that is on several accounts. @throws AppError `not_found` */
async function findPost(context: CommandContext, reference: string) {
  const [, slug = "", number = "0"] = /^(.+)-(\d{1,9})$/.exec(reference.trim()) ?? [];
  const post = await context.database.prisma.scheduledPost.findFirst({
    where: {
      account: { avatar: ownOnly(context) },
      OR: [{ id: reference.trim() }, { piece: { number: Number(number), avatar: { slug: slug.toLowerCase() } } }],
    },
    include: {
      insights: { orderBy: { ageHours: "asc" } },
      account: { select: { handle: true, avatar: { select: { slug: true } } } },
      piece: { include: { asset: true } },
    },
    orderBy: { dueAt: "desc" },
  });
  if (post) return post;
  const words = texts(context.actor.language);
  throw new AppError("not_found", words.account.postNotFound, { field: "post", remedy: "post list" });
}

async function draw(context: CommandContext, report: Omit<Report, "imageKey">): Promise<string | null> {
  const words = texts(context.actor.language).insights;
  const group = (label: string, figure: (reading: z.output<typeof Reading>) => number | null) => {
    const told = report.readings.flatMap((reading) => {
      const value = figure(reading);
      return value === null ? [] : [{ label: words.ages(reading.ageHours), value }];
    });
    const most = Math.max(1, ...told.map(({ value }) => value));
    return {
      label,
      bars: told.map((bar) => ({ label: bar.label, share: bar.value / most, value: String(bar.value) })),
    };
  };
  const groups = [group(words.reach, ({ reach, views }) => reach ?? views), group(words.interactions, interactionsOf)];
  return await keptChart(context, "insight", {
    title: words.growthChart(report.piece),
    note: words.growthNote,
    groups: groups.filter(({ bars }) => bars.length > 0),
  });
}

function cardOf(report: Report, language: Language): Card {
  const { insights: words, account } = texts(language);
  const last = report.readings.findLast(({ problem }) => problem === null);
  const problem = report.readings.findLast((reading) => reading.problem !== null)?.problem ?? null;
  const field = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  const number = (value: number | null | undefined) => value?.toLocaleString(language) ?? null;
  const hours = last?.watchSeconds ? words.watchedHours((last.watchSeconds / 3_600).toFixed(1)) : null;
  const refused = problem === null ? words.notRead : words.problem(problem);
  return {
    title: words.postTitle(report.piece, report.account),
    ...(last ? {} : { text: refused }),
    fields: [
      ...field(words.age, last ? words.ages(last.ageHours) : null),
      ...field(words.against, report.factor === null ? null : factorWords(report.factor, language)),
      ...field(words.views, number(last?.views)),
      ...field(words.reach, number(last?.reach)),
      ...field(words.likes, number(last?.likes)),
      ...field(words.comments, number(last?.comments)),
      ...field(words.shares, number(last?.shares)),
      ...field(words.saves, number(last?.saves)),
      ...field(words.watched, hours),
      { label: account.caption, value: report.caption },
    ],
    images: [
      ...(report.pictureKey ? [{ key: report.pictureKey, alt: report.piece }] : []),
      ...(report.imageKey ? [{ key: report.imageKey, alt: words.growthChart(report.piece) }] : []),
    ],
    ...(report.permalink ? { links: [{ label: account.permalink, url: report.permalink }] } : {}),
  };
}
