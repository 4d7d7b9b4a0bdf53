// A pack as paid media: from the operator's command to what the fan bought in the chat, and what is refused on the way.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { accountConnect } from "../../../agents/commands/account/account-connect.ts";
import { createApp } from "../../../agents/commands/app.ts";
import { avatarCreate } from "../../../agents/commands/avatar/avatar-create.ts";
import { refundNow } from "../../../agents/commands/checkout/refund-now.ts";
import { offerMedia } from "../../../agents/commands/offer/offer-media.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { createTestContext, type TestContext } from "../../../agents/commands/testing/test-context.ts";
import { DAY_MS } from "../../../agents/kernel/clock.ts";
import { createSecretBox } from "../../../agents/kernel/secret.ts";
import { workOff } from "../../../jobs/handlers/testing/work-off.ts";
import { mediaMount } from "../../http/media-mount.ts";
import { createHttpServer, type HttpServer } from "../../http/server.ts";
import { createStarsCheckout } from "./stars-checkout.ts";
import { takeUpdate } from "./take-update.ts";
import { createTelegramFans, type TelegramFans } from "./telegram-fans.ts";
import { createTelegramHarness, FAN } from "./testing/telegram-harness.ts";

const PIECES = 12;
const secrets = createSecretBox("a-test-key-that-is-never-used-outside-tests");
const signal = AbortSignal.timeout(60_000);

let harness: Awaited<ReturnType<typeof createTelegramHarness>>;
let setting: TestContext;
let fans: TelegramFans;
let server: HttpServer;
let url = "";
let conversation = { id: "", fanId: "", avatarId: "" };

beforeAll(async () => {
  harness = await createTelegramHarness("700900");
  const { clock, telegram, options } = harness;
  fans = createTelegramFans({ ...options, secrets, publicUrl: () => url, isPushed: () => true });
  const checkout = createStarsCheckout({ ...options, starMicros: 20_000 });
  const ports = { connectors: { telegram: fans.connector }, channels: { telegram: fans.channel }, checkout };
  const installation = { version: "t", startedAt: clock.now(), publicUrl: () => url, emulated: new Set<string>() };
  setting = await createTestContext({ secrets, ports, clock, installation });
  const app = createApp(setting.context, createRegistry([]));
  const mounts = [fans.mount(() => app), mediaMount(app)];
  server = createHttpServer({ app, config: { ...setting.context.config, PORT: 0 }, checks: [], mounts });
  url = `http://127.0.0.1:${await server.listen()}`;
  await setting.run([avatarCreate], "avatar.create", { name: "Luna", brief: "fitness and sea in Lisbon" });
  const connecting = { avatar: "luna", platform: "telegram", accessToken: telegram.token };
  await setting.run([accountConnect], "account.connect", connecting);
  await delivered();
  conversation = await prisma().conversation.findFirstOrThrow();
});
afterAll(async () => {
  await fans.close();
  await server.close();
  await setting.close();
  await harness.close();
});

const prisma = () => setting.context.database.prisma;
const delivered = () =>
  vi.waitFor(() => expect(harness.telegram.webhookInfo().pending_update_count).toBe(0), { timeout: 10_000 });
const settle = async () => {
  // What is done may be told of by another update.
  for (let round = 0; round < 2; round += 1) {
    await delivered();
    await workOff({ ...setting, clock: harness.clock });
  }
};
const age = (ageState: "unknown" | "declared_adult" | "minor") =>
  prisma().fan.update({ where: { id: conversation.fanId }, data: { ageState } });
const offer = (pack: string) => setting.run([offerMedia], "offer.media", { conversation: conversation.id, pack });
const inChat = () => harness.telegram.messages(FAN).filter(({ paid }) => paid !== undefined);
const purchaseOf = (packId: string) =>
  prisma().purchase.findFirstOrThrow({ where: { offer: { packId } }, orderBy: { createdAt: "desc" } });

async function pack(id: string, priceUsd = "29.99", pieces = 1, explicitTo = 3): Promise<void> {
  const { avatarId } = conversation;
  const facts = { slug: id, name: "Weekend", step: "starter", pieceCount: pieces, explicitFrom: 1, explicitTo };
  await prisma().pack.create({ data: { ...facts, id, avatarId, priceUsd } });
  const picture = await fetch(harness.imageUrl).then(async (answer) => new Uint8Array(await answer.arrayBuffer()));
  const file = { contentType: "image/jpeg", bytes: 1, provider: "comfyui", model: "m", prompt: "x", parameters: {} };
  const made = { templateKey: "t", prompt: "x", seed: 1, tier: "safe", explicitness: 2, state: "approved" } as const;
  const before = await prisma().piece.count();
  for (let index = 0; index < pieces; index += 1) {
    const key = `packs/${id}-${index}.jpg`;
    await setting.context.ports.store.put(key, picture, "image/jpeg");
    await prisma().asset.create({
      data: { ...file, id: key, avatarId, kind: "image", storageKey: key, sha256: key, synthetic: false },
    });
    await prisma().piece.create({ data: { ...made, id: key, avatarId, number: before + index + 1, assetId: key } });
    await prisma().packPiece.create({ data: { id: key, packId: id, pieceId: key, position: index } });
  }
}

