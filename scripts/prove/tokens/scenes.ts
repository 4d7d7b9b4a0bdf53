// What happens in each life of the product, drawn from the seed: who is killed when, what was taken back, when the key changes.
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";

export interface Size {
  /** Half of them Instagram's, a quarter TikTok's with grace, a quarter without. */
  readonly accounts: number;
  readonly kills: number;
}

export const FULL_SIZE: Size = { accounts: 60, kills: 20 };

export interface TokenScene {
  /** So long after the process was ready, or after the n-th renewal in this life was asked for. */
  readonly kill: { readonly nthRenewal: number | null; readonly afterMs: number };
  /** Which process, as a share. */
  readonly victim: number;
  /** Instagram accounts whose tokens come into their last ten days. */
  readonly aged: readonly number[];
  /** Accounts whose owner takes the permission back. */
  readonly revoked: readonly number[];
  /** After this life the key is another one; killed so long after the rotation was begun. */
  readonly rotation: { readonly killAfterMs: number } | null;
}

const LATEST_RENEWAL = 12;
const REVOKED_SHARE = 0.15;

export function writeScenes(seed: number, { accounts, kills }: Size): TokenScene[] {
  const random = seededRandom(seed);
  const every = Array.from({ length: accounts }, (_, index) => index);
  const taken = new Map(every.filter(() => random() < REVOKED_SHARE).map((index) => [index, pick(random, kills)]));
  return Array.from({ length: kills }, (_, life) => ({
    kill: drawKill(random),
    victim: random(),
    aged: every.filter(() => random() < 0.4),
    revoked: [...taken].filter(([, at]) => at === life).map(([index]) => index),
    rotation: life % 7 === 3 ? { killAfterMs: pick(random, 150) } : null,
  }));
}

const pick = (random: Random, count: number) => Math.floor(random() * count);

function drawKill(random: Random): TokenScene["kill"] {
  if (random() < 0.25) return { nthRenewal: null, afterMs: pick(random, 3_000) };
  // While it is carried out, or before its answer is written down.
  return { nthRenewal: 1 + pick(random, LATEST_RENEWAL), afterMs: pick(random, 25) };
}
