// An event kept once, for 30 days, without its text (trust C18, T2).
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import type { AppContext, Transaction } from "../context.ts";

type Rows = Pick<Transaction, "inboundEvent">;

/** true the first time. */
export async function rememberEvent(
  context: Pick<AppContext, "clock" | "ids">,
  rows: Rows,
  event: Pick<ChannelEvent, "source" | "eventId" | "kind">,
): Promise<boolean> {
  return await insert(context, rows, event, { state: "processed" });
}

/** What would come under this id is not to be taken in any more. */
export async function forestallEvent(
  context: Pick<AppContext, "clock" | "ids">,
  rows: Rows,
  event: Pick<ChannelEvent, "source" | "eventId" | "kind">,
  reason: string,
): Promise<boolean> {
  return await insert(context, rows, event, { state: "ignored", error: reason });
}

async function insert(
  { clock, ids }: Pick<AppContext, "clock" | "ids">,
  rows: Rows,
  { source, eventId, kind }: Pick<ChannelEvent, "source" | "eventId" | "kind">,
  outcome: { readonly state: "processed" | "ignored"; readonly error?: string },
): Promise<boolean> {
  const now = clock.now();
  const row = { id: ids.next("event"), source, eventId, kind, payload: {}, receivedAt: now, processedAt: now };
  const inserted = await rows.inboundEvent.createMany({ data: [{ ...row, ...outcome }], skipDuplicates: true });
  return inserted.count === 1;
}
