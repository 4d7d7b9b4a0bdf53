// The whole business over HTTP: a creator, pictures, a post, fans who get answers, a sale, and everything that must not happen.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { texts } from "../../agents/texts/texts.ts";
import { SIGNATURE_HEADER, signNotice } from "../platforms/sandbox-checkout/payment-notice.ts";
import { startTelegramEmulator, type TelegramEmulator } from "../surfaces/telegram/emulator/telegram-emulator.ts";
import { fanOf, type TestFan } from "./testing/fan.ts";
import { eventually, makeBatch, type Product, startProduct } from "./testing/product.ts";

const words = texts("en");
const spanish = texts("es");
const DAN_ON_TELEGRAM = 52_001;
let telegram: TelegramEmulator;
let product: Product;
let alex: TestFan;
let bea: TestFan;
let cleo: TestFan;
let offerUrl = "";
let galleryUrl = "";

beforeAll(async () => {
  telegram = await startTelegramEmulator({ username: "luna_bot" });
  product = await startProduct({ TELEGRAM_API_ROOT: telegram.apiRoot });
  // Two more than the pack takes: what the moderator raises by mistake is not in it.
  await makeBatch(product, "Luna", 8);
  await product.run("batch.approve", { batch: "luna-b1" });
  await product.run("account.connect", { avatar: "luna", platform: "telegram", accessToken: telegram.token });
  await product.run("account.link", { avatar: "luna" });
  await product.run("pack.create", { avatar: "luna", step: "starter", count: 6 });
  alex = fanOf(product, "7000000000000001", "Alex");
  bea = fanOf(product, "7000000000000002", "Bea");
  cleo = fanOf(product, "7000000000000003", "Cleo");
});
afterAll(async () => {
  await product?.close();
  await telegram?.close();
});

async function webhook(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(product.url + path, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}

const form = (fields: Record<string, string>): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(fields),
  redirect: "manual",
});

