// Trust C7: how explicit something may be, as a table. The least of all limits that apply; unknown is a no.
import { allowedTiers } from "../content/channel-tiers.ts";
import { TIER_CEILING } from "../content/tier.ts";

export type ExplicitnessAction = "generate" | "read" | "preview" | "offer" | "send";
export type AgeState = "unknown" | "declared_adult" | "verified_adult" | "doubted" | "minor";

/** Nothing is sold or shown to them; a doubt is settled by the fan's plain word or by a person, a lock by two (trust C11). */
export function mayBeMinor(ageState: AgeState): boolean {
  return ageState === "minor" || ageState === "doubted";
}

const SAFE = TIER_CEILING.safe;
const ALL = TIER_CEILING.restricted;

/** What payment providers let through by their terms; mainstream ones take nothing adult. */
export const PAYMENT_LIMITS: Readonly<Record<string, number>> = {
  sandbox: ALL,
  stripe: SAFE,
  paypal: SAFE,
  telegram_stars: SAFE,
  ccbill: ALL,
  segpay: ALL,
  epoch: ALL,
  fanvue: ALL,
};

/** What media providers make by their terms; the storyboard only draws cards. */
export const MEDIA_LIMITS: Readonly<Record<string, number>> = {
  storyboard: ALL,
  replicate: 6,
  fal: 6,
  // Self-hosted: the operator's own machine, or one rented by the second.
  comfyui: ALL,
  automatic1111: ALL,
  runpod: ALL,
  modal: ALL,
  leonardo: SAFE,
  openai: SAFE,
  bfl: SAFE,
  runway: SAFE,
  luma: SAFE,
  // Voice: what is spoken is a caption or a message, which other gates judge.
  elevenlabs: 6,
  "azure-speech": 6,
  cartesia: 6,
  "openai-speech": 6,
  "built-in": ALL,
  animatic: ALL,
};

export const AGE_LIMITS: Readonly<Record<AgeState, number>> = {
  minor: 0,
  doubted: 0,
  unknown: 3,
  declared_adult: 6,
  verified_adult: ALL,
};

/** Without an age verifier nothing from 7 up can be sold (trust C7). */
const SALE_LIMIT_WITHOUT_VERIFIER = 6;

export interface ExplicitnessFacts {
  readonly action: ExplicitnessAction;
  /** Where it would be seen; a delivery through the own gallery is "gallery". */
  readonly channel?: string;
  readonly paymentProvider?: string;
  readonly mediaProvider?: string;
  readonly workspaceLimit: number;
  readonly ageState?: AgeState;
  readonly ageVerifierConfigured: boolean;
}

type Factor = "channel" | "payment" | "media" | "age" | "verifier";

/** Which limits an action meets, besides the workspace's own; thumbnails are previews. */
const FACTORS: Readonly<Record<ExplicitnessAction, readonly Factor[]>> = {
  generate: ["media"],
  read: ["channel", "age"],
  preview: ["channel", "age"],
  offer: ["channel", "payment", "media", "age", "verifier"],
  send: ["channel", "media", "age"],
};

/** Highest explicitness allowed, 0..10. Anything not in a table, or not told, allows 0. */
export function allowedExplicitness(facts: ExplicitnessFacts): number {
  const limits: Readonly<Record<Factor, number>> = {
    channel: channelLimit(facts.channel),
    payment: lookUp(PAYMENT_LIMITS, facts.paymentProvider),
    media: lookUp(MEDIA_LIMITS, facts.mediaProvider),
    age: lookUp(AGE_LIMITS, facts.ageState),
    verifier: facts.ageVerifierConfigured ? ALL : SALE_LIMIT_WITHOUT_VERIFIER,
  };
  const workspace = Number.isFinite(facts.workspaceLimit) ? facts.workspaceLimit : 0;
  return Math.max(0, Math.min(ALL, workspace, ...FACTORS[facts.action].map((factor) => limits[factor])));
}

/** Whether a media provider may be asked for it at all. */
export function mayGenerate(mediaProvider: string, explicitness: number): boolean {
  return explicitness <= lookUp(MEDIA_LIMITS, mediaProvider);
}

/** What the channel's highest tier reaches up to (domain 3). */
function channelLimit(channel: string | undefined): number {
  const highest = channel === undefined ? undefined : allowedTiers([channel]).at(-1);
  return highest === undefined ? 0 : TIER_CEILING[highest];
}

function lookUp(table: Readonly<Record<string, number>>, key: string | undefined): number {
  return key !== undefined && Object.hasOwn(table, key) ? (table[key] ?? 0) : 0;
}
