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
/** By bot, how long its bill is: it only ever grows at its end. */
const lengths = new Map<string, number>();

/**
 * What this person bought by this payload: of a message sent twice there may be two, and each has its charge.
 * @throws AppError retryable when the bill cannot be read
 */
export async function boughtMediaEvents(api: Api, bought: BoughtMedia, bot: string): Promise<readonly ChannelEvent[]> {
  for (let left = TRIES; ; left -= 1) {
    const lines = await newestLines(api, bot, ({ source }) => {
      if (source?.type !== "user" || source.paid_media_payload !== bought.intentId) return false;
      return String(source.user.id) === bought.fanExternalId;
    });
    if (lines.length > 0 || left <= 1) return lines.map((line, index) => eventOf(line, bought, bot, index));
    await delay(TRY_AGAIN_MS, undefined, { ref: false });
  }
}

type Line = Awaited<ReturnType<Api["getStarTransactions"]>>["transactions"][number];

/** To the end of the bill, which is told oldest first, and from there back until something is found. */
async function newestLines(api: Api, bot: string, isWanted: (line: Line) => boolean): Promise<readonly Line[]> {
  const found: Line[] = [];
  const start = lengths.get(bot) ?? 0;
  let end = start;
  for (let isLast = false; !isLast; ) {
    const page = await pageOf(api, end);
    found.push(...page.filter(isWanted));
    end += page.length;
    isLast = page.length < PAGE;
  }
  lengths.set(bot, end);
  for (let before = start; before > 0 && found.length === 0; before -= PAGE) {
    const page = await pageOf(api, Math.max(0, before - PAGE));
    found.push(...page.filter(isWanted));
  }
  return found;
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
