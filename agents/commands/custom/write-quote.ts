// A price for something made for one fan: people set it, an offer row carries it, the message comes from that row (trust C15).
// A new one takes the place of the one before; two at once are one quote and one conflict.
import { z } from "zod";
import { within } from "../../../prisma/row-function.ts";
import { CUSTOM_RULE_VERSION, CUSTOM_TERMS, OBSTACLE_CONTROL } from "../../domain/sales/custom-request.ts";
import { CUSTOM } from "../../domain/sales/price-list.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd, usdFromCents } from "../../kernel/money.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { sendNow } from "../conversation/send-now.ts";
import { judgeFanSpend, lockFan } from "../limit/spend.ts";
import { isCustomOfProviderTheLimit, sellerOfCustom } from "../offer/salable.ts";
import { OFFER_LIFE_MS } from "../offer/shown-offer.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import type { FoundCustom } from "./find-custom.ts";
import { judgeWish } from "./judge-wish.ts";
import { moveCustom, withdrawQuotes } from "./move-custom.ts";

export const QuoteInput = z.object({
  request: z.string().trim().min(1).max(120),
  price: z
    .string()
    .trim()
    .regex(/^\$?\d{1,5}(\.\d{1,2})?$/, "an amount such as 249.00"),
  days: z.number().int().min(1).max(CUSTOM_TERMS.mostDays).optional(),
  level: z.number().int().min(1).max(CUSTOM.explicitTo).optional(),
  note: z.string().trim().max(500).optional(),
});

interface Terms {
  readonly priceCents: number;
  readonly days: number;
  readonly level: number;
  readonly note: string;
}

/** @throws AppError `refused` naming what stands against it, `conflict` where the request is not there (any more) */
export async function writeQuote(
  context: CommandContext,
  row: FoundCustom,
  input: z.output<typeof QuoteInput>,
  kind: "quoted" | "countered",
): Promise<void> {
  const terms: Terms = {
    priceCents: Math.round(Number(input.price.replace("$", "")) * 100),
    days: input.days ?? row.days ?? CUSTOM_TERMS.days,
    level: input.level ?? row.level ?? CUSTOM_TERMS.level,
    note: input.note ?? row.note,
  };
  const from = kind === "quoted" ? "asked" : "quoted";
  requireState(context, row, from);
  requireLeast(context, terms.priceCents);
  const conversation = requireReachable(context, row);
  requireSalable(context, row, terms.level);
  await requireAllowedWish(context, row);
  const offerId = context.ids.next("offer");
  const token = context.ids.secret();
  await transact(context, async (tx) => {
    if (!(await lockFan(tx, row.fanId))) throw movedMeanwhile(context);
    const now = context.clock.now();
    await withdrawQuotes(context, tx, row.id);
    await requireSpendable(context, tx, row, terms.priceCents);
    await tx.offer.create({
      data: {
        ...{ id: offerId, avatarId: row.avatarId, fanId: row.fanId, conversationId: conversation.id, token },
        ...{ layer: "custom", customRequestId: row.id, createdAt: now },
        priceUsd: usdFromCents(terms.priceCents),
        expiresAt: new Date(now.getTime() + OFFER_LIFE_MS),
        sandbox: context.ports.checkout?.info.sandbox ?? true,
      },
    });
    const { days, level, note, priceCents: amountCents } = terms;
    const moved = await moveCustom(
      context,
      tx,
      { id: row.id, from: [from], offerId: row.offerId },
      { state: "quoted", offerId, days, level, note, quotedAt: now },
      { kind, text: note, amountCents, operatorId: context.actor.id },
    );
    if (!moved) throw movedMeanwhile(context);
    const language = isLanguage(row.fan.language) ? row.fan.language : "en";
    const url = `${context.installation.publicUrl()}/o/${token}`;
    const text = texts(language).custom.quoteLine(formatUsd(amountCents * 10_000), days, url);
    await sendNow(context, tx, conversation, {
      kind: "offer",
      author: "operator",
      text,
      offerId,
      operatorId: context.actor.id,
    });
  });
}

