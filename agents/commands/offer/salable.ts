// May this pack be shown to this fan? The lowest of channel, payment provider, media provider and the fan's age state (trust C7).
import { type AgeState, allowedExplicitness } from "../../domain/trust/explicitness.ts";
import type { AppContext } from "../context.ts";

/** Levels this workspace works with at all; the lower limits of fan, channel and provider apply on top. */
const WORKSPACE_LIMIT = 10;

export interface PackFacts {
  readonly explicitTo: number;
  readonly pieces: readonly { readonly piece: { readonly asset: { readonly provider: string } | null } }[];
}

/** What a pack query must bring for `isSalable`. */
export const PACK_FACTS = {
  pieces: { select: { piece: { select: { asset: { select: { provider: true } } } } } },
} as const;

export function isSalable(context: Pick<AppContext, "ports">, pack: PackFacts, ageState: AgeState): boolean {
  return pack.pieces.every(({ piece }) => {
    const ceiling = allowedExplicitness({
      action: "offer",
      channel: "gallery",
      workspaceLimit: WORKSPACE_LIMIT,
      ageState,
      ageVerifierConfigured: false,
      ...(context.ports.checkout ? { paymentProvider: context.ports.checkout.info.provider } : {}),
      ...(piece.asset ? { mediaProvider: piece.asset.provider } : {}),
    });
    return pack.explicitTo <= ceiling;
  });
}
