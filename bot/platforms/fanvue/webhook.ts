// A delivery of Fanvue's at the edge: an envelope of id, type, time and data, or, of the older kind, the data alone.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import { DEPTH_LIMIT, depthOf } from "../../http/body.ts";

const Envelope = z.object({
  id: z.string().min(1).max(200),
  type: z.string().min(1).max(200),
  timestamp: z.iso.datetime({ offset: true }),
  data: z.record(z.string(), z.unknown()),
});
export type FanvueEnvelope = z.output<typeof Envelope>;

export interface FanvueWebhook {
  /** null: of the older kind. */
  readonly envelope: FanvueEnvelope | null;
  readonly type: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

const Bare = z.record(z.string(), z.unknown());

/** Of links that sell: they go to the checkout, not to the chat. */
export const isCheckoutType = (type: string): boolean => type.startsWith("checkout_link.");

/** @param rawBody already verified @throws AppError `invalid_input` for what is not a webhook at all */
export function parseWebhook(rawBody: Uint8Array): FanvueWebhook {
  const json = parseJson(rawBody);
  const envelope = Envelope.safeParse(json);
  if (envelope.success) return { envelope: envelope.data, type: envelope.data.type, data: envelope.data.data };
  const bare = Bare.safeParse(json);
  // What calls itself a checkout's event and is not whole is money that must not be lost without a word.
  const given = bare.data?.type;
  const type = typeof given === "string" ? given : null;
  if (!bare.success || (type !== null && isCheckoutType(type))) throw notAWebhook(bare.error);
  return { envelope: null, type, data: bare.data };
}

function parseJson(rawBody: Uint8Array): unknown {
  if (depthOf(rawBody) > DEPTH_LIMIT) throw notAWebhook(undefined);
  try {
    return JSON.parse(new TextDecoder("utf-8").decode(rawBody));
  } catch (cause) {
    throw notAWebhook(cause);
  }
}

export function notAWebhook(cause: unknown): AppError {
  return new AppError("invalid_input", "The body is not a webhook of Fanvue's.", { cause });
}
