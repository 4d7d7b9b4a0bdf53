// Whose variant a fan is, written with the answer that is to show it; the message's own row names it, too. Exposure comes
// when it is sent.
import type { Turn } from "../../graphs/fan-reply/state.ts";
import type { AppContext, Transaction } from "../context.ts";

export async function recordShown(
  context: AppContext,
  tx: Transaction,
  { snapshot, messages, now }: Turn,
): Promise<void> {
  // No money can be made on either: such fans are a book of their own.
  const sandbox = snapshot.account.emulated || (context.ports.checkout?.info.sandbox ?? true);
  for (const { variant } of messages) {
    if (!variant) continue;
    await tx.$executeRaw`
      INSERT INTO "ExperimentAssignment" (id, "experimentId", "variantId", "fanId", sandbox, "createdAt")
      VALUES (${context.ids.next("assignment")}, ${variant.experimentId}, ${variant.variantId}, ${snapshot.fan.id}, ${sandbox}, ${now})
      ON CONFLICT ("experimentId", "fanId") DO UPDATE SET sandbox = EXCLUDED.sandbox
      WHERE "ExperimentAssignment"."exposedAt" IS NULL`;
  }
}
