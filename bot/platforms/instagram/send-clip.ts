// Clips of accounts that were linked by their page are sent to Instagram instead of being fetched: in one stream, from where a
// broken one left off, never whole in memory. Nothing has to reach this server from outside.
import { z } from "zod";
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { PostMedia } from "../../../agents/ports/publisher.ts";
import { streamOf } from "../posting/media.ts";
import { requireUploadAddress } from "../posting/upload-address.ts";
import type { InstagramClient, InstagramOptions } from "./client.ts";

export interface SendingContainer {
  readonly id: string;
  /** Where the clip goes. */
  readonly uri: string;
}

const UPLOAD_HOST = /^rupload\.facebook\.com$/;
/** 300 MB, the most a reel may have, over a slow line. */
const LIMIT_MS = 10 * MINUTE_MS;
const TRIES = 3;

const Sent = z.object({ success: z.literal(true) });
const Refused = z.object({ debug_info: z.object({ retriable: z.boolean(), type: z.string().nullish() }) });
const Progress = z.object({
  video_status: z.object({ uploading_phase: z.object({ bytes_transferred: z.number().int().min(0).nullish() }) }),
});

type Outcome = "sent" | "lost" | "refused";

/** @throws AppError `provider_failed` where it did not arrive: another container may do better */
export async function sendClip(
  { client, options }: { readonly client: InstagramClient; readonly options: InstagramOptions },
  account: ConnectedAccount,
  { id, uri }: SendingContainer,
  media: PostMedia,
  signal: AbortSignal,
): Promise<void> {
  const { facebookUrl = options.baseUrl } = options;
  const own = { platform: "Instagram", hosts: UPLOAD_HOST, baseUrl: facebookUrl() };
  const url = requireUploadAddress(uri, own);
  for (let attempt = 1, offset = 0; attempt <= TRIES && !signal.aborted; attempt += 1) {
    const outcome = await send(options, account, { url, media, offset, signal });
    if (outcome === "sent") return;
    if (outcome === "refused") break;
    const arrived = await bytesThere(client, account, id, signal);
    // All of it is there: only the answer was lost, and the container will say what became of it.
    if (arrived === media.bytes) return;
    if (arrived === null) break;
    offset = arrived;
  }
  throw new AppError("provider_failed", "The upload to Instagram broke off.", { reason: "media_upload_failed" });
}

interface Sending {
  readonly url: string;
  readonly media: PostMedia;
  readonly offset: number;
  readonly signal: AbortSignal;
}

async function send(
  options: InstagramOptions,
  { accessToken }: ConnectedAccount,
  { url, media, offset, signal }: Sending,
): Promise<Outcome> {
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    headers: {
      authorization: `OAuth ${accessToken}`,
      offset: String(offset),
      file_size: String(media.bytes),
      "content-type": "application/octet-stream",
      // Known beforehand, so that it does not go out in chunks of unknown number.
      "content-length": String(media.bytes - offset),
    },
    body: streamOf(media, { start: offset, end: media.bytes }),
    duplex: "half",
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
  };
  try {
    const response = await (options.fetch ?? fetch)(url, init);
    return outcomeOf(response.status, await response.json());
  } catch {
    return "lost"; // what arrived of it is asked for
  }
}

function outcomeOf(status: number, body: unknown): Outcome {
  if (Sent.safeParse(body).success) return "sent";
  const refused = Refused.safeParse(body);
  return status >= 500 || (refused.success && refused.data.debug_info.retriable) ? "lost" : "refused";
}

/** null: Instagram does not say. */
async function bytesThere(
  client: InstagramClient,
  { accessToken: token }: ConnectedAccount,
  containerId: string,
  signal: AbortSignal,
): Promise<number | null> {
  const query = { fields: "video_status" };
  const answer = await client.call({ method: "GET", path: `/${containerId}`, token, query, signal }, Progress);
  return answer.ok ? (answer.body.video_status.uploading_phase.bytes_transferred ?? null) : null;
}
