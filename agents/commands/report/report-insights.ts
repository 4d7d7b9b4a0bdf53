// What worked: the best posts, and which hours, days, first lines, shots and hashtags go with more engagement, with how
// many posts say so. Few posts count little (empirical Bayes).
import { z } from "zod";
import { firstLine } from "../../domain/distribution/caption-hook.ts";
import { TELLING_POSTS } from "../../domain/distribution/shrunk-effects.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { effectName, factorWords, standsOut } from "../insight/effect-words.ts";
import { hoursPicture } from "../insight/hours-picture.ts";
import { EFFECT_GROUPS, type EffectGroup, learnedEffects } from "../insight/learned-effects.ts";
import { type SettledPost, settledPosts } from "../insight/settled-posts.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { shotName } from "../template/shot-name.ts";
import type { Card } from "../view.ts";
import { defineReport } from "./define-report.ts";
import { keptChart } from "./kept-chart.ts";
import { reportDays, reportScope } from "./report-scope.ts";

const BEST_POSTS = 6;
/** Of each group but hours and days, which are all shown. */
const BARS = 6;
const FIRST_LINE = 60;

const EffectRow = z.object({
  group: z.enum(EFFECT_GROUPS),
  key: z.string(),
  name: z.string(),
  posts: z.number(),
  /** Of the usual, shrunk. */
  factor: z.number(),
  low: z.number(),
  high: z.number(),
});
const Output = z.object({
  avatar: z.string().nullable(),
  days: z.number(),
  posts: z.number(),
  best: z.array(
    z.object({
      id: z.string(),
      piece: z.string(),
      firstLine: z.string(),
      interactions: z.number(),
      reach: z.number().nullable(),
      factor: z.number(),
      pictureKey: z.string().nullable(),
    }),
  ),
  effects: z.array(EffectRow),
  imageKey: z.string().nullable(),
  /** The week by hours. */
  hoursKey: z.string().nullable(),
});
type Report = z.output<typeof Output>;
type Row = z.output<typeof EffectRow>;

export const reportInsights = defineReport({
  name: "report.insights",
  role: "analyst",
  input: z.object({ avatar: z.string().optional(), days: reportDays }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const { avatar, days, from } = await reportScope(context, input);
    const own = { avatar: { ...ownOnly(context), ...(avatar === null ? {} : { slug: avatar }) } };
    const posts = await settledPosts(context.database.prisma, { account: own, publishedAt: { gt: from } });
    const templates = await loadTemplates(context);
    const titleOf = (key: string) => shotName(key, templates, context.actor.language);
    const effects = EFFECT_GROUPS.flatMap((group) =>
      learnedEffects(posts, group).map((effect) => ({
        group,
        name: effectName(group, effect.key, context.actor.language, titleOf),
        ...effect,
      })),
    );
    const report = { avatar, days, posts: posts.length, best: bestOf(posts), effects };
    return { ...report, imageKey: await draw(context, report), hoursKey: await hoursPicture(context, posts) };
  },
  sheet: ({ effects }) => [
    ["group", "key", "name", "posts", "factor", "low", "high"],
    ...effects.map(({ group, key, name, posts, factor, low, high }) => [group, key, name, posts, factor, low, high]),
  ],
  view: (output, context) => cardOf(output, context.actor.language),
});

function bestOf(posts: readonly SettledPost[]): Report["best"] {
  return posts
    .toSorted((one, other) => other.ratio - one.ratio)
    .slice(0, BEST_POSTS)
    .map(({ id, piece, caption, interactions, reach, ratio, pictureKey }) => ({
      id,
      piece,
      firstLine: firstLine(caption).slice(0, FIRST_LINE),
      interactions,
      reach,
      factor: ratio,
      pictureKey,
    }));
}

/** Hours and days in their order, everything else best first. */
function shown(effects: readonly Row[], group: EffectGroup): Row[] {
  const rows = effects.filter((effect) => effect.group === group);
  if (group === "hour" || group === "weekday")
    return rows.toSorted((one, other) => Number(one.key) - Number(other.key));
  return rows.slice(0, BARS);
}

async function draw(context: CommandContext, report: Omit<Report, "imageKey" | "hoursKey">): Promise<string | null> {
  const words = texts(context.actor.language).insights;
  const most = Math.max(1, ...report.effects.map(({ factor }) => factor));
  const groups = EFFECT_GROUPS.map((group) => ({
    label: words.groups[group],
    bars: shown(report.effects, group).map((row) => ({
      label: `${row.name} (${row.posts})`,
      ...(row.posts < TELLING_POSTS
        ? { share: 0, value: words.few }
        : { share: row.factor / most, value: factorWords(row.factor, context.actor.language), warns: row.high < 1 }),
    })),
  })).filter(({ bars }) => bars.length > 1);
  const chart = { title: words.reportChart(report.days), note: words.reportNote, groups };
  return await keptChart(context, "insights", chart);
}

function cardOf(report: Report, language: Language): Card {
  const { insights: words, common } = texts(language);
  const scope = report.avatar === null ? {} : { avatar: report.avatar };
  const title = words.reportTitle(report.posts, report.days, report.avatar);
  if (report.posts === 0) return { title, text: words.reportEmpty };
  const telling = report.effects.filter((row) => row.posts >= TELLING_POSTS && standsOut(row));
  return {
    title,
    text: telling.length === 0 ? words.plainNone : telling.slice(0, BARS).map(plainly(language)).join("\n"),
    fields: EFFECT_GROUPS.map((group) => ({ label: words.groups[group], value: bestLine(report, group, language) })),
    images: [
      ...(report.imageKey ? [{ key: report.imageKey, alt: words.reportChart(report.days) }] : []),
      ...(report.hoursKey ? [{ key: report.hoursKey, alt: words.hoursChart }] : []),
      ...report.best.flatMap(({ id, piece, factor, firstLine: line, pictureKey }) =>
        pictureKey === null
          ? []
          : [
              {
                key: pictureKey,
                alt: piece,
                caption: words.topCaption(piece, factorWords(factor, language), line),
                buttons: [{ label: common.open, command: "insight.show", input: { post: id } }],
              },
            ],
      ),
    ],
    buttons: [
      { label: words.showProposals, command: "report.proposals", input: scope, style: "primary" },
      ...[7, 90].map((days) => ({
        label: words.lastDays(days),
        command: "report.insights",
        input: { ...scope, days },
      })),
    ],
    note: words.reportNote,
  };
}

const plainly = (language: Language) => (row: Row) => {
  const words = texts(language).insights;
  return words.plain(row.name, factorWords(row.factor, language), words.posts(row.posts));
};

function bestLine({ effects }: Report, group: EffectGroup, language: Language): string {
  const words = texts(language).insights;
  const own = effects.filter((effect) => effect.group === group);
  const best = own.find(({ posts }) => posts >= TELLING_POSTS);
  if (!best) {
    const [most] = own.toSorted((one, other) => other.posts - one.posts);
    return most ? words.tooFew(most.name, words.posts(most.posts)) : words.unsure;
  }
  const line = words.bestLine(best.name, factorWords(best.factor, language), words.posts(best.posts));
  return standsOut(best) ? line : `${line}, ${words.unsure}`;
}
