// Who works on a paid request: of those that can, by the operator's strategy, away from those that just failed (domain 4).

export const ROUTING_STRATEGIES = ["order", "cost", "quality", "speed", "balanced"] as const;
/** `order`: as listed in the settings. */
export type RoutingStrategy = (typeof ROUTING_STRATEGIES)[number];

/** One ended attempt at a vendor, newest first in every list. */
export interface PastAttempt {
  /** The vendor's own trouble, not a refusal and not a fault of the request. */
  readonly isTrouble: boolean;
  readonly endedAt: Date;
  /** The vendor asked to be left alone until then. */
  readonly retryAt: Date | null;
}

export interface RoutedVendor {
  readonly provider: string;
  readonly model: string;
  /** Built in: only a preview. */
  readonly offline: boolean;
  readonly quality: number;
  readonly speed: number;
  /** null: the price book does not know, so it cannot be paid. */
  readonly costMicros: number | null;
  /** How often this very request went there already. */
  readonly tried: number;
  /** The vendor's last attempts, of any request. */
  readonly past: readonly PastAttempt[];
}

/** A vendor that fails so often in a row rests a while; then one request tries it again (the circuit breaker). */
export const BREAKER = { failures: 5, windowMs: 300_000, restMs: 60_000 } as const;

export type Rest = { readonly until: Date; readonly why: "asked" | "failing" } | null;

/** Whether a vendor is left alone at `now`, and until when. */
export function restOf(past: readonly PastAttempt[], now: Date): Rest {
  const asked = past.map(({ retryAt }) => retryAt?.getTime() ?? 0).reduce((one, other) => Math.max(one, other), 0);
  if (asked > now.getTime()) return { until: new Date(asked), why: "asked" };
  const recent = past.slice(0, BREAKER.failures);
  const [newest] = recent;
  if (!newest || recent.length < BREAKER.failures || !recent.every(({ isTrouble }) => isTrouble)) return null;
  const oldest = recent.at(-1) ?? newest;
  if (newest.endedAt.getTime() - oldest.endedAt.getTime() > BREAKER.windowMs) return null;
  const until = new Date(newest.endedAt.getTime() + BREAKER.restMs);
  return until > now ? { until, why: "failing" } : null;
}

export type Route<Vendor> =
  | { readonly state: "chosen"; readonly vendor: Vendor }
  /** All that can are resting: ask again then. */
  | { readonly state: "resting"; readonly until: Date }
  /** None has a price: unknown is not zero (domain 5). */
  | { readonly state: "unpriced"; readonly vendor: Vendor };

/**
 * Those tried least for this request first, then by strategy; resting ones only when nobody else is left.
 * @throws RangeError for an empty list
 */
export function routeTo<Vendor extends RoutedVendor>(
  vendors: readonly Vendor[],
  strategy: RoutingStrategy,
  now: Date,
): Route<Vendor> {
  const [first] = vendors;
  if (!first) throw new RangeError("no vendor to route to");
  const priced = vendors.filter((vendor) => vendor.costMicros !== null);
  if (priced.length === 0) return { state: "unpriced", vendor: first };
  const awake = priced.filter(({ past }) => restOf(past, now) === null);
  const [best] = ranked(awake, strategy).sort((one, other) => one.tried - other.tried);
  const patient = best?.offline ? priced.filter((vendor) => isWorthWaiting(vendor, best, now)) : [];
  if (patient.length > 0) return { state: "resting", until: firstAwake(patient, now) };
  if (best) return { state: "chosen", vendor: best };
  const least = Math.min(...priced.map(({ tried }) => tried));
  return {
    state: "resting",
    until: firstAwake(
      priced.filter(({ tried }) => tried === least),
      now,
    ),
  };
}

/** A vendor that only asked for patience is waited for rather than replaced by a preview. */
function isWorthWaiting(vendor: RoutedVendor, preview: RoutedVendor, now: Date): boolean {
  return !vendor.offline && vendor.tried <= preview.tried && restOf(vendor.past, now)?.why === "asked";
}

function firstAwake(vendors: readonly RoutedVendor[], now: Date): Date {
  return new Date(Math.min(...vendors.map(({ past }) => (restOf(past, now)?.until ?? now).getTime())));
}

function ranked<Vendor extends RoutedVendor>(vendors: readonly Vendor[], strategy: RoutingStrategy): Vendor[] {
  const cost = ({ costMicros }: Vendor) => costMicros ?? Number.MAX_SAFE_INTEGER;
  const dearest = Math.max(1, ...vendors.map(cost));
  /** Quality and speed count as they are, one to five; the price as a share of the dearest, on the same scale. */
  const worth = (vendor: Vendor) => vendor.quality + vendor.speed / 2 - (5 * cost(vendor)) / dearest / 2;
  const orders: Readonly<Record<RoutingStrategy, (one: Vendor, other: Vendor) => number>> = {
    order: () => 0,
    cost: (one, other) => cost(one) - cost(other),
    quality: (one, other) => other.quality - one.quality || cost(one) - cost(other),
    speed: (one, other) => other.speed - one.speed || cost(one) - cost(other),
    balanced: (one, other) => worth(other) - worth(one),
  };
  return vendors.toSorted(orders[strategy]);
}
