// A doubted age is settled: by the fan's plain word, or by a person who looked (trust C11). A lock is another matter.
import type { Transaction } from "../context.ts";

/**
 * Conversations that were handed over for the doubt go on; others stay as they are.
 * @param ageState what is known of the fan from now on
 * @returns whether there was a doubt
 */
export async function settleAgeDoubt(
  tx: Transaction,
  fanId: string,
  ageState: "declared_adult" | "unknown",
): Promise<boolean> {
  const settled = await tx.fan.updateMany({ where: { id: fanId, ageState: "doubted" }, data: { ageState } });
  if (settled.count === 0) return false;
  await tx.conversation.updateMany({
    where: { fanId, handoverReason: "age_doubt" },
    data: { autonomy: null, handoverReason: null, waitingSince: null, alarms: 0 },
  });
  return true;
}