export function movedMeanwhile(context: CommandContext): AppError {
  return new AppError("conflict", texts(context.actor.language).custom.movedMeanwhile, { field: "request" });
}

export function requireState(context: CommandContext, row: FoundCustom, ...allowed: FoundCustom["state"][]): void {
  if (allowed.includes(row.state)) return;
  const words = texts(context.actor.language).custom;
  throw new AppError("conflict", words.wrongState(words.states[row.state]), {
    field: "request",
    reason: `custom_${row.state}`,
  });
}

function requireLeast(context: CommandContext, priceCents: number): void {
  if (priceCents >= CUSTOM.leastCents) return;
  const words = texts(context.actor.language).custom;
  const least = formatUsd(CUSTOM.leastCents * 10_000);
  throw new AppError("refused", words.belowLeast(least), {
    field: "price",
    reason: "below_least",
    remedy: words.leastRemedy(least),
  });
}

type Obstacle = keyof ReturnType<typeof texts>["sales"]["offerReasons"];

function cannotQuote(context: CommandContext, reason: Obstacle, field: string): AppError {
  const all = texts(context.actor.language);
  return new AppError("refused", all.custom.cannotQuote(all.sales.offerReasons[reason]), { field, reason });
}

function requireReachable(context: CommandContext, { conversation, fan }: FoundCustom) {
  const words = texts(context.actor.language);
  if (!context.ports.checkout)
    throw new AppError("not_configured", words.sales.noCheckout, { remedy: "PAYMENT_SANDBOX=on" });
  if (!conversation) throw new AppError("conflict", words.custom.noThread, { field: "request" });
  const locked = conversation.minorLockedAt ?? conversation.optedOutAt ?? conversation.bannedAt ?? fan.blockedAt;
  if (locked) throw cannotQuote(context, "locked", "request");
  return conversation;
}

/** As explicit as fan, channel and payment provider allow (trust C7); what was made is judged again at the delivery. */
function requireSalable(context: CommandContext, { fan, conversation }: FoundCustom, level: number): void {
  const sale = { ageState: fan.ageState, platform: conversation?.account.platform ?? null };
  if (sellerOfCustom(context, level, sale)) return;
  const reason = isCustomOfProviderTheLimit(context, level, sale) ? "provider" : "explicitness";
  throw cannotQuote(context, reason, "level");
}

/** Rules grow, and a moderator may have been away when the fan asked. */
async function requireAllowedWish(context: CommandContext, row: FoundCustom): Promise<void> {
  const obstacle = await judgeWish(context, row.avatarId, row.wish, context.signal);
  if (obstacle === null) return;
  const words = texts(context.actor.language).custom;
  await context.database.prisma.$transaction((tx) =>
    appendTrustEvent(context, tx, `custom:${row.id}`, {
      control: OBSTACLE_CONTROL[obstacle],
      ruleVersion: CUSTOM_RULE_VERSION,
      judged: row.wish,
      decision: `quote_refused:${obstacle}`,
    }),
  );
  throw new AppError("refused", words.wishRefused(words.obstacles[obstacle]), { field: "request", reason: obstacle });
}

async function requireSpendable(
  context: CommandContext,
  tx: Transaction,
  row: FoundCustom,
  priceCents: number,
): Promise<void> {
  const fan = await tx.fan.findUniqueOrThrow({ where: { id: row.fanId } });
  if (fan.offersFrozenAt) throw cannotQuote(context, "frozen", "request");
  const sandbox = context.ports.checkout?.info.sandbox ?? true;
  const spender = { fanId: row.fanId, avatarId: row.avatarId, sandbox };
  const decision = await judgeFanSpend(within(tx), spender, priceCents, context.clock.now());
  if (!decision.allowed) throw cannotQuote(context, "limit", "price");
}
