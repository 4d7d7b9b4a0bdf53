// An emulated TikTok with one creator, a receiver for its webhooks, and clips to post, on a clock that stands still.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DAY_MS, ManualClock } from "../../../../agents/kernel/clock.ts";
import type { ByteRange } from "../../../../agents/ports/object-store.ts";
import type { PostChoices, PostDraft, PostMedia } from "../../../../agents/ports/publisher.ts";
import { tinyVideo } from "../../../../jobs/providers/emulator/tiny-video.ts";
import type { CreatorRequest } from "../emulator/control.ts";
import { type StartOptions, startTiktokPostsEmulator } from "../emulator/tiktok-posts-emulator.ts";

export const APP = { clientKey: "aw1234567890test", clientSecret: "test_client_secret" };
export const OPEN: PostChoices = { privacy: "PUBLIC_TO_EVERYONE", allowComments: true, allowReuse: true };

export const clipOf = (seconds: number) => tinyVideo({ seed: 7, seconds, width: 72, height: 128 });

export function mediaOf(bytes: Uint8Array, change: Partial<PostMedia> = {}): PostMedia {
  return {
    kind: "video",
    contentType: "video/mp4",
    bytes: bytes.byteLength,
    url: "https://media.example/clip.mp4",
    read: async ({ start, end }: ByteRange) => bytes.subarray(start, end),
    ...change,
  };
}

export async function createPostsHarness(
  options: Partial<StartOptions> & { readonly creator?: Partial<CreatorRequest> } = {},
) {
  const { creator, ...emulatorOptions } = options;
  const clock = new ManualClock();
  const clip = await clipOf(2);
  const files = new Map<string, Uint8Array>([["/clip.mp4", clip]]);
  const received: { readonly rawBody: Buffer; readonly signature: string | undefined }[] = [];
  const server = createServer((request, response) => {
    if (request.method === "GET") {
      const file = files.get(request.url ?? "");
      response.writeHead(file ? 200 : 404).end(file);
      return;
    }
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const signature = request.headers["tiktok-signature"]?.toString();
      received.push({ rawBody: Buffer.concat(pieces), signature });
      response.end("OK");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const emulator = await startTiktokPostsEmulator({
    app: APP,
    clock,
    retryDelaysMs: [5],
    webhookUrl: () => `${receiver}/webhooks/tiktok`,
    verifiedPrefixes: [`${receiver}/`],
    ...emulatorOptions,
  });
  const { control } = emulator;
  const made = control.addAccount({ username: "luna.test", tokenLifetimeMs: 30 * DAY_MS, ...creator });
  const call = async (path: string, body: unknown, token = made.accessToken) => {
    const response = await fetch(`${emulator.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json; charset=UTF-8" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, text, ...(JSON.parse(text) as { data: object; error: { code: string } }) };
  };
  return {
    clock,
    emulator,
    control,
    received,
    files,
    clip,
    receiver,
    made,
    /** As a client of TikTok's own: JSON with a token. */
    call,
    account: { id: "acc_1", externalId: made.id, accessToken: made.accessToken },
    clientOptions: { baseUrl: () => emulator.url, timeoutMs: 5_000, clock },
    draft: (caption: string, change: Partial<PostDraft> = {}): PostDraft => ({
      format: "video",
      caption,
      media: [mediaOf(clip)],
      aiGenerated: true,
      choices: OPEN,
      ...change,
    }),
    close: async () => {
      await emulator.close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
