// The public keys that fal.ai signs its webhooks with, fetched when first needed and again every hour.
import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { type Clock, DAY_MS, HOUR_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { askVendor, readAnswer } from "../vendor-http.ts";
import { FAL } from "./fal-queue.ts";

export interface FalKeysOptions {
  /** "https://rest.fal.ai/.well-known/jwks.json", or that of another server. */
  readonly jwksUrl: string;
  readonly clock: Clock;
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs?: number;
}

/** @throws AppError `unavailable` or `provider_failed` while no keys can be had */
export type FalKeys = (signal: AbortSignal) => Promise<readonly KeyObject[]>;

/** The sender gives an answer 15 s. */
const DEFAULT_TIMEOUT_MS = 10_000;
/** New keys are known after this long. */
const FRESH_MS = HOUR_MS;
/** Old ones are good for this long where new ones cannot be had: the longest that fal.ai allows. */
const KEPT_MS = DAY_MS;

const Jwks = z.object({ keys: z.array(z.object({ x: z.string().nullish() })) });
/** 32 bytes in base64url. */
const POINT = /^[\w-]{43}$/;

export function createFalKeys(options: FalKeysOptions): FalKeys {
  const { jwksUrl, clock, fetch, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  let held: { readonly keys: readonly KeyObject[]; readonly atMs: number } | null = null;
  return async (signal) => {
    const nowMs = clock.now().getTime();
    if (held && nowMs - held.atMs < FRESH_MS) return held.keys;
    try {
      const answer = await askVendor(FAL, jwksUrl, { signal }, { fetch, timeoutMs });
      held = { keys: keysIn(readAnswer(FAL, Jwks, answer)), atMs: nowMs };
    } catch (thrown) {
      if (!held || nowMs - held.atMs >= KEPT_MS) throw thrown;
    }
    return held.keys;
  };
}

function keysIn({ keys }: z.output<typeof Jwks>): readonly KeyObject[] {
  const points = keys.map(({ x }) => x ?? "").filter((x) => POINT.test(x));
  if (points.length === 0) throw new AppError("provider_failed", "fal.ai published no key.", { reason: "no_keys" });
  return points.map((x) => createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" }));
}
