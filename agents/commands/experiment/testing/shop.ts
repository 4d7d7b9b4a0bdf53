// An avatar with packs on a channel that counts as real, fans who write to it, and payments that settle.
import { startInstagramEmulator } from "../../../../bot/platforms/instagram/emulator/instagram-emulator.ts";
import { createInstagramChannel } from "../../../../bot/platforms/instagram/fan-channel.ts";
import { createSandboxCheckout } from "../../../../bot/platforms/sandbox-checkout/sandbox-checkout.ts";
import { buildFanReplyGraph } from "../../../graphs/fan-reply/graph.ts";
import { silentLogger } from "../../../kernel/log.ts";
import { receivePayment } from "../../checkout/receive-payment.ts";
import { settlePayment } from "../../checkout/settle-payment.ts";
import { payeeOf } from "../../checkout/start-checkout.ts";
import { advance } from "../../conversation/advance.ts";
import { receiveEvents } from "../../inbound/receive-events.ts";
import { callInternal } from "../../internal.ts";
import { seedPriceBook } from "../../money/seed-price-book.ts";
import { createTestContext, type TestOverrides } from "../../testing/test-context.ts";

export const AVATAR_ID = "avt_luna";
const graph = buildFanReplyGraph();

export async function openShop(overrides: TestOverrides = {}) {
  const base = await createTestContext(overrides);
  const instagram = await startInstagramEmulator({ appSecret: "app-secret-app-secret", clock: base.clock });
  const options = { baseUrl: () => instagram.url, version: "v26.0", log: silentLogger, clock: base.clock };
  const sandbox = createSandboxCheckout({
    baseUrl: () => "http://127.0.0.1:9",
    apiKey: "key",
    signingSecret: "secret",
  });
  const checkout = { ...sandbox, info: { ...sandbox.info, sandbox: false } };
  const ports = { ...base.context.ports, channels: { instagram: createInstagramChannel(options) }, checkout };
  const setting = { ...base, context: { ...base.context, ports } };
  const { prisma } = setting.context.database;
  await prisma.avatar.create({
    data: { id: AVATAR_ID, slug: "luna", name: "Luna", statedAge: 25, brief: "b", state: "active", autonomy: "auto" },
  });
  const { id: externalId, token } = instagram.control.addAccount({ username: "luna" });
  const accessToken = setting.context.secrets.seal(token, { table: "Account", row: "acc_1", field: "accessToken" });
  await prisma.account.create({
    data: { id: "acc_1", avatarId: AVATAR_ID, platform: "instagram", externalId, handle: "luna", accessToken },
  });
  const pack = { avatarId: AVATAR_ID, pieceCount: 1, explicitFrom: 1, explicitTo: 1 };
  await prisma.pack.createMany({
    data: [
      { ...pack, id: "pck_s", slug: "first-set", name: "First set", step: "starter", priceUsd: "29.99" },
      { ...pack, id: "pck_d", slug: "second-set", name: "Second set", step: "deluxe", priceUsd: "59.99" },
    ],
  });
  await seedPriceBook(setting.context);
  let fans = 0;

  return {
    setting,
    prisma,
    close: async () => {
      await instagram.close();
      await setting.close();
    },
    newFan() {
      fans += 1;
      const external = `7000000000${fans}`;
      const address = { fan: { addresses: { some: { externalId: external } } } };
      const conversation = () => prisma.conversation.findFirstOrThrow({ where: address, include: { outbound: true } });
      const write = async (text: string) => {
        const mid = instagram.control.fanWrites(external, text, { accountId: externalId, name: `Fan ${fans}` });
        const event = {
          ...{ source: "instagram", eventId: `${mid}:message`, accountExternalId: externalId, messageId: mid, text },
          ...{ fanExternalId: external, at: setting.clock.now(), kind: "message" as const, attachments: [] },
        };
        await callInternal(setting.context, receiveEvents, { platform: "instagram", events: [event] });
      };
      const settle = async () => {
        setting.clock.advance(5_000);
        await advance(setting.context, graph, (await conversation()).id, new AbortController().signal);
      };
      return {
        conversation,
        write,
        settle,
        async says(text: string) {
          await write(text);
          await settle();
        },
        /** The platform takes nothing for them any more. */
        block: () =>
          instagram.control.addFault({
            ...{ operation: "send", recipientId: external, times: 1 },
            fault: { kind: "error", code: 551, status: 400 },
          }),
        /** What the account sent, oldest first. */
        received: () =>
          instagram.control
            .thread(external, externalId)
            .messages.filter((message) => message.from === "account")
            .map((message) => message.text),
        assignments: async () =>
          await prisma.experimentAssignment.findMany({
            where: { fanId: (await conversation()).fanId },
            include: { variant: true, experiment: true },
            orderBy: { createdAt: "asc" },
          }),
      };
    },
    /** A verified payment of an offer; told twice, as providers do. */
    async pay(offerId: string, isSandbox = false) {
      const offer = await prisma.offer.findUniqueOrThrow({ where: { id: offerId } });
      const intentId = `intent-${offerId}-${isSandbox}`;
      const { provider } = checkout.info;
      await prisma.purchase.create({
        data: {
          ...{ id: `pur_${intentId}`, avatarId: AVATAR_ID, fanId: offer.fanId, offerId, provider, intentId },
          ...{ amountUsd: offer.priceUsd, sandbox: isSandbox, galleryToken: intentId },
        },
      });
      const event = {
        ...{ provider, eventId: `evt-${intentId}`, kind: "paid" as const, intentId, chargeId: `ch-${intentId}` },
        ...{ amountCents: Math.round(Number(offer.priceUsd) * 100), currency: "USD", payee: payeeOf(AVATAR_ID) },
        occurredAt: setting.clock.now(),
      };
      for (const eventId of [event.eventId, `${event.eventId}-again`]) {
        await callInternal(setting.context, receivePayment, { event: { ...event, eventId } });
        const row = await prisma.paymentEvent.findFirstOrThrow({ where: { eventId } });
        await settlePayment(setting.context, row.id);
        setting.clock.advance(1_000);
      }
    },
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;
