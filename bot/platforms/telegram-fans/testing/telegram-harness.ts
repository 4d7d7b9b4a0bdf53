// An emulated Telegram with one bot, a fan who has written to it, and files to send, on a clock that stands still.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import { startTelegramEmulator } from "../../../surfaces/telegram/emulator/telegram-emulator.ts";

export const BOT = "700200";
export const FAN = 51_001;

export async function createTelegramHarness(bot = BOT) {
  const clock = new ManualClock();
  const telegram = await startTelegramEmulator({ clock, token: `${bot}:emulated-fan-bot`, username: "luna_bot" });
  const jpeg = await sharp({ create: { width: 80, height: 100, channels: 3, background: "#b81d5c" } })
    .jpeg()
    .toBuffer();
  const files: Readonly<Record<string, Buffer>> = {
    "/picture.jpg": jpeg,
    "/voice.ogg": Buffer.concat([Buffer.from("OggS"), Buffer.alloc(24), Buffer.from("OpusHead"), Buffer.alloc(200)]),
    "/track.wav": Buffer.concat([Buffer.from("RIFF\0\0\0\0WAVEfmt "), Buffer.alloc(300)]),
    "/film.mp4": Buffer.concat([box("ftyp", 16), box("moov", 40), box("mdat", 3_000)]),
  };
  const served = createServer((request, response) => {
    const file = files[request.url ?? ""];
    if (file) response.end(file);
    else response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(served, "listening");
  const origin = `http://127.0.0.1:${(served.address() as AddressInfo).port}`;
  telegram.operatorWrites(FAN, FAN, "hi");
  return {
    clock,
    telegram,
    options: { apiRoot: telegram.apiRoot },
    account: { id: "acc_1", externalId: bot, accessToken: telegram.token },
    handle: "luna_bot",
    origin,
    imageUrl: `${origin}/picture.jpg`,
    mediaUrls: { audio: `${origin}/voice.ogg`, video: `${origin}/film.mp4` },
    /** What the bot said to a fan, oldest first; files as the address they came from. */
    sentTo: (fanId: string): readonly string[] =>
      telegram
        .messages(Number(fanId))
        .filter((message) => message.from === "bot")
        .map(({ media, text }) => {
          const path = media && Object.keys(files).find((name) => files[name]?.equals(media.bytes));
          return path ? `${origin}${path}` : text;
        }),
    close: async () => {
      await telegram.close();
      served.close();
      served.closeAllConnections();
    },
  };
}

/** A box of an MP4 with nothing in it that anybody could play. */
function box(type: string, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32BE(size, 0);
  bytes.write(type, 4, "latin1");
  return bytes;
}
