// The last look before a planned message nobody asked for is sent: what happened since it was planned sends it back to the
// queue, or leaves it out. Runs under the conversation's lease; the send gate judges after it.
import { readFacts, sendFacts } from "../../../prisma/outbound-message.ts";
import { within } from "../../../prisma/row-function.ts";
import { judgeOutreach } from "../../domain/fans/outreach-rules.ts";
import type { AppContext, Transaction } from "../context.ts";
import type { DeliveryPlace } from "../conversation/deliver.ts";
import { leaveOut, loadPlace, outreachFacts } from "./outreach-place.ts";
import { outreachSettings } from "./outreach-settings.ts";

/** Nothing of it is sent while false. */
export async function mayStillGoOut(
  context: AppContext,
  place: Pick<DeliveryPlace, "conversationId" | "leaseToken">,
  outreachId: string,
): Promise<boolean> {
  return await context.database.prisma.$transaction(async (tx) => {
    const held = await tx.$executeRaw`
      SELECT 1 FROM "Conversation" WHERE id = ${place.conversationId} AND "leaseToken" = ${place.leaseToken} FOR UPDATE`;
    if (held === 0) return false;
    const found = await loadPlace(tx, outreachId);
    if (!found) {
      await discard(tx, outreachId, "canceled");
      return false;
    }
    const { outreach, avatar } = found;
    const now = context.clock.now();
    const settings = await outreachSettings(tx, avatar.id);
    const verdict = judgeOutreach(await outreachFacts(context, tx, found, settings, outreachId), settings, now);
    const isHeld =
      avatar.state === "paused" ||
      readFacts(await sendFacts(within(tx), place.conversationId, now)).killSwitch === true;
    if (verdict.act === "go" && !isHeld) return true;
    if (verdict.act === "leave") await leaveOut(tx, outreach, verdict.reason);
    else
      await tx.outreach.update({
        where: { id: outreachId },
        data: {
          state: "queued",
          outboundId: null,
          plannedAt: null,
          reason: verdict.act === "wait" ? verdict.reason : "stopped",
          dueAt: verdict.act === "wait" ? verdict.until : now,
        },
      });
    await discard(tx, outreachId, verdict.act === "leave" ? verdict.reason : "waits");
    return false;
  });
}

async function discard(tx: Transaction, outreachId: string, reason: string): Promise<void> {
  await tx.outboundMessage.updateMany({
    where: { outreachId, state: { in: ["pending", "sending", "unknown"] } },
    data: { state: "discarded", blockedBy: `C14:${reason}` },
  });
}
