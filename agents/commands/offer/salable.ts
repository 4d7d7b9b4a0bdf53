// May this pack be shown to this fan, and who takes the money? The lowest of channel, payment provider, media provider and
// the fan's age state (trust C7).
import { CUSTOM_TERMS } from "../../domain/sales/custom-request.ts";
import { type AgeState, allowedExplicitness, mayBeMinor } from "../../domain/trust/explicitness.ts";
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

/** Those that may be asked about an offer made on a platform: its own first, as its rules want it, and never another's. */
export function checkoutsFor(context: Pick<AppContext, "ports">, platform: string | null): readonly Checkout[] {
  const all = checkoutsOf(context);
  const own = all.filter(({ info }) => info.channel !== undefined && info.channel === platform);
  return [...own, ...all.filter(({ info }) => info.channel === undefined)];
}

/** Who is offered what, and where: null is outside of any conversation. */
export interface SaleFacts {
  readonly ageState: AgeState;
  readonly platform: string | null;
}

/** The checkout that sells this pack to this fan; null: none may. */
export function sellerOf(context: Pick<AppContext, "ports">, pack: PackFacts, sale: SaleFacts): Checkout | null {
  return checkoutsFor(context, sale.platform).find(({ info }) => mayBeSoldBy(info.provider, pack, sale)) ?? null;
}

/** The same for what an offer is of: a pack, the subscription, or something to be made. */
export function sellerOfOffer(
  context: Pick<AppContext, "ports">,
  offer: {
    readonly layer: string;
    readonly pack: PackFacts | null;
    readonly customRequest?: { readonly level: number | null } | null;
  },
  sale: SaleFacts,
): Checkout | null {
  if (mayBeMinor(sale.ageState)) return null;
  if (offer.pack) return sellerOf(context, offer.pack, sale);
  if (offer.customRequest) return sellerOfCustom(context, offer.customRequest.level ?? CUSTOM_TERMS.level, sale);
  if (offer.layer !== "subscription") return null;
  return checkoutsFor(context, sale.platform).find(({ info }) => info.recurring) ?? null;
}

export function isSalable(context: Pick<AppContext, "ports">, pack: PackFacts, sale: SaleFacts): boolean {
  return sellerOf(context, pack, sale) !== null;
}

/** Not salable, and only because of who takes the money. */
export function isProviderTheLimit(context: Pick<AppContext, "ports">, pack: PackFacts, sale: SaleFacts): boolean {
  return !isSalable(context, pack, sale) && mayBeSoldBy(PROVIDER_OF_ALL_LEVELS, pack, sale);
}

/** Its terms set no limit of their own (agents/domain/trust/explicitness.ts). */
const PROVIDER_OF_ALL_LEVELS = "ccbill";
const MEDIA_OF_ALL_LEVELS = "built-in";

export function mayBeSoldBy(
  paymentProvider: string,
  pack: PackFacts,
  { ageState }: Pick<SaleFacts, "ageState">,
): boolean {
  return pack.pieces.every(({ piece }) =>
    mayBeSold(pack.explicitTo, { provider: paymentProvider, mediaProvider: piece.asset?.provider, ageState }),
  );
}

/** Who may sell what is still to be made, up to this level; what makes it is judged when it is there. null: nobody. */
export function sellerOfCustom(context: Pick<AppContext, "ports">, level: number, sale: SaleFacts): Checkout | null {
  const facts = { mediaProvider: MEDIA_OF_ALL_LEVELS, ageState: sale.ageState };
  const allows = (provider: string) => mayBeSold(level, { ...facts, provider });
  return checkoutsFor(context, sale.platform).find(({ info }) => allows(info.provider)) ?? null;
}

/** As `isProviderTheLimit`. */
export function isCustomOfProviderTheLimit(
  context: Pick<AppContext, "ports">,
  level: number,
  sale: SaleFacts,
): boolean {
  const facts = { provider: PROVIDER_OF_ALL_LEVELS, mediaProvider: MEDIA_OF_ALL_LEVELS, ageState: sale.ageState };
  return sellerOfCustom(context, level, sale) === null && mayBeSold(level, facts);
}

/** @param sale without a media provider nothing is allowed */
export function mayBeSold(
  explicitness: number,
  sale: { readonly provider: string; readonly mediaProvider: string | undefined; readonly ageState: AgeState },
): boolean {
  const { provider: paymentProvider, mediaProvider, ageState } = sale;
  if (mayBeMinor(ageState)) return false;
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
