// One avatar with a linked account on an emulated TikTok, its webhooks coming in over HTTP as in the product.
import { accountConnect } from "../../../../agents/commands/account/account-connect.ts";
import { createApp } from "../../../../agents/commands/app.ts";
import { avatarCreate } from "../../../../agents/commands/avatar/avatar-create.ts";
import { advance } from "../../../../agents/commands/conversation/advance.ts";
import { createRegistry } from "../../../../agents/commands/registry.ts";
import { createTestContext } from "../../../../agents/commands/testing/test-context.ts";
import { buildFanReplyGraph } from "../../../../agents/graphs/fan-reply/graph.ts";
import { DAY_MS, ManualClock } from "../../../../agents/kernel/clock.ts";
import type { Database } from "../../../../prisma/client.ts";
import { createHttpServer } from "../../../http/server.ts";
import { startTiktokEmulator } from "../emulator/tiktok-emulator.ts";
import { openTiktok } from "../tiktok.ts";
import { APP } from "./tiktok-harness.ts";

const graph = buildFanReplyGraph();
let avatars = 0;

export async function createTiktokProduct(database: Database) {
  avatars += 1;
  const clock = new ManualClock();
  const emulator = await startTiktokEmulator({ app: APP, clock, retryDelaysMs: [5] });
  const environment = {
    TIKTOK_MESSAGES: "on",
    TIKTOK_CLIENT_KEY: APP.clientKey,
    TIKTOK_CLIENT_SECRET: APP.clientSecret,
    TIKTOK_BASE_URL: emulator.url,
  };
  let url = "";
  const config = { ...environment, TIKTOK_MESSAGES: "on" } as const;
  const tiktok = openTiktok({ config, clock, publicUrl: () => url });
  const { connectors, channels } = tiktok;
  const setting = await createTestContext({ database, clock, environment, ports: { connectors, channels } });
  const app = createApp(setting.context, createRegistry([]));
  const mounts = [tiktok.mount(() => app)];
  const server = createHttpServer({ app, config: { ...setting.context.config, PORT: 0 }, checks: [], mounts });
  url = `http://127.0.0.1:${await server.listen()}`;
  const name = `Luna ${avatars}`;
  await setting.run([avatarCreate], "avatar.create", { name, brief: "fitness and sea in Lisbon" });
  const { control } = emulator;
  const made = control.addAccount({ username: `luna.${avatars}`, tokenLifetimeMs: 30 * DAY_MS });
  const connect = ({ accessToken, refreshToken }: { accessToken: string; refreshToken?: string }) => {
    const tokens = { accessToken, ...(refreshToken === undefined ? {} : { refreshToken }) };
    return setting.run([accountConnect], "account.connect", { avatar: name, platform: "tiktok", ...tokens });
  };
  const linked = await connect({ accessToken: made.accessToken });
  const { prisma } = database;

  const thread = (fanId: string) =>
    prisma.conversation.findFirst({
      where: { fan: { addresses: { some: { externalId: control.conversationId(fanId, made.id) } } } },
      include: {
        messages: { orderBy: { seq: "asc" } },
        outbound: { orderBy: [{ upToSeq: "asc" }, { ordinal: "asc" }] },
        fan: { include: { addresses: true } },
        account: true,
      },
    });
  /** Whatever is due is done. */
  const work = async (fanId: string) => {
    const found = await thread(fanId);
    if (found) await advance(setting.context, graph, found.id, AbortSignal.timeout(20_000));
  };
  return {
    ...setting,
    clock,
    control,
    database,
    name,
    connect,
    linked,
    account: made,
    webhookUrl: `${url}/webhooks/tiktok`,
    emulatorUrl: emulator.url,
    /** As the row stands, with its messages; null: nobody wrote. */
    thread,
    work,
    /** Everything the fan did has come in, and what falls due is answered. */
    settle: async (fanId: string) => {
      await control.idle();
      clock.advance(15_000);
      await work(fanId);
      await control.idle();
    },
    received: (fanId: string) =>
      control
        .thread(fanId, made.id)
        .messages.filter((message) => message.from === "account")
        .map((message) => message.text),
    close: async () => {
      await server.close();
      await emulator.close();
      await setting.close();
    },
  };
}
