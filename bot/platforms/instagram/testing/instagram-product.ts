// One avatar with a linked account on an emulated Instagram, its webhooks coming in over HTTP as in the product.
import { accountConnect } from "../../../../agents/commands/account/account-connect.ts";
import { createApp } from "../../../../agents/commands/app.ts";
import { avatarCreate } from "../../../../agents/commands/avatar/avatar-create.ts";
import { advance } from "../../../../agents/commands/conversation/advance.ts";
import { createRegistry } from "../../../../agents/commands/registry.ts";
import { createTestContext } from "../../../../agents/commands/testing/test-context.ts";
import { buildFanReplyGraph } from "../../../../agents/graphs/fan-reply/graph.ts";
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import { silentLogger } from "../../../../agents/kernel/log.ts";
import type { Database } from "../../../../prisma/client.ts";
import { createHttpServer } from "../../../http/server.ts";
import { createInstagramConnector } from "../connector.ts";
import { startInstagramEmulator } from "../emulator/instagram-emulator.ts";
import { createInstagramChannel } from "../fan-channel.ts";
import { instagramWebhookMount } from "../webhook-mount.ts";

export const APP_SECRET = "test_app_secret";
const graph = buildFanReplyGraph();
let avatars = 0;

export async function createInstagramProduct(database: Database) {
  avatars += 1;
  const handle = `luna.${avatars}`;
  const clock = new ManualClock();
  let url = "";
  const served = await startInstagramEmulator({
    appSecret: APP_SECRET,
    clock,
    webhookUrl: "http://127.0.0.1:9",
    retryDelaysMs: [5],
    humanAgentGranted: true,
    // The receiver listens later than the emulator.
    fetch: (target, init) =>
      fetch(String(target).startsWith("http://127.0.0.1:9") ? `${url}/webhooks/instagram` : target, init),
  });
  const options = { baseUrl: () => served.url, version: "v26.0", log: silentLogger, clock, timeoutMs: 2_000 };
  const channels = { instagram: createInstagramChannel(options) };
  const connectors = { instagram: createInstagramConnector(options) };
  const setting = await createTestContext({ database, clock, ports: { channels, connectors } });
  const app = createApp(setting.context, createRegistry([]));
  const mounts = [instagramWebhookMount({ app: () => app, appSecret: APP_SECRET, verifyToken: "verify" })];
  const server = createHttpServer({ app, config: { ...setting.context.config, PORT: 0 }, checks: [], mounts });
  url = `http://127.0.0.1:${await server.listen()}`;
  const name = `Luna ${avatars}`;
  await setting.run([avatarCreate], "avatar.create", { name, brief: "fitness and sea in Lisbon" });
  const made = served.control.addAccount({ username: handle });
  const linked = await setting.run([accountConnect], "account.connect", { avatar: name, accessToken: made.token });
  const { control } = served;
  const { prisma } = database;

  const thread = (fanId: string) =>
    prisma.conversation.findFirst({
      where: { account: { externalId: made.id }, fan: { addresses: { some: { externalId: fanId } } } },
      include: {
        messages: { orderBy: { seq: "asc" } },
        outbound: { orderBy: [{ upToSeq: "asc" }, { ordinal: "asc" }] },
        fan: { include: { addresses: true, memories: true } },
      },
    });
  const settle = async (fanId: string) => {
    await control.idle();
    clock.advance(15_000);
    const found = await thread(fanId);
    if (found) await advance(setting.context, graph, found.id, AbortSignal.timeout(20_000));
    await control.idle();
    return found;
  };
  return {
    ...setting,
    clock,
    control,
    database,
    name,
    linked,
    emulatorUrl: served.url,
    account: made,
    webhookUrl: `${url}/webhooks/instagram`,
    /** As the row stands, with its messages; null: nobody wrote. */
    thread,
    /** Everything the fan did has come in, and what falls due is answered. */
    settle,
    received: (fanId: string) =>
      control
        .thread(fanId, made.id)
        .messages.filter((message) => message.from === "account")
        .map((message) => message.text),
    close: async () => {
      await server.close();
      await served.close();
      await setting.close();
    },
  };
}
