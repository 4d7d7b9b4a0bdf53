// May this pack be shown to this fan, and who takes the money? The lowest of channel, payment provider, media provider and
// the fan's age state (trust C7).
import { type AgeState, allowedExplicitness } from "../../domain/trust/explicitness.ts";
import type { Checkout } from "../../ports/checkout.ts";
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

/** In the operator's order: the first that may sell something serves it. */
export function checkoutsOf({ ports }: Pick<AppContext, "ports">): readonly Checkout[] {
  return [...(ports.checkout ? [ports.checkout] : []), ...(ports.otherCheckouts ?? [])];
}

/** The checkout that sells this pack to this fan; null: none may. */
export function sellerOf(context: Pick<AppContext, "ports">, pack: PackFacts, ageState: AgeState): Checkout | null {
  return checkoutsOf(context).find(({ info }) => mayBeSoldBy(info.provider, pack, ageState)) ?? null;
}

export function isSalable(context: Pick<AppContext, "ports">, pack: PackFacts, ageState: AgeState): boolean {
  return sellerOf(context, pack, ageState) !== null;
}

/** Not salable, and only because of who takes the money. */
export function isProviderTheLimit(context: Pick<AppContext, "ports">, pack: PackFacts, ageState: AgeState): boolean {
  return !isSalable(context, pack, ageState) && mayBeSoldBy(PROVIDER_OF_ALL_LEVELS, pack, ageState);
}

/** Its terms set no limit of their own (agents/domain/trust/explicitness.ts). */
const PROVIDER_OF_ALL_LEVELS = "ccbill";
const MEDIA_OF_ALL_LEVELS = "built-in";

function mayBeSoldBy(provider: string, pack: PackFacts, ageState: AgeState): boolean {
  return pack.pieces.every(({ piece }) =>
    mayBeSold(pack.explicitTo, { provider, mediaProvider: piece.asset?.provider, ageState }),
  );
}

/** Who may sell what is still to be made, up to this level; what makes it is judged when it is there. null: nobody. */
export function sellerOfCustom(context: Pick<AppContext, "ports">, level: number, ageState: AgeState): Checkout | null {
  const allows = (provider: string) => mayBeSold(level, { provider, mediaProvider: MEDIA_OF_ALL_LEVELS, ageState });
  return checkoutsOf(context).find(({ info }) => allows(info.provider)) ?? null;
}

/** As `isProviderTheLimit`. */
export function isCustomOfProviderTheLimit(
  context: Pick<AppContext, "ports">,
  level: number,
  ageState: AgeState,
): boolean {
  const sale = { provider: PROVIDER_OF_ALL_LEVELS, mediaProvider: MEDIA_OF_ALL_LEVELS, ageState };
  return sellerOfCustom(context, level, ageState) === null && mayBeSold(level, sale);
}

/** @param sale without a media provider nothing is allowed */
export function mayBeSold(
  explicitness: number,
  sale: { readonly provider: string; readonly mediaProvider: string | undefined; readonly ageState: AgeState },
): boolean {
  const { provider: paymentProvider, mediaProvider, ageState } = sale;
  const ceiling = allowedExplicitness({
    action: "offer",
    channel: "gallery",
    workspaceLimit: WORKSPACE_LIMIT,
    ageState,
    ageVerifierConfigured: false,
    paymentProvider,
    ...(mediaProvider === undefined ? {} : { mediaProvider }),
  });
  return explicitness <= ceiling;
}
