// The last look before a planned message nobody asked for is sent: what happened since it was planned sends it back to the
// queue, or leaves it out. Runs under the conversation's lease; the send gate judges after it.
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import { sendFacts } from "../../../prisma/outbound-message.ts";
import { within } from "../../../prisma/row-function.ts";
import { judgeOutreach, type OutreachVerdict } from "../../domain/fans/outreach-rules.ts";
import type { SendDecision } from "../../domain/trust/send-gate.ts";
import type { AppContext, Transaction } from "../context.ts";
import type { DeliveryPlace } from "../conversation/deliver.ts";
import { gateVerdict, leaveOut, loadPlace, outreachFacts } from "./outreach-place.ts";
import { outreachSettings } from "./outreach-settings.ts";

/** The gate, as it stands where it is asked from. */
type Gate = (message: OutboundMessage, facts: string, now: Date) => SendDecision;

/** Nothing of it is sent while false. */
export async function mayStillGoOut(
  context: AppContext,
  place: Pick<DeliveryPlace, "conversationId" | "leaseToken">,
  { id, outreachId }: { readonly id: string; readonly outreachId: string },
  gate: Gate,
): Promise<boolean> {
  return await context.database.prisma.$transaction(async (tx) => {
    const held = await tx.$executeRaw`
      SELECT 1 FROM "Conversation" WHERE id = ${place.conversationId} AND "leaseToken" = ${place.leaseToken} FOR UPDATE`;
    if (held === 0) return false;
    const found = await loadPlace(tx, outreachId);
    const main = found?.outreach.outboundId
      ? await tx.outboundMessage.findUnique({ where: { id: found.outreach.outboundId } })
      : null;
    if (!found || !main) {
      await discard(tx, outreachId, "canceled");
      return false;
    }
    const now = context.clock.now();
    const settings = await outreachSettings(tx, found.avatar.id);
    const decision = gate(main, await sendFacts(within(tx), place.conversationId, now), now);
    const judged = judgeOutreach(await outreachFacts(context, tx, found, settings, outreachId), settings, now);
    // A refusal of the message itself is the gate's to write down; nothing that stands before it goes out alone.
    const refused = gateVerdict(decision, now);
    const verdict = judged.act === "go" && !(refused.act === "leave" && id === main.id) ? refused : judged;
    if (verdict.act === "go") return true;
    await putBack(tx, found.outreach, verdict);
    return false;
  });
}

async function putBack(
  tx: Transaction,
  outreach: Parameters<typeof leaveOut>[1],
  verdict: Exclude<OutreachVerdict, { act: "go" }>,
): Promise<void> {
  if (verdict.act === "leave") await leaveOut(tx, outreach, verdict.reason);
  else
    await tx.outreach.update({
      where: { id: outreach.id },
      data: { state: "queued", outboundId: null, plannedAt: null, reason: verdict.reason, dueAt: verdict.until },
    });
  await discard(tx, outreach.id, verdict.reason);
}

async function discard(tx: Transaction, outreachId: string, reason: string): Promise<void> {
  await tx.outboundMessage.updateMany({
    where: { outreachId, state: { in: ["pending", "sending", "unknown"] } },
    data: { state: "discarded", blockedBy: `C14:${reason}` },
  });
}
