// What a subscription is of: approved pictures of the mildest levels (domain 8), from the month it began.
import { SUBSCRIPTION } from "../../domain/sales/price-list.ts";

/** Fewer are not worth a month. */
export const LEAST_PIECES = 3;

/** A Prisma filter. @param subscription whose months; absent: what there is to subscribe to */
export function subscriberPieces(
  avatarId: string,
  subscription?: { readonly startedAt: Date; readonly sandbox: boolean },
) {
  return {
    avatarId,
    kind: "image" as const,
    // What was made for one fan is no other's.
    customPieces: { none: {} },
    state: { in: ["approved" as const, "published" as const] },
    explicitness: { gte: SUBSCRIPTION.explicitFrom, lte: SUBSCRIPTION.explicitTo },
    // Built-in previews are never sold for real (domain 3).
    asset: { is: { heldAt: null, ...(subscription?.sandbox === false ? { synthetic: false } : {}) } },
    ...(subscription ? { approvedAt: { gte: monthStart(subscription.startedAt) } } : {}),
  };
}

function monthStart(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
}
