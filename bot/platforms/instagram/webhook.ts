// Instagram's webhook at the edge: whose it is, and what it says in our words. What we do not know becomes "other".
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import { equalsInConstantTime } from "../../../agents/kernel/secret.ts";
import type { ChannelEvent } from "../../../agents/ports/fan-channel.ts";
import { DEPTH_LIMIT, depthOf } from "../../http/body.ts";
import { timeFrom } from "../wire-time.ts";
import { commentFrom } from "./webhook-comment.ts";
import { type EventPlace, eventFrom, otherEvent } from "./webhook-event.ts";

export const SIGNATURE_HEADER = "x-hub-signature-256";

/** HMAC-SHA256 over the bytes as they came: the same JSON written differently has another signature (trust T1). */
export function isSignedBy(appSecret: string, rawBody: Uint8Array, header: string | undefined): boolean {
  const given = /^sha256=([0-9a-f]{64})$/.exec(header ?? "")?.[1];
  if (given === undefined) return false;
  const expected = createHmac("sha256", appSecret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(given, "hex"));
}

/** The challenge to answer with, or null: not our verify token, answer 403. */
export function answerHandshake(query: Readonly<Record<string, unknown>>, verifyToken: string): string | null {
  const { "hub.mode": mode, "hub.verify_token": token, "hub.challenge": challenge } = query;
  if (mode !== "subscribe" || typeof token !== "string" || typeof challenge !== "string") return null;
  return equalsInConstantTime(token, verifyToken) ? challenge : null;
}

const looseId = z.union([z.string(), z.number()]).transform(String).catch("");
/** Its items are looked at one by one: an odd one must not take the others with it. */
const list = z.array(z.unknown()).nullish().catch(null);
const record = z.record(z.string(), z.unknown());
const Entry = z.looseObject({
  id: looseId,
  time: z.unknown().optional(),
  messaging: list,
  standby: list,
  changes: list,
});
const Envelope = z.object({ object: z.string(), entry: z.array(Entry) });
type Entry = z.output<typeof Entry>;

/**
 * @param rawBody already verified
 * @param receivedAt stands in where Instagram gives no time
 * @throws AppError `invalid_input` for what is not a webhook at all
 */
export function parseWebhook(rawBody: Uint8Array, receivedAt: Date): readonly ChannelEvent[] {
  const envelope = Envelope.safeParse(parseJson(rawBody));
  if (!envelope.success) throw notAWebhook(envelope.error);
  return envelope.data.entry.flatMap((entry) => eventsOf(entry, receivedAt));
}

function eventsOf(entry: Entry, receivedAt: Date): ChannelEvent[] {
  const place: EventPlace = { accountId: entry.id, at: timeFrom(entry.time) ?? receivedAt };
  const messaging = [...(entry.messaging ?? []), ...(entry.standby ?? [])];
  const changes = entry.changes ?? [];
  const events = [
    ...messaging.map((body) => eventFrom(body, place)),
    ...changes.map((change) => eventOfChange(change, place)),
  ];
  if (events.length > 0) return events;
  if (entry.field === "comments") return [commentFrom(entry.value, place)];
  return [otherEvent(entry, typeof entry.field === "string" ? entry.field : "entry", place)];
}

/** The dashboard's test and some fields arrive as `changes`; those of messages hold the usual body. */
function eventOfChange(change: unknown, place: EventPlace): ChannelEvent {
  const parsed = z.object({ field: z.string(), value: record }).safeParse(change);
  if (!parsed.success) return otherEvent(change, "change", place);
  const { field, value } = parsed.data;
  if (field === "comments") return commentFrom(value, place);
  if (!/^messag/.test(field)) return otherEvent(change, field, place);
  const isBareEdit = field === "message_edit" && !("message_edit" in value);
  return eventFrom(isBareEdit ? { ...value, message_edit: value } : value, place);
}

/** Ids are larger than a double holds; one that comes as a number is read as a text. */
function parseJson(rawBody: Uint8Array): unknown {
  if (depthOf(rawBody) > DEPTH_LIMIT) throw notAWebhook(undefined);
  const text = new TextDecoder("utf-8").decode(rawBody);
  try {
    return JSON.parse(text.replace(/"id"\s*:\s*(\d{16,})(?=\s*[,}])/g, '"id":"$1"'));
  } catch (cause) {
    throw notAWebhook(cause);
  }
}

function notAWebhook(cause: unknown): AppError {
  return new AppError("invalid_input", "The body is not an Instagram webhook.", { cause });
}
