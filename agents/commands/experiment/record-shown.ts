// Which variant each message of an answer shows, and whose it is: written with the answer. Exposure comes when it is sent.
import type { Turn } from "../../graphs/fan-reply/state.ts";
import type { AppContext, Transaction } from "../context.ts";

/** @param outbound the rows of `turn.messages`, in the same order */
export async function recordShown(
  context: AppContext,
  tx: Transaction,
  { snapshot, messages, now }: Turn,
  outbound: readonly { readonly id: string }[],
): Promise<void> {
  // No money can be made on either: such fans are a book of their own.
  const sandbox = snapshot.account.emulated || (context.ports.checkout?.info.sandbox ?? true);
  for (const [index, { variant }] of messages.entries()) {
    const id = outbound[index]?.id;
    if (!variant || id === undefined) continue;
    await tx.$executeRaw`
      INSERT INTO "ExperimentAssignment" (id, "experimentId", "variantId", "fanId", sandbox, "createdAt")
      VALUES (${context.ids.next("assignment")}, ${variant.experimentId}, ${variant.variantId}, ${snapshot.fan.id}, ${sandbox}, ${now})
      ON CONFLICT ("experimentId", "fanId") DO UPDATE SET sandbox = EXCLUDED.sandbox
      WHERE "ExperimentAssignment"."exposedAt" IS NULL`;
    await tx.outboundMessage.update({ where: { id }, data: { variantId: variant.variantId } });
  }
}
