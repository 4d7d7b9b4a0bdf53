// Which consent covers a use today (trust C8): asked again inside the transaction that acts on it, since it may be revoked meanwhile.
import type { Transaction } from "../context.ts";
import type { LikenessUse } from "../avatar/likeness.ts";

export const LIKENESS_USES = ["face", "training", "voice"] as const satisfies readonly LikenessUse[];

export interface ConsentTerms {
  readonly scope: string;
  readonly grantedAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export function usesOf({ scope }: Pick<ConsentTerms, "scope">): readonly LikenessUse[] {
  const written = scope.split(/[\s,]+/);
  return LIKENESS_USES.filter((use) => written.includes(use));
}

export type ConsentState = "live" | "future" | "expired" | "revoked";

export function stateOf({ grantedAt, expiresAt, revokedAt }: ConsentTerms, now: Date): ConsentState {
  if (revokedAt) return "revoked";
  if (expiresAt && expiresAt <= now) return "expired";
  return grantedAt > now ? "future" : "live";
}

/** @param id that one only @returns its id, or null */
export async function coveringConsent(
  tx: Pick<Transaction, "consent">,
  asked: { readonly avatarId: string; readonly use: LikenessUse; readonly id?: string | undefined },
  now: Date,
): Promise<string | null> {
  const consents = await tx.consent.findMany({
    where: { avatarId: asked.avatarId, revokedAt: null, ...(asked.id ? { id: asked.id } : {}) },
    orderBy: { grantedAt: "desc" },
  });
  return consents.find((each) => stateOf(each, now) === "live" && usesOf(each).includes(asked.use))?.id ?? null;
}
