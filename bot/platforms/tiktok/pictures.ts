// A picture on its way to TikTok, which takes no addresses: fetched from our own store, then uploaded, where the fan's and
// the account's country allow pictures at all.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { TiktokAnswer, TiktokClient, TiktokOptions } from "./client.ts";
import { plainFailure, type TiktokFailure } from "./errors.ts";

const Capabilities = z.object({
  capability_infos: z.array(z.object({ capability_type: z.string(), capability_result: z.boolean() })).nullish(),
});
const Uploaded = z.object({ media_id: z.string().min(1) });

const MAX_BYTES = 3 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 15_000;
const KINDS = [
  { type: "image/jpeg", name: "picture.jpg", magic: [0xff, 0xd8, 0xff] },
  { type: "image/png", name: "picture.png", magic: [0x89, 0x50, 0x4e, 0x47] },
] as const;

interface PictureRequest {
  readonly account: ConnectedAccount;
  readonly conversationId: string;
  readonly url: string;
  readonly signal: AbortSignal;
}

/** Harmless to repeat: an upload nobody sends is forgotten after 30 days. @returns the media's id */
export async function uploadPicture(
  client: TiktokClient,
  options: Pick<TiktokOptions, "fetch">,
  { account, conversationId, url, signal }: PictureRequest,
): Promise<TiktokAnswer<string>> {
  const call = { token: account.accessToken, signal };
  const query = {
    business_id: account.externalId,
    capability_types: JSON.stringify(["IMAGE_SEND"]),
    conversation_id: conversationId,
    conversation_type: "SINGLE",
  };
  const path = "/business/message/capabilities/get/";
  const asked = await client.call({ ...call, method: "GET", path, query }, Capabilities);
  if (!asked.ok) return asked;
  const mayPictures = asked.data.capability_infos?.some(
    ({ capability_type, capability_result }) => capability_type === "IMAGE_SEND" && capability_result,
  );
  if (!mayPictures) return refused(plainFailure("refused", "media_not_allowed_here", false));
  const bytes = await download(options.fetch ?? fetch, url, signal);
  const kind = KINDS.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  if (!kind || bytes.length > MAX_BYTES) return refused(plainFailure("provider_refused", "attachment_type", false));
  const body = new FormData();
  body.set("business_id", account.externalId);
  body.set("media_type", "IMAGE");
  body.set("file", new Blob([bytes], { type: kind.type }), kind.name);
  const upload = { ...call, method: "POST", path: "/business/message/media/upload/", body } as const;
  const uploaded = await client.call(upload, Uploaded);
  return uploaded.ok ? { ...uploaded, data: uploaded.data.media_id } : uploaded;
}

const refused = (failure: TiktokFailure) => ({ ok: false, failure }) as const;

/** @throws AppError `unavailable` */
async function download(request: typeof fetch, url: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await request(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(FETCH_TIMEOUT_MS)]) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new AppError("unavailable", "The picture could not be fetched.", { reason: "picture_unreachable", cause });
  }
}
