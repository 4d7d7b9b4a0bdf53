// fal.ai's word that a request has ended: signed with its Ed25519 key, sent up to ten times over two hours, and only a
// wake-up, since `collect` asks. It also resolves a submission whose answer was lost: with the attempt's key in the
// address that was given along, the notice names the request that attempt became.
import { createHash, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import { jsonOf } from "../vendor-http.ts";

export interface FalNotice {
  /** What `submit` returned, or would have. */
  readonly jobId: string;
  readonly ended: true;
}

/** By lower-case name. */
export type WebhookHeaders = Readonly<Record<string, string | undefined>>;

/** Signed times are accepted this long (trust T2; fal.ai names the same). */
const TOLERANCE_SECONDS = 300;
const SIGNATURE = /^[0-9a-f]{128}$/i;
const SECONDS = /^\d{1,12}$/;

const Notice = z.object({ request_id: z.string().regex(/^[\w-]{1,100}$/) });

/**
 * @param rawBody as it came: the signature is over its bytes
 * @param keys of fal.ai (createFalKeys)
 * @throws AppError `unauthenticated` for a bad or old signature, `invalid_input` for a malformed body
 */
export function readFalWebhook(
  rawBody: Uint8Array,
  headers: WebhookHeaders,
  keys: readonly KeyObject[],
  now: Date,
): FalNotice {
  const [requestId, userId, timestamp, signature] = ["request-id", "user-id", "timestamp", "signature"].map(
    (name) => headers[`x-fal-webhook-${name}`],
  );
  if (!requestId || !userId || !SECONDS.test(timestamp ?? "") || !SIGNATURE.test(signature ?? "")) {
    throw unauthenticated("no_signature", "The notice is not signed.");
  }
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) {
    throw unauthenticated("stale_signature", "The notice was signed too long ago.");
  }
  const bodyHash = createHash("sha256").update(rawBody).digest("hex");
  const signed = Buffer.from([requestId, userId, timestamp, bodyHash].join("\n"));
  // Nothing here is secret: the check is of a public key, whatever time it takes.
  const given = Buffer.from(signature ?? "", "hex");
  if (!keys.some((key) => verify(null, signed, key, given))) {
    throw unauthenticated("bad_signature", "The notice is not signed by fal.ai.");
  }
  const notice = Notice.safeParse(jsonOf({ body: Buffer.from(rawBody).toString("utf8") }));
  if (notice.success) return { jobId: notice.data.request_id, ended: true };
  throw new AppError("invalid_input", "The notice cannot be read.", { cause: notice.error });
}

function unauthenticated(reason: string, message: string): AppError {
  return new AppError("unauthenticated", message, { reason });
}
