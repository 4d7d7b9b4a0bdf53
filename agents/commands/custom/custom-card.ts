// A custom request as a person of the team reads it: what was asked, what it costs, what became of it, what to do next.
import { z } from "zod";
import { centsFromUsd, formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { fanName } from "../conversation/find-conversation.ts";
import type { Card, CardButton } from "../view.ts";
import { type FoundCustom, findCustom, paidPurchase, standingQuote } from "./find-custom.ts";

const STATES = ["asked", "refused", "quoted", "paid", "delivered", "declined", "canceled", "refunded"] as const;

export const CustomSummary = z.object({
  id: z.string(),
  fan: z.string(),
  avatar: z.string(),
  conversation: z.string().nullable(),
  state: z.enum(STATES),
  wish: z.string(),
  refusedBy: z.string().nullable(),
  /** Of the quote that stands, or was paid. */
  priceCents: z.number().nullable(),
  url: z.string().nullable(),
  level: z.number().nullable(),
  days: z.number().nullable(),
  note: z.string(),
  askedAt: z.string(),
  dueAt: z.string().nullable(),
  purchase: z.string().nullable(),
  pieces: z.number(),
  thumbnails: z.array(z.string()),
  steps: z.array(z.object({ kind: z.string(), at: z.string(), text: z.string(), amountCents: z.number().nullable() })),
});
export type CustomSummaryValue = z.output<typeof CustomSummary>;

export async function readCustom(context: CommandContext, reference: string): Promise<CustomSummaryValue> {
  return summariseCustom(context, await findCustom(context, reference));
}

export function summariseCustom(context: CommandContext, row: FoundCustom): CustomSummaryValue {
  const quote = standingQuote(row);
  return {
    id: row.id,
    fan: fanName(row),
    avatar: row.avatar.slug,
    conversation: row.conversationId,
    state: row.state,
    wish: row.wish,
    refusedBy: row.refusedBy,
    priceCents: quote ? centsFromUsd(quote.priceUsd) : null,
    url: quote ? `${context.installation.publicUrl()}/o/${quote.token}` : null,
    level: row.level,
    days: row.days,
    note: row.note,
    askedAt: row.createdAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    purchase: paidPurchase(row)?.id ?? null,
    pieces: row.pieces.length,
    thumbnails: row.pieces.flatMap(({ piece }) => piece.asset?.thumbnailKey ?? []).slice(0, 6),
    steps: row.steps.map(({ kind, at, text, amountUsd }) => ({
      kind,
      at: at.toISOString(),
      text,
      amountCents: amountUsd === null ? null : centsFromUsd(amountUsd),
    })),
  };
}

export function customCard(output: CustomSummaryValue, context: CommandContext): Card {
  const all = texts(context.actor.language);
  const words = all.custom;
  const field = (label: string, value: string | null) => (value === null || value === "" ? [] : [{ label, value }]);
  const count = (label: string, value: number | null) => field(label, value === null ? null : String(value));
  const obstacle = words.obstacles[output.refusedBy as keyof typeof words.obstacles];
  return {
    title: words.title(output.fan, words.states[output.state]),
    ...(obstacle ? { text: words.wishRefused(obstacle), tone: "warning" as const } : {}),
    fields: [
      { label: words.wish, value: output.wish },
      ...field(words.price, output.priceCents === null ? null : formatUsd(output.priceCents * 10_000)),
      ...count(words.level, output.level),
      ...count(words.days, output.days),
      ...field(words.due, output.dueAt === null ? null : minuteOf(output.dueAt)),
      ...field(words.note, output.note),
      ...(output.pieces > 0 ? [{ label: words.made, value: String(output.pieces) }] : []),
      ...output.steps.map(({ kind, at, text, amountCents }) => ({
        label: `${minuteOf(at)} ${words.steps[kind as keyof typeof words.steps] ?? kind}`,
        value: [...(amountCents === null ? [] : [formatUsd(amountCents * 10_000)]), text].join(" ").trim() || "–",
      })),
    ],
    images: output.thumbnails.map((key) => ({ key, alt: words.name })),
    buttons: [
      ...customButtons(output.id, output.state, words),
      ...(output.conversation
        ? [{ label: all.common.open, command: "conversation.show", input: { conversation: output.conversation } }]
        : []),
    ],
  };
}

export function customButtons(
  request: string,
  state: CustomSummaryValue["state"],
  words: ReturnType<typeof texts>["custom"],
): CardButton[] {
  const input = { request };
  const price = { field: "price", label: words.yourPrice };
  const no: CardButton = { label: words.decline, command: "custom.decline", input, style: "danger" };
  const drop: CardButton = { label: words.cancel, command: "custom.cancel", input };
  if (state === "asked")
    return [{ label: words.quote, command: "custom.quote", input, ask: price, style: "primary" }, no, drop];
  if (state === "quoted") return [{ label: words.counter, command: "custom.counter", input, ask: price }, no, drop];
  if (state !== "paid") return [];
  const batch = { field: "batch", label: words.whichBatch };
  return [{ label: words.deliver, command: "custom.deliver", input, ask: batch, style: "primary" }];
}

export const minuteOf = (iso: string): string => iso.slice(0, 16).replace("T", " ");
