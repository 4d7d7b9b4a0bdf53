// Who came back for the next pack (domain 8, tier upgrade): rate, mean time, revenue.
import { PACK_STEPS } from "./price-list.ts";

export interface StepPurchase {
  readonly fanId: string;
  readonly step: string;
  readonly paidAt: Date;
  readonly amountMicros: number;
}

export interface StepUpgrade {
  readonly from: string;
  readonly to: string;
  /** Fans who bought `from`, and those of them who bought `to` later. */
  readonly buyers: number;
  readonly upgraded: number;
  /** null without buyers. */
  readonly rate: number | null;
  /** From the first purchase of `from` to the first of `to` after it; null without upgrades. */
  readonly meanMs: number | null;
  readonly revenueMicros: number;
}

/** One entry a pair of neighbouring steps of the price list, in its order. */
export function stepUpgrades(purchases: readonly StepPurchase[]): readonly StepUpgrade[] {
  return PACK_STEPS.slice(1).map(({ step: to }, index) => {
    const from = PACK_STEPS[index]?.step ?? "";
    const first = firstByFan(purchases.filter(({ step }) => step === from));
    const upgrades = [...first].flatMap(([fanId, before]) => {
      const later = purchases.filter((one) => one.fanId === fanId && one.step === to && one.paidAt > before.paidAt);
      const next = firstByFan(later).get(fanId);
      return next ? [{ ms: next.paidAt.getTime() - before.paidAt.getTime(), micros: next.amountMicros }] : [];
    });
    return {
      from,
      to,
      buyers: first.size,
      upgraded: upgrades.length,
      rate: first.size > 0 ? upgrades.length / first.size : null,
      meanMs: upgrades.length > 0 ? upgrades.reduce((sum, { ms }) => sum + ms, 0) / upgrades.length : null,
      revenueMicros: upgrades.reduce((sum, { micros }) => sum + micros, 0),
    };
  });
}

function firstByFan(purchases: readonly StepPurchase[]): Map<string, StepPurchase> {
  const first = new Map<string, StepPurchase>();
  for (const purchase of purchases) {
    const known = first.get(purchase.fanId);
    if (!known || purchase.paidAt < known.paidAt) first.set(purchase.fanId, purchase);
  }
  return first;
}
