// A creator on the emulated Instagram with fans who write, for tests of conversations: real channel, database and graph.
import { startInstagramEmulator } from "../../../../bot/platforms/instagram/emulator/instagram-emulator.ts";
import { createInstagramChannel } from "../../../../bot/platforms/instagram/fan-channel.ts";
import { createSandboxCheckout } from "../../../../bot/platforms/sandbox-checkout/sandbox-checkout.ts";
import { buildFanReplyGraph } from "../../../graphs/fan-reply/graph.ts";
import { silentLogger } from "../../../kernel/log.ts";
import type { ChannelAttachment, ChannelEvent } from "../../../ports/fan-channel.ts";
import { avatarCreate } from "../../avatar/avatar-create.ts";
import type { Ports } from "../../context.ts";
import { receiveEvents } from "../../inbound/receive-events.ts";
import { callInternal } from "../../internal.ts";
import { createTestContext, type TestContext } from "../../testing/test-context.ts";
import { advance } from "../advance.ts";

export interface TestFan {
  readonly id: string;
  write(text: string, mid?: string, attachments?: readonly ChannelAttachment[]): Promise<string>;
  /** Somebody of the team writes to the fan in the app. */
  personWrites(text: string, mid: string): Promise<void>;
  /** Everything that falls due now is done. */
  settle(): Promise<void>;
  received(): readonly string[];
}

export interface TestCreator {
  readonly setting: TestContext;
  readonly instagram: Awaited<ReturnType<typeof startInstagramEmulator>>;
  readonly accountExternalId: string;
  readonly avatarId: string;
  readonly graph: ReturnType<typeof buildFanReplyGraph>;
  newFan(): TestFan;
  stateOf(fan: TestFan): ReturnType<typeof findState>;
  close(): Promise<void>;
}

/** @param publicUrl where the emulated platform fetches media */
export async function startCreator(own: Partial<Ports> = {}, publicUrl?: () => string): Promise<TestCreator> {
  const base = await createTestContext();
  const instagram = await startInstagramEmulator({ appSecret: "app-secret-app-secret", clock: base.clock });
  const options = { baseUrl: () => instagram.url, version: "v26.0", log: silentLogger, clock: base.clock };
  const checkout = createSandboxCheckout({
    baseUrl: () => "http://127.0.0.1:9",
    apiKey: "key",
    signingSecret: "secret",
  });
  const ports = { ...base.context.ports, channels: { instagram: createInstagramChannel(options) }, checkout, ...own };
  const { installation } = base.context;
  const context = {
    ...base.context,
    ports,
    installation: { ...installation, publicUrl: publicUrl ?? installation.publicUrl },
  };
  // What commands do goes through the same ports.
  const setting: TestContext = {
    ...base,
    context,
    as: (role, actor) => ({ ...base.as(role, actor), ports }),
  };
  await base.run([avatarCreate], "avatar.create", { name: "Luna", brief: "fitness and sea in Lisbon" });
  const { id: accountExternalId, token } = instagram.control.addAccount({ username: "luna" });
  const { id: avatarId } = await context.database.prisma.avatar.findFirstOrThrow();
  const seal = context.secrets.seal(token, { table: "Account", row: "acc_1", field: "accessToken" });
  const account = { platform: "instagram", externalId: accountExternalId, handle: "luna", emulated: true };
  await context.database.prisma.account.create({ data: { id: "acc_1", avatarId, ...account, accessToken: seal } });
  const graph = buildFanReplyGraph();
  const creator = { setting, instagram, accountExternalId, avatarId, graph };
  let fans = 0;
  return {
    ...creator,
    newFan: () => {
      fans += 1;
      return makeFan(creator, fans);
    },
    stateOf: (fan) => findState(setting, fan),
    close: async () => {
      await instagram.close();
      await setting.close();
    },
  };
}

const findState = (setting: TestContext, fan: TestFan) =>
  setting.context.database.prisma.conversation.findFirstOrThrow({
    where: { fan: { addresses: { some: { externalId: fan.id } } } },
    include: { outbound: { orderBy: [{ upToSeq: "asc" }, { ordinal: "asc" }] }, fan: true },
  });

type Creator = Omit<TestCreator, "newFan" | "stateOf" | "close">;

function makeFan({ setting, instagram, accountExternalId, graph }: Creator, number: number): TestFan {
  const id = `7000000000000${number}`;
  let conversationId = "";
  const receive = async (event: Pick<ChannelEvent, "eventId"> & Record<string, unknown>) => {
    const shared = { source: "instagram", accountExternalId, fanExternalId: id, at: setting.clock.now() };
    const events = [{ ...shared, ...event } as ChannelEvent];
    await callInternal(setting.context, receiveEvents, { platform: "instagram", events });
  };
  return {
    id,
    write: async (text, given, attachments = []) => {
      const mid =
        given ?? instagram.control.fanWrites(id, text, { accountId: accountExternalId, name: `Fan ${number}` });
      await receive({ eventId: `${mid}:message`, kind: "message", messageId: mid, text, attachments });
      const found = await setting.context.database.prisma.conversation.findFirst({
        where: { fan: { addresses: { some: { externalId: id } } } },
      });
      conversationId = found?.id ?? "";
      return mid;
    },
    personWrites: (text, mid) => receive({ eventId: `${mid}:echo`, kind: "echo", messageId: mid, text }),
    settle: async () => {
      setting.clock.advance(5_000);
      await advance(setting.context, graph, conversationId, new AbortController().signal);
    },
    received: () =>
      instagram.control
        .thread(id, accountExternalId)
        .messages.filter((message) => message.from === "account")
        .map((message) => message.text),
  };
}