describe("the loop", { timeout: 60_000 }, () => {
  it("made pictures with captions, files and provenance, and publishes one with the AI label", async () => {
    const pieces = await product.prisma.piece.findMany({ include: { asset: true } });
    expect(pieces).toHaveLength(8);
    for (const piece of pieces) {
      expect(piece).toMatchObject({ state: "approved", caption: expect.stringMatching(/\S/) });
      expect(piece.asset).toMatchObject({ synthetic: true, labelled: true, contentType: "image/png" });
    }
    const piece = `luna-${pieces.find(({ tier }) => tier === "safe")?.number}`;
    await product.run("post.now", { piece });
    const post = await eventually(() =>
      product.prisma.scheduledPost.findFirstOrThrow({ where: { state: "published" } }),
    );
    expect(post).toMatchObject({ labelled: true, permalink: expect.stringContaining("/p/") });
    const page = await fetch(post.permalink ?? "");
    expect(page.status).toBe(200);
    expect((await product.call("post.now", { piece })).status).toBe(409);
  });

  it("takes in no webhook whose signature is missing or wrong", async () => {
    const body = JSON.stringify({ object: "instagram", entry: [] });
    expect((await webhook("/webhooks/instagram", body)).status).toBe(401);
    const wrong = { "x-hub-signature-256": `sha256=${"0".repeat(64)}` };
    expect((await webhook("/webhooks/instagram", body, wrong)).status).toBe(401);
    expect((await webhook("/webhooks/payments/sandbox", "{}")).status).toBe(401);
    expect(await product.prisma.inboundEvent.count()).toBe(0);
    expect(await product.prisma.paymentEvent.count()).toBe(0);
  });

  it("answers each fan once, after the disclosure in their language, and locks the minor", async () => {
    alex.writes("Hi Luna! I love your photos so much, they are beautiful. How is your day going?", 3);
    bea.writes("hey im 16 and i love your pics");
    cleo.writes("Hola Luna, ¿qué tal tu día?");
    telegram.operatorWrites(DAN_ON_TELEGRAM, DAN_ON_TELEGRAM, "/start", { languageCode: "es" });
    const [toAlex, toBea, toCleo, toDan] = await Promise.all([alex.got(2), bea.got(2), cleo.got(2), danGot(2)]);
    expect([toAlex[0], toBea[0]]).toEqual([words.fans.disclosure("Luna"), words.fans.disclosure("Luna")]);
    expect([toCleo[0], toDan[0]]).toEqual([spanish.fans.disclosure("Luna"), spanish.fans.disclosure("Luna")]);
    expect(toBea[1]).toBe(words.fans.minor);
    const { messages, disclosedAt } = await alex.conversation();
    expect(messages.map((message) => message.kind)).toEqual(["text", "disclosure", "reply"]);
    expect(disclosedAt).not.toBeNull();
    expect((await bea.conversation()).minorLockedAt).not.toBeNull();
  });

  it("offers a pack at the row's price to who asks for it, nothing to the locked, and obeys the opt-out", async () => {
    alex.writes("How much is a pack? I want to buy one, your photos are amazing!");
    bea.writes("how much is a pack? i want to buy your exclusive photos");
    cleo.writes("BAJA");
    const [received, toCleo] = await Promise.all([alex.got(4), cleo.got(3)]);
    // The fan has the message a moment before its row says so.
    const offer = await eventually(() =>
      product.prisma.offer.findFirstOrThrow({ where: { state: "shown" }, include: { pack: true } }),
    );
    offerUrl = `${product.url}/o/${offer.token}`;
    expect(words.fans.replies.before_offer.map((line) => line("Luna", ""))).toContain(received[2]);
    expect(received[3]).toBe(words.fans.offerLine(offer.pack?.name ?? "", `$${offer.priceUsd}`, offerUrl));
    expect(offer).toMatchObject({ state: "shown", sandbox: true });
    expect(toCleo[2]).toBe(spanish.fans.optOut);
    await blocked(bea, "C11:minor_lock");
    expect(bea.received()).toHaveLength(2);
    expect(await product.prisma.offer.count({ where: { state: { in: ["shown", "paid"] } } })).toBe(1);
    const byHand = { conversation: (await bea.conversation()).id, pack: "starter" };
    expect((await product.call("offer.make", byHand)).status).toBe(422);
  });

  it("answers no echo: what was sent stands once in the thread", async () => {
    await product.running.opened.platforms.instagramEmulator?.control.idle();
    const { messages, lastSeq, botPausedUntil } = await alex.conversation();
    expect(messages.filter((message) => message.direction === "in")).toHaveLength(2);
    expect(messages.flatMap((message) => (message.direction === "out" ? message.text : []))).toEqual(alex.received());
    expect([messages.length, botPausedUntil]).toEqual([lastSeq, null]);
    expect(await product.prisma.inboundEvent.count({ where: { kind: "echo" } })).toBe(9);
  });

  it("shows an open offer again by the same link to who asks again", async () => {
    alex.writes("please send me the pack, I want to buy it");
    await eventually(async () => expect(alex.received().filter((text) => text.includes(offerUrl))).toHaveLength(2));
    expect(await product.prisma.offer.count()).toBe(1);
  });

  it("shows the offer, asks for the age, and keeps the gallery closed until it is paid", async () => {
    const page = await fetch(offerUrl);
    expect(page.status).toBe(200);
    const text = await page.text();
    for (const shown of ["$29.99", words.sales.offerAi("Luna"), words.sales.offerAdult, words.sales.offerSandbox])
      expect(text).toContain(shown);
    const refused = await fetch(offerUrl, form({}));
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(words.sales.offerNeedsAdult)]);
    const toPay = await fetch(offerUrl, form({ adult: "on" }));
    expect(toPay.status).toBe(303);
    const paymentUrl = toPay.headers.get("location") ?? "";
    expect(await (await fetch(paymentUrl)).text()).toContain("$29.99");
    const purchase = await product.prisma.purchase.findFirstOrThrow();
    galleryUrl = `${product.url}/g/${purchase.galleryToken}`;
    const waiting = await (await fetch(galleryUrl)).text();
    expect(waiting).toContain(words.sales.galleryWaiting);
    expect(waiting).not.toContain("/media/");

    await refusesAlteredPayment(purchase);

    const paid = await fetch(paymentUrl, form({}));
    expect([paid.status, paid.headers.get("location")]).toEqual([303, galleryUrl]);
  });

  async function refusesAlteredPayment(purchase: { intentId: string; avatarId: string }): Promise<void> {
    const { secrets } = product.running.app.context;
    const secret = secrets.sign("sandbox-payments", "webhook-secret");
    const facts = { kind: "paid", intentId: purchase.intentId, chargeId: "ch_altered", currency: "USD" };
    const now = new Date();
    const body = JSON.stringify({
      ...{ id: "evt_altered", ...facts, amountCents: 100, payee: `vixenbliss:${purchase.avatarId}` },
      occurredAt: now.toISOString(),
    });
    const forged = await webhook("/webhooks/payments/sandbox", body, {
      [SIGNATURE_HEADER]: signNotice("not the secret", body, now),
    });
    expect(forged.status).toBe(401);
    const signed = { [SIGNATURE_HEADER]: signNotice(secret, body, now) };
    const answers = [
      await webhook("/webhooks/payments/sandbox", body, signed),
      await webhook("/webhooks/payments/sandbox", body, signed),
    ];
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
      { state: "received" },
      { state: "duplicate" },
    ]);
    await eventually(async () => {
      expect(await product.prisma.paymentEvent.findMany()).toMatchObject([{ state: "refused", reason: "amount" }]);
    });
    expect(await (await fetch(galleryUrl)).text()).toContain(words.sales.galleryWaiting);
  }

  it("opens the gallery after the payment, tells the fan, and counts it once as play money", async () => {
    const received = await alex.got(7);
    expect(received[6]).toBe(words.fans.delivered(galleryUrl));
    const gallery = await (await fetch(galleryUrl)).text();
    expect(gallery).toContain(words.sales.galleryAi);
    const pictures = [...gallery.matchAll(/<img src="([^"]+)"/g)].map(([, src]) =>
      (src ?? "").replaceAll("&amp;", "&"),
    );
    expect(pictures).toHaveLength(6);
    for (const picture of pictures) {
      const file = await fetch(product.url + picture);
      expect([file.status, file.headers.get("content-type")]).toEqual([200, "image/png"]);
    }
    expect((await fetch(product.url + (pictures[0] ?? "").replace(/\?.*/, ""))).status).toBe(401);
    expect((await fetch(offerUrl)).status).toBe(410);
    expect(await product.prisma.purchase.findMany()).toMatchObject([{ state: "paid", sandbox: true }]);
    const { total } = await product.run<{ total: object }>("report.pnl", { avatar: "luna" });
    expect(total).toMatchObject({
      play: { revenueMicros: 29_990_000, sales: 1, payers: 1 },
      real: { revenueMicros: 0, sales: 0 },
      offersShown: 1,
      offersPaid: 1,
    });
  });

  it("leaves the thread to the person who answers in the app, and stays silent after the opt-out", async () => {
    const ana = "Hi, Ana of the team here";
    product.running.opened.platforms.instagramEmulator?.control.accountWrites("7000000000000001", ana);
    await eventually(async () => expect((await alex.conversation()).botPausedUntil).not.toBeNull());
    alex.writes("oh hi Ana, thank you!");
    cleo.writes("¿sigues ahí?");
    await blocked(cleo, "C14:opted_out");
    expect((await alex.conversation()).messages.at(-1)?.text).toBe("oh hi Ana, thank you!");
    expect(alex.received().at(-1)).toBe(ana);
    expect(cleo.received()).toHaveLength(3);
  });

  it("lets the operator play a fan by command, until the answer is there", async () => {
    const written = await product.run<{ waiting: boolean }>("fan.write", {
      avatar: "luna",
      as: "Eve",
      text: "hi Luna!",
    });
    expect(written).toMatchObject({ waiting: true, messages: [{ from: "fan", text: "hi Luna!" }] });
    await eventually(async () => {
      const thread = await product.run("fan.thread", { avatar: "luna", as: "eve" });
      expect(thread).toMatchObject({
        waiting: false,
        messages: [{ from: "fan" }, { from: "avatar" }, { from: "avatar" }],
      });
    });
    expect(await product.prisma.fan.count({ where: { displayName: "Eve" } })).toBe(1);
    await product.run("avatar.create", { name: "Nora", brief: "books and tea in Porto" });
    expect(await product.call("fan.write", { avatar: "nora", text: "hi" })).toMatchObject({
      code: "not_configured",
      remedy: "account link nora",
    });
  });
});

/** Texts the fan got from the avatar's own bot. */
function danGot(count: number): Promise<readonly string[]> {
  return telegram.waitFor(
    DAN_ON_TELEGRAM,
    (messages) => {
      const ours = messages.filter((message) => message.from === "bot").map((message) => message.text);
      return ours.length >= count ? ours : undefined;
    },
    20_000,
  );
}

/** Resolves once an answer to this fan was stopped by that rule. */
async function blocked(fan: TestFan, by: string): Promise<void> {
  await eventually(async () => {
    const { outbound } = await fan.conversation();
    expect(outbound.flatMap((message) => message.blockedBy ?? [])).toContain(by);
  });
}
