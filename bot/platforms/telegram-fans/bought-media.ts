// Paid media that was bought. The update names the buyer and our payload alone; charge and amount are in the bot's bill.
import { setTimeout as delay } from "node:timers/promises";
import type { Api } from "grammy";
import { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import type { ChannelEvent } from "../../../agents/ports/fan-channel.ts";
import { refusalOf } from "./bot-api.ts";
import { STARS_CURRENCY, STARS_PROVIDER } from "./payment-updates.ts";

const Update = z.object({
  update_id: z.int(),
  purchased_paid_media: z.object({ from: z.object({ id: z.int() }), paid_media_payload: z.string().min(1) }),
});

export interface BoughtMedia {
  readonly updateId: number;
  readonly fanExternalId: string;
  readonly intentId: string;
}

/** null: the update tells of nothing bought. */
export function boughtMediaOf(update: unknown): BoughtMedia | null {
  const parsed = Update.safeParse(update);
  if (!parsed.success) return null;
  const { update_id: updateId, purchased_paid_media: bought } = parsed.data;
  return { updateId, fanExternalId: String(bought.from.id), intentId: bought.paid_media_payload };
}

/** The most the server shows at once. */
const PAGE = 100;
/** The bill may be written a moment after the update. */
const TRIES = 3;
const TRY_AGAIN_MS = 500;
/** By bot, how far its bill was read: it only ever grows at its end. */
const readTo = new Map<number | string, number>();

/**
 * Every purchase of this payload by this person: of a message sent twice there may be two, and each has its charge.
 * @throws AppError retryable when the bill cannot be read
 */
export async function boughtMediaEvents(api: Api, bought: BoughtMedia, bot: string): Promise<readonly ChannelEvent[]> {
  for (let left = TRIES; ; left -= 1) {
    const lines = (await newLines(api, bot)).filter(
      ({ source }) =>
        source?.type === "user" &&
        source.paid_media_payload === bought.intentId &&
        String(source.user.id) === bought.fanExternalId,
    );
    if (lines.length > 0 || left <= 1) return lines.map((line, index) => eventOf(line, bought, bot, index));
    await delay(TRY_AGAIN_MS, undefined, { ref: false });
  }
}

type Line = Awaited<ReturnType<Api["getStarTransactions"]>>["transactions"][number];

/** From the last page read before on, so that a purchase told of again is found again. */
async function newLines(api: Api, bot: string): Promise<readonly Line[]> {
  const lines: Line[] = [];
  let offset = Math.max(0, (readTo.get(bot) ?? 0) - PAGE);
  for (;;) {
    const page = await pageOf(api, offset);
    lines.push(...page);
    offset += page.length;
    if (page.length < PAGE) break;
  }
  readTo.set(bot, offset);
  return lines;
}

async function pageOf(api: Api, offset: number): Promise<readonly Line[]> {
  try {
    return (await api.getStarTransactions({ offset, limit: PAGE })).transactions;
  } catch (thrown) {
    throw refusalOf(thrown);
  }
}

function eventOf({ id, amount, date }: Line, bought: BoughtMedia, bot: string, index: number): ChannelEvent {
  const occurredAt = new Date(date * SECOND_MS);
  return {
    source: `telegram:${bot}`,
    eventId: `${bought.updateId}:${index}`,
    accountExternalId: bot,
    fanExternalId: bought.fanExternalId,
    at: occurredAt,
    kind: "payment",
    payment: {
      ...{ provider: STARS_PROVIDER, eventId: `paid:${id}`, kind: "paid", intentId: bought.intentId, chargeId: id },
      ...{ amountCents: amount, currency: STARS_CURRENCY, occurredAt },
    },
  };
}
