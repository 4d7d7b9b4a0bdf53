// A file of ours on its way to a message: fetched from its address, put into the creator's vault, named by what Fanvue calls
// it there. An upload that nobody sends harms nobody, so all of it may be repeated.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { MediaKind } from "../../../agents/ports/fan-channel.ts";
import { type FanvueAnswer, type FanvueClient, type FanvueOptions, refused } from "./client.ts";
import { failureOf } from "./failure.ts";

export interface MediaOptions extends FanvueOptions {
  /** Between looks at whether Fanvue is done with the file. */
  readonly pollMs?: number;
}

export interface MediaRequest {
  readonly account: ConnectedAccount;
  readonly kind: MediaKind;
  readonly url: string;
  readonly signal: AbortSignal;
}

/** Puts a file into the vault, once for one address. @throws AppError retryable while nothing is ready */
export type PutMedia = (request: MediaRequest) => Promise<FanvueAnswer<string>>;

/** One part, as a whole: longer files come to fans as links of the gallery. */
const MAX_BYTES = 50 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 60_000;
const POLL_MS = 1_000;
const POLLS = 10;
/** Addresses whose files are in the vault already; the oldest is forgotten first. */
const KNOWN_MOST = 500;

const FILES = { image: "picture.jpg", audio: "sound.mp3", video: "film.mp4" } as const;

const Session = z.object({ mediaUuid: z.uuid(), uploadId: z.string().min(1) });
const PartUrl = z.union([z.url(), z.object({ url: z.url() }).transform(({ url }) => url)]);
const Status = z.object({ status: z.enum(["created", "processing", "ready", "error"]) });

export function createPutMedia(client: FanvueClient, options: MediaOptions): PutMedia {
  const known = new Map<string, string>();
  return async (request) => {
    const key = `${request.account.externalId} ${request.kind} ${request.url}`;
    let mediaUuid = known.get(key);
    if (mediaUuid === undefined) {
      const uploaded = await upload(client, options, request);
      if (!uploaded.ok) return uploaded;
      mediaUuid = uploaded.data;
      const oldest = known.keys().next().value;
      if (known.size >= KNOWN_MOST && oldest !== undefined) known.delete(oldest);
      known.set(key, mediaUuid);
    }
    const ready = await awaitReady(client, options, request, mediaUuid);
    if (!ready.ok) known.delete(key);
    return ready;
  };
}

async function upload(
  client: FanvueClient,
  options: MediaOptions,
  { account, kind, url, signal }: MediaRequest,
): Promise<FanvueAnswer<string>> {
  const bytes = await download(options, url, signal);
  if (bytes === null) return refused(failureOf("provider_refused", "attachment_too_large", false));
  const call = { token: account.accessToken, signal };
  const body = { name: FILES[kind], filename: FILES[kind], mediaType: kind };
  const session = await client.call({ ...call, method: "POST", path: "/v1/media/uploads", body }, Session);
  if (!session.ok) return session;
  const { mediaUuid, uploadId } = session.data;
  const place = `/v1/media/uploads/${encodeURIComponent(uploadId)}`;
  const part = await client.call({ ...call, method: "GET", path: `${place}/parts/1/url` }, PartUrl);
  if (!part.ok) return part;
  const ETag = await putPart(options, part.data, bytes, signal);
  const parts = { parts: [{ PartNumber: 1, ETag }] };
  const completed = await client.call({ ...call, method: "PATCH", path: place, body: parts }, Status);
  return completed.ok ? { ok: true, data: mediaUuid } : completed;
}

async function awaitReady(
  client: FanvueClient,
  { pollMs = POLL_MS }: MediaOptions,
  { account, signal }: MediaRequest,
  mediaUuid: string,
): Promise<FanvueAnswer<string>> {
  for (let poll = 0; poll < POLLS; poll += 1) {
    if (poll > 0) await delay(pollMs, undefined, { signal });
    const read = { method: "GET", path: `/v1/media/${mediaUuid}`, token: account.accessToken, signal } as const;
    const answer = await client.call(read, Status);
    if (!answer.ok) return answer;
    if (answer.data.status === "ready") return { ok: true, data: mediaUuid };
    if (answer.data.status === "error") return refused(failureOf("provider_refused", "attachment_type", false));
  }
  throw new AppError("unavailable", "Fanvue is still at work on the file.", { reason: "media_processing" });
}

/** @returns null for a file over the limit @throws AppError `unavailable` */
async function download(
  options: MediaOptions,
  url: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(FETCH_TIMEOUT_MS)]);
    const response = await (options.fetch ?? fetch)(url, { signal: limit, redirect: "error" });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_BYTES) return null;
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  } catch (cause) {
    throw new AppError("unavailable", "The file to send cannot be read.", { reason: "media_unavailable", cause });
  }
}

/** The address is Fanvue's storage, signed: it gets the bytes and no token. @returns the part's ETag */
async function putPart(
  options: MediaOptions,
  address: string,
  body: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<string> {
  const { origin, protocol } = new URL(address);
  if (protocol !== "https:" && origin !== new URL(options.baseUrl()).origin)
    throw new AppError("provider_failed", "Fanvue named an address for the upload that is not safe to send to.", {
      reason: "upload_address",
    });
  let response: Response;
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(FETCH_TIMEOUT_MS)]);
    response = await (options.fetch ?? fetch)(address, { method: "PUT", body, redirect: "error", signal: limit });
    await response.arrayBuffer();
  } catch {
    // Its cause would name the address, and with it the signature in it.
    throw new AppError("unavailable", "Fanvue's storage is not reached.", { reason: "upload_interrupted" });
  }
  const etag = response.headers.get("etag");
  if (response.ok && etag) return etag;
  throw new AppError("unavailable", `Fanvue's storage answered ${response.status}.`, { reason: "upload_interrupted" });
}
