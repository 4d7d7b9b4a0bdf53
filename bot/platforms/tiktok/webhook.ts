// TikTok's webhook at the edge: whose it is, and what it says in our words. What we do not know becomes "other".
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { MINUTE_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ChannelEvent } from "../../../agents/ports/fan-channel.ts";
import { DEPTH_LIMIT, depthOf } from "../../http/body.ts";
import { type PostNews, postNewsFrom } from "../tiktok-posts/post-news.ts";
import { parseWireJson } from "../wire-json.ts";
import { timeFrom } from "../wire-time.ts";
import { eventFrom, id, otherEvent } from "./webhook-event.ts";

export const SIGNATURE_HEADER = "tiktok-signature";
/** Older or newer than this, it is a repetition by somebody else (trust T2). */
export const SIGNATURE_TOLERANCE_MS = 5 * MINUTE_MS;

/** @param seconds as it stands in the header */
export function signatureOf(clientSecret: string, seconds: string, rawBody: Uint8Array): Buffer {
  return createHmac("sha256", clientSecret).update(`${seconds}.`).update(rawBody).digest();
}

/** "t=1772998024,s=<hex>": over the time and the bytes as they came (trust T1). */
export function isSignedBy(clientSecret: string, rawBody: Uint8Array, header: string | undefined, now: Date): boolean {
  const given = /^t=(\d{1,12}),\s*s=([0-9a-f]{64})$/.exec(header ?? "");
  const [, seconds = "", signature = ""] = given ?? [];
  if (!given) return false;
  const isOurs = timingSafeEqual(signatureOf(clientSecret, seconds, rawBody), Buffer.from(signature, "hex"));
  return isOurs && Math.abs(now.getTime() - Number(seconds) * SECOND_MS) <= SIGNATURE_TOLERANCE_MS;
}

const Envelope = z.object({
  event: z.string(),
  create_time: z.unknown().optional(),
  user_openid: id.catch(""),
  content: z.unknown().optional(),
});

export interface TiktokWebhook {
  readonly accountId: string;
  /** The account no longer lets the app act for it: its tokens are dead. */
  readonly isRemoval: boolean;
  /** null: it is not about a post. */
  readonly posts: PostNews | null;
  readonly event: ChannelEvent;
}

/**
 * @param rawBody already verified
 * @param receivedAt stands in where TikTok gives no time
 * @throws AppError `invalid_input` for what is not a webhook at all
 */
export function parseWebhook(rawBody: Uint8Array, receivedAt: Date): TiktokWebhook {
  const envelope = Envelope.safeParse(parseJson(rawBody));
  if (!envelope.success) throw notAWebhook(envelope.error);
  const { event: name, user_openid: accountId, create_time, content: given } = envelope.data;
  const place = { accountId, at: timeFrom(create_time) ?? receivedAt };
  const content = contentOf(given);
  const isRemoval = name === "authorization.removed";
  const event = content === undefined ? otherEvent(name, given, place) : eventFrom(name, content, place);
  return { accountId, isRemoval, posts: postNewsFrom(name, content), event };
}

/** It is JSON in a string within JSON. undefined: it is not. */
function contentOf(given: unknown): unknown {
  if (typeof given !== "string") return undefined;
  const bytes = Buffer.from(given, "utf8");
  if (depthOf(bytes) > DEPTH_LIMIT) return undefined;
  try {
    return parseWireJson(given) ?? undefined;
  } catch {
    return undefined;
  }
}

function parseJson(rawBody: Uint8Array): unknown {
  if (depthOf(rawBody) > DEPTH_LIMIT) throw notAWebhook(undefined);
  try {
    return JSON.parse(new TextDecoder("utf-8").decode(rawBody));
  } catch (cause) {
    throw notAWebhook(cause);
  }
}

function notAWebhook(cause: unknown): AppError {
  return new AppError("invalid_input", "The body is not a TikTok webhook.", { cause });
}
