// What brought the fans who write and pay: by post, template or source, by the first or the last touch before it.
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { ATTRIBUTION_WINDOW_DAYS, TOUCH_POSITIONS, type TouchKind } from "../../domain/sales/attribution.ts";
import { type Sheet, sheetText, sheetUsd } from "../../kernel/csv.ts";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { ATTRIBUTION_GROUPS, type AttributionGroup, attributionSums } from "./attribution-sums.ts";
import { defineReport } from "./define-report.ts";
import { percent } from "./percent.ts";
import { type ReportScope, reportDays, reportScope } from "./report-scope.ts";

const SHOWN = 40;

const Line = z.object({
  /** A post's, template's or source's; "" none of the kind; "unknown": nothing was seen within the window. */
  key: z.string(),
  /** Of a post of ours, the piece it shows. */
  label: z.string(),
  comments: z.number(),
  conversations: z.number(),
  offers: z.number(),
  buyers: z.number(),
  /** Without what was given back. */
  revenueMicros: z.number(),
  share: z.number().nullable(),
});
const Output = z.object({
  avatar: z.string().nullable(),
  by: z.enum(ATTRIBUTION_GROUPS),
  touch: z.enum(TOUCH_POSITIONS),
  days: z.number(),
  windowDays: z.number(),
  /** Play money: nothing was really sold in the period. */
  isPlay: z.boolean(),
  lines: z.array(Line),
  revenueMicros: z.number(),
  /** Of the revenue; null where there was none. */
  unknownShare: z.number().nullable(),
  csv: z.string(),
});
type Report = z.output<typeof Output>;
type Lines = Report["lines"];

export const reportAttribution = defineReport({
  name: "report.attribution",
  role: "analyst",
  input: z.object({
    avatar: z.string().optional(),
    by: z.enum(ATTRIBUTION_GROUPS).default("post"),
    touch: z.enum(TOUCH_POSITIONS).default("last"),
    days: reportDays,
  }),
  output: Output,
  positional: ["avatar", "by"],
  errors: ["not_found"],
  run: async (context, { by, touch, ...input }) => {
    const scope = await reportScope(context, input);
    const isPlay = await isPlayOnly(context, scope);
    const sums = await attributionSums(context, scope, { by, touch, sandbox: isPlay });
    const revenueMicros = sums.reduce((sum, { revenue }) => sum + microsFromUsd(revenue), 0);
    const labels = by === "post" ? await postLabels(context, sums) : new Map<string, string>();
    const lines = sums.map(({ revenue, ...sum }) => ({
      ...sum,
      label: labels.get(sum.key) ?? sum.key,
      revenueMicros: microsFromUsd(revenue),
      share: revenueMicros > 0 ? microsFromUsd(revenue) / revenueMicros : null,
    }));
    const unknown = lines.find(({ key }) => key === "unknown")?.revenueMicros ?? 0;
    return {
      ...{ avatar: scope.avatar, by, touch, days: scope.days, windowDays: ATTRIBUTION_WINDOW_DAYS, isPlay, lines },
      revenueMicros,
      unknownShare: revenueMicros > 0 ? unknown / revenueMicros : null,
      csv: sheetText(attributionSheet(by, lines)),
    };
  },
  sheet: ({ by, lines }) => attributionSheet(by, lines),
  view: cardOf,
});

/** Play money shows only where no real money came in, as in the other reports. */
async function isPlayOnly(context: CommandContext, { from, to, allows }: ReportScope): Promise<boolean> {
  const [row] = await context.database.prisma.$queryRaw<{ play: boolean; real: boolean }[]>`
    SELECT COALESCE(bool_or(sandbox), false) AS play, COALESCE(bool_or(NOT sandbox), false) AS real FROM "Purchase"
    WHERE "paidAt" > ${from} AND "paidAt" <= ${to} AND ${allows(Prisma.sql`"avatarId"`)}`;
  return row?.play === true && !row.real;
}

async function postLabels(context: CommandContext, sums: readonly { readonly key: string }[]) {
  const posts = await context.database.prisma.scheduledPost.findMany({
    where: { id: { in: sums.map(({ key }) => key) } },
    select: { id: true, piece: { select: { number: true, avatar: { select: { slug: true } } } } },
  });
  return new Map(posts.map(({ id, piece }) => [id, `${piece.avatar.slug}-${piece.number}`]));
}

function attributionSheet(by: AttributionGroup, lines: Lines): Sheet {
  return [
    [by, "label", "comments", "conversations", "offers", "buyers", "revenue_usd"],
    ...lines.map((line) => [
      ...[line.key, line.label, line.comments, line.conversations, line.offers, line.buyers],
      sheetUsd(line.revenueMicros),
    ]),
  ];
}

function cardOf(output: Report, context: CommandContext): Card {
  const { language } = context.actor;
  const { reports } = texts(language);
  const words = reports.attribution;
  const { by, touch, days, avatar } = output;
  const right = (label: string) => ({ label, align: "right" as const });
  const again = (input: object) => ({ ...(avatar ? { avatar } : {}), by, touch, days, ...input });
  return {
    title: words.title(formatUsd(output.revenueMicros), days, avatar),
    text: words.text(words.touches[touch], output.windowDays),
    fields: [{ label: words.unknownShare, value: percent(output.unknownShare, language) }],
    table: {
      columns: [
        { label: words.groups[by] },
        right(words.comments),
        right(words.conversations),
        right(words.offers),
        right(words.buyers),
        right(reports.revenue),
        right(reports.share),
      ],
      rows: output.lines
        .slice(0, SHOWN)
        .map((line) => [
          nameOf(line, by, words),
          ...[line.comments, line.conversations, line.offers, line.buyers].map(String),
          formatUsd(line.revenueMicros),
          percent(line.share, language),
        ]),
    },
    buttons: [
      ...ATTRIBUTION_GROUPS.filter((group) => group !== by).map((group) => ({
        label: words.groupedBy[group],
        command: "report.attribution",
        input: again({ by: group }),
      })),
      ...TOUCH_POSITIONS.filter((position) => position !== touch).map((position) => ({
        label: words.byTouch[position],
        command: "report.attribution",
        input: again({ touch: position }),
      })),
    ],
    ...(output.isPlay ? { note: reports.salesPlay } : {}),
  };
}

function nameOf(
  { key, label }: Lines[number],
  by: AttributionGroup,
  words: ReturnType<typeof texts>["reports"]["attribution"],
): string {
  if (key === "unknown") return words.unknown;
  if (key === "") return words.noneOf[by];
  if (by !== "source") return label;
  const [kind = "", ...ref] = key.split(" ");
  return [words.kinds[kind as TouchKind] ?? kind, ...ref].join(" ");
}