test("who has not said that they are an adult, a minor, and a price over the channel's are refused", async () => {
  await pack("first");
  expect(await offer("first")).toMatchObject({ problem: { reason: "age" } });
  await age("minor");
  expect(await offer("first")).toMatchObject({ problem: { code: "refused" } });
  await age("declared_adult");
  expect(await offer("subscription")).toMatchObject({ problem: { code: "refused" } });
  await pack("explicit", "29.99", 1, 6);
  expect(await offer("explicit")).toMatchObject({ problem: { reason: "provider" } });
  await pack("dear", "501.00");
  await prisma().spendLimit.create({
    data: { scope: "workspace", dailyUsd: "5000", monthlyUsd: "5000", updatedAt: harness.clock.now() },
  });
  expect(await offer("dear")).toMatchObject({ problem: { reason: "too_dear" } });
  await prisma().spendLimit.deleteMany();
});

test("a pack is sent once, protected, at the price of the list in Stars, and holds the fan's limit", async () => {
  await pack("weekend", "29.99", PIECES);
  const limit = { scope: `fan:${conversation.fanId}`, fanId: conversation.fanId, updatedAt: harness.clock.now() };
  await prisma().spendLimit.create({ data: { ...limit, dailyUsd: "40.00" } });
  expect(await offer("weekend")).toMatchObject({
    state: "done",
    output: { priceCents: 2_999, asked: { amount: 1_500, currency: "XTR" }, items: 10, pieces: PIECES },
  });
  expect(await offer("weekend")).toMatchObject({ problem: { reason: "in_chat" } });
  expect(await offer("first")).toMatchObject({ problem: { reason: "limit" } });
  await settle();
  const [message, ...others] = inChat();
  expect(others).toEqual([]);
  expect(message).toMatchObject({ text: "Weekend: 10 pictures", paid: { stars: 1_500, isProtected: true } });
  expect(message?.paid?.items).toHaveLength(10);
});

test("what is bought there is recorded once, with its charge, and opens the gallery", async () => {
  const { charge, updateId } = harness.telegram.personBuysMedia(FAN, inChat()[0]?.id ?? 0);
  await settle();
  harness.telegram.repeat(updateId ?? 0);
  await settle();
  expect(await purchaseOf("weekend")).toMatchObject({ state: "paid", chargeId: charge.id, quoteAmount: 1_500 });
  expect(await prisma().paymentEvent.findMany()).toMatchObject([{ kind: "paid", state: "applied" }]);
  expect(harness.sentTo(String(FAN)).filter((text) => text.includes("/g/"))).toHaveLength(1);
  expect(String((await prisma().fan.findUniqueOrThrow({ where: { id: conversation.fanId } })).spentUsd)).toBe("29.99");
  expect(await offer("weekend")).toMatchObject({ problem: { reason: "owned" } });
});

test("given back, the money is told of by its charge alone and the gallery closes", async () => {
  const { id } = await purchaseOf("weekend");
  await prisma().purchase.update({ where: { id }, data: { refundDueReason: "by_operator" } });
  await refundNow(setting.context, id, signal);
  await settle();
  expect(harness.telegram.bill()).toMatchObject([{ isPaidMedia: true, isRefunded: true }]);
  expect(await purchaseOf("weekend")).toMatchObject({ state: "refunded", unlockedAt: null });
});

test("bought after the fan turned out to be a minor, it is given back by itself", async () => {
  await prisma().spendLimit.deleteMany();
  harness.clock.advance(2 * DAY_MS);
  harness.telegram.operatorWrites(FAN, FAN, "hello again");
  await settle();
  expect(await offer("first")).toMatchObject({ state: "done" });
  await settle();
  await age("minor");
  harness.telegram.personBuysMedia(FAN, inChat().at(-1)?.id ?? 0);
  await settle();
  expect(await purchaseOf("first")).toMatchObject({ state: "refunded", unlockedAt: null });
});

test("withdrawn before it went out, it is not sent", async () => {
  await age("declared_adult");
  await pack("third");
  expect(await offer("third")).toMatchObject({ state: "done" });
  await prisma().offer.updateMany({ where: { packId: "third" }, data: { state: "withdrawn" } });
  const before = inChat().length;
  await settle();
  expect(inChat()).toHaveLength(before);
  expect(await prisma().outboundMessage.count({ where: { form: "paid_media", error: "offer_gone" } })).toBe(1);
  expect(await purchaseOf("third")).toMatchObject({ state: "pending" });
});

test("what nobody offered, or somebody else bought, unlocks nothing", async () => {
  const bought = (id: number, intentId: unknown) => {
    const told = { from: { id }, paid_media_payload: intentId };
    return takeUpdate(setting.context, harness.options, { update_id: 1, purchased_paid_media: told }, "700900");
  };
  const before = await prisma().paymentEvent.count();
  await bought(FAN, 7);
  await bought(FAN, "");
  // The bill knows of no such purchase.
  await bought(FAN + 1, (await purchaseOf("third")).intentId);
  expect(await prisma().paymentEvent.count()).toBe(before);
  expect(await purchaseOf("third")).toMatchObject({ state: "pending" });
});
