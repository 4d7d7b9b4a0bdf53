// An emulated Fanvue with one creator whom one fan has written to, and files to send, on a clock that stands still.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DAY_MS, ManualClock } from "../../../../agents/kernel/clock.ts";
import { type FanvueEmulatorOptions, startFanvueEmulator } from "../emulator/fanvue-emulator.ts";

export const APP = { clientId: "fanvue-app", clientSecret: "fanvue-app-secret" };
export const WEBHOOK_SECRET = "test_signing_secret";
export const FAN = "5939ae62-3eb5-4433-954f-f78c7b4282f3";
export const STRANGER = "217d5dc9-cae0-4c09-b643-2e3aa498587a";

/** By address, as their first bytes tell it. */
const FILES: Readonly<Record<string, Buffer>> = {
  "/picture.jpg": Buffer.from("\xff\xd8\xff a picture", "latin1"),
  "/note.mp3": Buffer.from("ID3 a sound"),
  "/film.mp4": Buffer.from("\0\0\0\x18ftypmp42 a film", "latin1"),
  "/text.jpg": Buffer.from("no picture"),
};

export async function createFanvueHarness(options: Partial<FanvueEmulatorOptions> = {}) {
  const clock = new ManualClock();
  const server = createServer((request, response) => {
    const file = FILES[request.url ?? ""];
    response.writeHead(file ? 200 : 404).end(file);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const files = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const emulator = await startFanvueEmulator({
    ...{ app: APP, webhookSecret: WEBHOOK_SECRET, webhookUrl: () => "", clock, retryDelaysMs: [5] },
    ...options,
  });
  const { control } = emulator;
  const made = control.addAccount({ handle: "luna.test", lifetimeMs: 500 * DAY_MS });
  control.fanWrites(FAN, "hi", { creatorUuid: made.uuid });
  const clientOptions = { baseUrl: () => emulator.url, timeoutMs: 2_000, pollMs: 1 };
  const addressOf = (media: Buffer | null) =>
    files + (Object.entries(FILES).find(([, bytes]) => media?.equals(bytes))?.[0] ?? "?");
  return {
    clock,
    emulator,
    control,
    made,
    account: { id: "acc_1", externalId: made.uuid, accessToken: made.accessToken },
    handle: made.handle,
    files,
    clientOptions,
    connectorOptions: { ...clientOptions, authUrl: () => emulator.url, app: APP },
    /** What the creator said to a fan, files as the address they were taken from. */
    sentTo: (fanUuid: string) =>
      (control.chat(made.uuid, fanUuid)?.messages ?? [])
        .filter(({ senderUuid }) => senderUuid === made.uuid)
        .map(({ text, mediaUuids: [media] }) => (media ? addressOf(control.mediaOf(media)) : (text ?? ""))),
    close: async () => {
      await emulator.close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
