// Broadcasts and sequences stand still, go on or end; what is not with the platform yet obeys at once.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { runOutreachOrder } from "../../work-orders/run-outreach.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import type { CampaignKind } from "./campaign-sums.ts";

type State = "running" | "paused" | "canceled";
export type CampaignMove = "pause" | "resume" | "cancel";

const MOVES: Readonly<Record<CampaignMove, { readonly from: readonly State[]; readonly to: State }>> = {
  pause: { from: ["running"], to: "paused" },
  resume: { from: ["paused"], to: "running" },
  cancel: { from: ["running", "paused"], to: "canceled" },
};

export async function moveCampaign(
  context: CommandContext,
  kind: CampaignKind,
  campaign: { readonly id: string; readonly state: State | "done" },
  move: CampaignMove,
): Promise<void> {
  const { from, to } = MOVES[move];
  const now = context.clock.now();
  const words = texts(context.actor.language).reach;
  // Asked twice, it is done already.
  if (campaign.state === to) return;
  await transact(context, async (tx) => {
    const where = { id: campaign.id, state: { in: [...from] } };
    const data = {
      state: to,
      pausedReason: to === "paused" ? "team" : null,
      ...(to === "running" ? { resumedAt: now } : {}),
    };
    const ended = to === "canceled" ? { endedAt: now } : {};
    const moved =
      kind === "broadcast"
        ? await tx.broadcast.updateMany({ where, data: { ...data, ...ended } })
        : await tx.sequence.updateMany({ where, data });
    if (moved.count === 0)
      throw new AppError("conflict", words.notRunning(words.states[campaign.state]), { field: kind });
    if (to === "canceled") await callOff(tx, kind, campaign.id);
    if (to === "running") await enqueue(tx, context.ids, context.clock, runOutreachOrder, {});
  });
  context.ports.events.publish({ topic: `${kind}:${campaign.id}`, kind: to });
}

/** Messages first, as a delivery goes. */
export async function callOff(tx: Transaction, kind: CampaignKind, id: string): Promise<void> {
  const own = kind === "broadcast" ? { broadcastId: id } : { sequenceId: id };
  const planned = await tx.outreach.findMany({ where: { ...own, state: "planned" }, select: { id: true } });
  await tx.outboundMessage.updateMany({
    where: { outreachId: { in: planned.map((row) => row.id) }, state: "pending" },
    data: { state: "discarded", blockedBy: "C14:canceled" },
  });
  await tx.outreach.updateMany({
    where: { ...own, state: "queued" },
    data: { state: "left_out", reason: "canceled" },
  });
}
