// An emulated Telegram with one bot, a fan who has written to it, and a picture to send, on a clock that stands still.
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
  const pictures = createServer((_request, response) => response.end(jpeg)).listen(0, "127.0.0.1");
  await once(pictures, "listening");
  telegram.operatorWrites(FAN, FAN, "hi");
  return {
    clock,
    telegram,
    options: { apiRoot: telegram.apiRoot },
    account: { id: "acc_1", externalId: bot, accessToken: telegram.token },
    handle: "luna_bot",
    imageUrl: `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/picture.jpg`,
    close: async () => {
      await telegram.close();
      pictures.close();
      pictures.closeAllConnections();
    },
  };
}
