// An emulated TikTok with one account, a receiver for its webhooks, and pictures to send, on a clock that stands still.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { DAY_MS, ManualClock } from "../../../../agents/kernel/clock.ts";
import { type StartOptions, startTiktokEmulator } from "../emulator/tiktok-emulator.ts";

export const APP = { clientKey: "7000000000000000001", clientSecret: "test_client_secret" };
export const FAN = "fan.1";

export interface ReceivedWebhook {
  readonly rawBody: Buffer;
  readonly signature: string | undefined;
}

export async function createTiktokHarness(options: Partial<StartOptions> = {}) {
  const clock = new ManualClock();
  const received: ReceivedWebhook[] = [];
  const replies: number[] = [];
  const jpeg = await sharp({ create: { width: 80, height: 100, channels: 3, background: "#b81d5c" } })
    .jpeg()
    .toBuffer();
  const server = createServer((request, response) => {
    if (request.method === "GET") {
      const isPicture = request.url === "/picture.jpg";
      response.writeHead(isPicture || request.url === "/text.jpg" ? 200 : 404);
      response.end(isPicture ? jpeg : "no picture");
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const signature = request.headers["tiktok-signature"];
      received.push({ rawBody: Buffer.concat(chunks), signature: signature?.toString() });
      response.writeHead(replies.shift() ?? 200).end("OK");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const emulator = await startTiktokEmulator({ app: APP, clock, retryDelaysMs: [5], ...options });
  const { control } = emulator;
  const made = control.addAccount({ username: "luna.test", tokenLifetimeMs: 365 * DAY_MS });
  const clientOptions = { baseUrl: () => emulator.url, timeoutMs: 2_000, clock };
  return {
    clock,
    emulator,
    control,
    received,
    /** Statuses the receiver answers next, before it goes on with 200. */
    replies,
    account: { id: "acc_1", externalId: made.id, accessToken: made.accessToken },
    made,
    handle: made.username,
    jpeg,
    imageUrl: `${receiver}/picture.jpg`,
    brokenUrl: `${receiver}/text.jpg`,
    webhookUrl: `${receiver}/webhooks/tiktok`,
    clientOptions,
    connectorOptions: { ...clientOptions, app: APP, webhookUrl: () => `${receiver}/webhooks/tiktok` },
    /** What the account said to a fan, pictures as the address they were taken from. */
    sentTo: (fanId: string) =>
      control
        .thread(fanId)
        .messages.filter((message) => message.from === "account")
        .map(({ text, media }) => (media && jpeg.equals(media) ? `${receiver}/picture.jpg` : text)),
    close: async () => {
      await emulator.close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
