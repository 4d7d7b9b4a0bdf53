// An emulated Instagram with one account, a receiver for its webhooks, and pictures to publish, on a clock that stands still.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import { silentLogger } from "../../../../agents/kernel/log.ts";
import type { PostDraft, PostMedia } from "../../../../agents/ports/publisher.ts";
import { type StartOptions, startInstagramEmulator } from "../emulator/instagram-emulator.ts";

interface ReceivedWebhook {
  readonly rawBody: Buffer;
  readonly signature: string | undefined;
}

export const APP_SECRET = "test_app_secret";
export const FAN = "900000000000001";

export async function createInstagramHarness(options: Partial<StartOptions> = {}) {
  const clock = new ManualClock();
  const received: ReceivedWebhook[] = [];
  const replies: number[] = [];
  const jpeg = await sharp({ create: { width: 800, height: 1_000, channels: 3, background: "#b81d5c" } })
    .jpeg()
    .toBuffer();
  const files = new Map<string, Buffer | string>([
    ["/picture.jpg", jpeg],
    ["/broken.jpg", "no picture"],
    ["/broken.mp4", "no clip"],
  ]);
  const server = createServer((request, response) => {
    if (request.method === "GET") {
      const file = files.get(request.url ?? "");
      response.writeHead(file === undefined ? 404 : 200).end(file ?? "nothing");
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const signature = request.headers["x-hub-signature-256"];
      received.push({ rawBody: Buffer.concat(chunks), signature: signature?.toString() });
      response.writeHead(replies.shift() ?? 200).end("EVENT_RECEIVED");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const imageUrl = `${receiver}/picture.jpg`;
  const emulator = await startInstagramEmulator({
    appSecret: APP_SECRET,
    clock,
    webhookUrl: `${receiver}/webhooks/instagram`,
    retryDelaysMs: [5],
    ...options,
  });
  const made = emulator.control.addAccount({ username: "luna.test" });
  const clientOptions = { baseUrl: () => emulator.url, version: "v26.0", log: silentLogger, timeoutMs: 2_000, clock };
  return {
    clock,
    emulator,
    control: emulator.control,
    received,
    /** Statuses the receiver answers next, before it goes on with 200. */
    replies,
    account: { id: "acc_1", externalId: made.id, accessToken: made.token },
    handle: made.username,
    imageUrl,
    draft: (caption: string, url = imageUrl): PostDraft => ({
      format: "image",
      caption,
      media: [{ ...pictureAt(url, jpeg), altText: "A card" }],
      aiGenerated: true,
    }),
    /** Serves the bytes at this path from now on. */
    serve: (path: string, bytes: Uint8Array): string => {
      files.set(path, Buffer.from(bytes));
      return `${receiver}${path}`;
    },
    picture: (url = imageUrl): PostMedia => pictureAt(url, jpeg),
    clip: (url: string, bytes: Uint8Array): PostMedia => ({
      ...pictureAt(url, Buffer.from(bytes)),
      kind: "video",
      contentType: "video/mp4",
    }),
    brokenUrl: `${receiver}/broken.jpg`,
    receiver,
    clientOptions,
    close: async () => {
      await emulator.close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function pictureAt(url: string, bytes: Buffer): PostMedia {
  const read: PostMedia["read"] = async ({ start, end }) => bytes.subarray(start, end);
  return { kind: "image", contentType: "image/jpeg", bytes: bytes.length, url, read };
}
