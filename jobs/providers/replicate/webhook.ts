// Replicate's own word that something ended: believed when it is signed and fresh. It only wakes us; the outcome is asked for.
import { validateWebhook } from "replicate";
import { z } from "zod";
import { type Clock, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { jsonOf } from "../vendor-http.ts";
import { createReplicateClient, type ReplicateOptions } from "./replicate-client.ts";
import { isOver, ReplicateJob } from "./replicate-job.ts";

export interface ReceivedWebhook {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it came: the signature is over these bytes. */
  readonly body: Uint8Array;
}

export interface WebhookNotice {
  /** Of a prediction or a training: as `submit` returned it. */
  readonly jobId: string;
  readonly ended: boolean;
}

export interface ReplicateWebhooks {
  /** @throws AppError `unauthenticated` when it is not Replicate's, or too old; what asking for the secret throws */
  receive(webhook: ReceivedWebhook, signal: AbortSignal): Promise<WebhookNotice>;
}

/** Older ones may have been recorded and sent again. */
export const WEBHOOK_TOLERANCE_SECONDS = 300;
const HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;
/** So soon is a new secret noticed. */
const SECRET_KEPT_MS = 10 * MINUTE_MS;

const Secret = z.object({ key: z.string().startsWith("whsec_") });

export function createReplicateWebhooks(options: ReplicateOptions & { readonly clock: Clock }): ReplicateWebhooks {
  const { clock } = options;
  const client = createReplicateClient(options);
  let known: { readonly key: string; readonly askedMs: number } | null = null;
  const secret = async (signal: AbortSignal): Promise<string> => {
    const nowMs = clock.now().getTime();
    if (known && nowMs - known.askedMs < SECRET_KEPT_MS) return known.key;
    const { key } = await client.ask(Secret, "/webhooks/default/secret", signal);
    known = { key, askedMs: nowMs };
    return key;
  };
  return {
    receive: async (webhook, signal) => {
      // Nothing is asked for on behalf of what is not even dressed as one.
      checkDress(webhook, clock.now());
      await checkSignature(webhook, await secret(signal));
      return readNotice(webhook.body);
    },
  };
}

/** The same check with the secret at hand. @throws AppError `unauthenticated` */
export async function verifyReplicateWebhook(
  webhook: ReceivedWebhook,
  secret: string,
  now: Date,
): Promise<WebhookNotice> {
  checkDress(webhook, now);
  await checkSignature(webhook, secret);
  return readNotice(webhook.body);
}

function checkDress(webhook: ReceivedWebhook, now: Date): void {
  for (const name of HEADERS) header(webhook, name);
  const timestamp = header(webhook, "webhook-timestamp");
  const ageSeconds = Math.abs(now.getTime() / 1_000 - Number(timestamp));
  if (!/^\d{1,12}$/.test(timestamp) || ageSeconds > WEBHOOK_TOLERANCE_SECONDS) throw refused("webhook_stale");
}

/** By Replicate's own client, which leaves the time and the version of a signature to us. */
async function checkSignature(webhook: ReceivedWebhook, secret: string): Promise<void> {
  const offered = header(webhook, "webhook-signature").split(" ");
  const signature = offered.filter((each) => each.startsWith("v1,")).join(" ");
  if (signature === "") throw refused("webhook_signature");
  const isTheirs = await validateWebhook({
    id: header(webhook, "webhook-id"),
    timestamp: header(webhook, "webhook-timestamp"),
    signature,
    body: Buffer.from(webhook.body).toString("utf8"),
    secret,
  });
  if (!isTheirs) throw refused("webhook_signature");
}

function readNotice(body: Uint8Array): WebhookNotice {
  const job = ReplicateJob.pick({ id: true, status: true }).safeParse(
    jsonOf({ body: Buffer.from(body).toString("utf8") }),
  );
  if (!job.success) throw new AppError("invalid_input", "The webhook tells of no prediction.", { cause: job.error });
  return { jobId: job.data.id, ended: isOver(job.data) };
}

function header({ headers }: ReceivedWebhook, name: (typeof HEADERS)[number]): string {
  const value = headers[name];
  if (typeof value === "string" && value !== "") return value;
  throw refused("webhook_unsigned");
}

function refused(reason: string): AppError {
  return new AppError("unauthenticated", "The webhook is not from Replicate, or too old.", { reason });
}
