// An emulated Telegram with one channel that a bot posts to.
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import { startTelegramEmulator } from "../../../surfaces/telegram/emulator/telegram-emulator.ts";

export const CHANNEL = { id: -1_001_700_200_300, title: "Luna", username: "luna_channel", canPost: true };

export async function createChannelHarness() {
  const clock = new ManualClock();
  const telegram = await startTelegramEmulator({
    clock,
    token: "700300:emulated-channel-bot",
    username: "luna_posts_bot",
  });
  telegram.addChannel(CHANNEL);
  const accessToken = `${telegram.token}@${CHANNEL.username}`;
  return {
    clock,
    telegram,
    options: { apiRoot: telegram.apiRoot, timeoutSeconds: 2 },
    account: { id: "acc_1", externalId: String(CHANNEL.id), accessToken },
    posts: () => telegram.messages(CHANNEL.id),
    close: () => telegram.close(),
  };
}
