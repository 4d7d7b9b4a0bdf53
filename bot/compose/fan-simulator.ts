// The console's fan simulator over the emulated Instagram: what it writes arrives by signed webhook, like a real fan's.
import type { AppContext } from "../../agents/commands/context.ts";
import type { InstagramEmulator } from "../platforms/instagram/emulator/instagram-emulator.ts";
import type { FanSimulator } from "../surfaces/web/fan-simulator.ts";

export function createFanSimulator(context: AppContext, emulator: InstagramEmulator): FanSimulator {
  return {
    accounts: async () => {
      const accounts = await context.database.prisma.account.findMany({
        where: { platform: "instagram", emulated: true },
        include: { avatar: { select: { name: true } } },
        orderBy: { connectedAt: "asc" },
        take: 50,
      });
      return accounts.map((account) => ({ id: account.externalId, handle: account.handle, name: account.avatar.name }));
    },
    write: async ({ accountId, fanId, name, text }) => {
      emulator.control.fanWrites(fanId, text, { accountId, name });
      await context.database.prisma.fan.updateMany({
        where: { displayName: "", addresses: { some: { externalId: fanId, account: { externalId: accountId } } } },
        data: { displayName: name },
      });
    },
    thread: async (accountId, fanId) => {
      const thread = emulator.control.thread(fanId, accountId);
      return {
        typing: thread.typing,
        ...(thread.seenAt ? { seenAt: thread.seenAt.toISOString() } : {}),
        messages: thread.messages.map((message) => ({
          id: message.id,
          from: message.from === "fan" ? ("fan" as const) : ("creator" as const),
          text: message.text,
          at: message.at.toISOString(),
          ...(message.imageUrl ? { imageUrl: message.imageUrl } : {}),
        })),
      };
    },
  };
}
