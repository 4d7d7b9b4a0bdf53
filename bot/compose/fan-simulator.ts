// The console's fan simulator over the emulated Instagram: what it writes arrives by signed webhook, like a real fan's.
import type { AppContext } from "../../agents/commands/context.ts";
import { simulatedFanId, writeAsFan } from "../../agents/commands/fan/simulated-fan.ts";
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
    write: ({ accountId, name, text }) =>
      writeAsFan(context, "instagram", { accountExternalId: accountId, name, text }),
    thread: async (accountId, name) => {
      const thread = emulator.control.thread(simulatedFanId(name), accountId);
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
