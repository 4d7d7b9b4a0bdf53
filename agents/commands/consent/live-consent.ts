// What a consent covers, and whether that holds today, as lists show it. What may be done is asked of agents/commands/avatar/likeness.ts.
import { covers, type LikenessUse } from "../avatar/likeness.ts";

export const LIKENESS_USES = ["face", "training", "voice"] as const satisfies readonly LikenessUse[];

interface ConsentTerms {
  readonly scope: string;
  readonly grantedAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export function usesOf(consent: Pick<ConsentTerms, "scope">): readonly LikenessUse[] {
  return LIKENESS_USES.filter((use) => covers(consent, use));
}

export type ConsentState = "live" | "future" | "expired" | "revoked";

export function stateOf({ grantedAt, expiresAt, revokedAt }: ConsentTerms, now: Date): ConsentState {
  if (revokedAt) return "revoked";
  if (expiresAt && expiresAt <= now) return "expired";
  return grantedAt > now ? "future" : "live";
}
