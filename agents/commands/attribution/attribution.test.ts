// A fan's way from a post to a payment, through the same doors as in the product: events in, a payment settled, the report.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ATTRIBUTION_WINDOW_DAYS } from "../../domain/sales/attribution.ts";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import type { VerifiedPaymentEvent } from "../../ports/checkout.ts";
import type { ChannelEvent, Referral } from "../../ports/fan-channel.ts";
import { payeeOf } from "../checkout/start-checkout.ts";
import { createShop, type Shop } from "../checkout/testing/shop.ts";
import { openThread } from "../comment/open-thread.ts";
import { deletionStatus, requestDeletion } from "../erasure/deletion-request.ts";
import { eraseFan } from "../erasure/erase-fan.ts";
import { fanPath } from "../fan/fan-path.ts";
import { heldAboutFan } from "../fan/held-about-fan.ts";
import { receiveEvents } from "../inbound/receive-events.ts";
import { callInternal } from "../internal.ts";
import { reportCommands } from "../report/commands.ts";

let shop: Shop;
let numbers = 0;

beforeAll(async () => {
  shop = await createShop();
  await shop.pieces(2);
  const pieces = await shop.prisma.piece.findMany({ orderBy: { number: "asc" } });
  for (const [index, piece] of pieces.entries()) {
    await shop.prisma.piece.update({ where: { id: piece.id }, data: { templateKey: `template_${index}` } });
    const post = {
      pieceId: piece.id,
      accountId: "acc_1",
      state: "published" as const,
      dueAt: shop.context.clock.now(),
    };
    await shop.prisma.scheduledPost.create({
      data: { ...post, id: `pst_${index}`, caption: "x", contentHash: "x", externalId: `media_${index}` },
    });
  }
});
afterAll(() => shop.close());
// Each test looks back at a time of its own.
beforeEach(() => shop.setting.clock.advance(60 * DAY_MS));

function newFan() {
  numbers += 1;
  const fanExternalId = `fan_x_${numbers}`;
  const events = (list: readonly Partial<ChannelEvent>[]) =>
    callInternal(shop.context, receiveEvents, {
      platform: "instagram",
      events: list.map((event) => ({
        ...{ source: "instagram", accountExternalId: "1", fanExternalId, at: shop.context.clock.now() },
        ...event,
      })) as ChannelEvent[],
    });
  const next = () => {
    numbers += 1;
    return String(numbers);
  };
  return {
    fanExternalId,
    comments: (postExternalId: string) => {
      const commentId = next();
      const comment = { kind: "comment" as const, commentId, text: "wow", postExternalId };
      return events([
        { ...comment, eventId: `${commentId}:comment` },
        { ...comment, eventId: `${commentId}:again` },
      ]);
    },
    writes: (more: { about?: object; referral?: Referral } = {}) => {
      const messageId = next();
      const message = {
        kind: "message" as const,
        messageId,
        text: "hi",
        attachments: [],
        eventId: `${messageId}:message`,
      };
      return events([{ ...message, ...more } as Partial<ChannelEvent>]);
    },
    conversation: () =>
      shop.prisma.conversation.findFirstOrThrow({
        where: { fan: { addresses: { some: { externalId: fanExternalId } } } },
      }),
  };
}
type Fan = ReturnType<typeof newFan>;

async function buys(fan: Fan, usd = "29.99") {
  const { id: conversationId, fanId } = await fan.conversation();
  const purchase = await shop.buying({ fanId, conversationId }, usd);
  numbers += 1;
  const event: VerifiedPaymentEvent = {
    ...{ provider: "sandbox", eventId: `evt_a${numbers}`, kind: "paid", intentId: purchase.intentId },
    ...{ chargeId: `ch_${purchase.id}`, amountCents: Math.round(Number(usd) * 100), currency: "USD" },
    payee: payeeOf(shop.avatarId),
    occurredAt: shop.context.clock.now(),
  };
  await shop.tell(event);
  return purchase;
}
const touchesOf = (purchaseId: string) =>
  shop.prisma.purchaseTouch.findMany({ where: { purchaseId }, orderBy: { position: "asc" } });

interface Line {
  readonly key: string;
  readonly revenueMicros: number;
}
async function report(input: object = {}) {
  const result = await shop.setting.run(reportCommands, "report.attribution", input);
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return result.output as { lines: Line[]; csv: string; unknownShare: number | null; isPlay: boolean };
}

test("a comment, a story and a link lead to a sale: the first and the last touch are kept with the payment", async () => {
  const fan = newFan();
  await fan.comments("media_0");
  shop.setting.clock.advance(HOUR_MS);
  await fan.writes();
  shop.setting.clock.advance(HOUR_MS);
  await fan.writes({ about: { kind: "story_reply", payload: "media_1" } });
  const purchase = await buys(fan);
  expect(await touchesOf(purchase.id)).toMatchObject([
    { position: "first", kind: "comment", postId: "pst_0", templateKey: "template_0" },
    { position: "last", kind: "story_reply", postId: "pst_1", templateKey: "template_1" },
  ]);
  const way = await shop.setting.run([fanPath], "fan.path", { fan: fan.fanExternalId });
  expect(way).toMatchObject({ state: "done", output: { steps: { length: 5 } } });
  const { steps } = (way as { output: { steps: { kind: string; detail: string }[] } }).output;
  expect(steps.map(({ kind }) => kind).slice(0, 2)).toEqual(["comment", "wrote"]);
  expect(steps.find(({ kind }) => kind === "paid")?.detail).toContain("← story_reply");
  const last = await report();
  expect(last).toMatchObject({ isPlay: true, unknownShare: 0 });
  expect(last.lines).toMatchObject([
    { key: "pst_1", label: "ana-2", comments: 0, conversations: 0, offers: 1, buyers: 1, revenueMicros: 29_990_000 },
    { key: "pst_0", label: "ana-1", comments: 1, conversations: 1, offers: 0, buyers: 0 },
  ]);
  const first = await report({ touch: "first", by: "template" });
  expect(first.lines).toMatchObject([
    { key: "template_0", comments: 1, conversations: 1, offers: 1, buyers: 1, revenueMicros: 29_990_000, share: 1 },
  ]);
  expect(first.csv.split("\r\n").slice(0, 2)).toEqual([
    "template,label,comments,conversations,offers,buyers,revenue_usd",
    "template_0,template_0,1,1,1,1,29.990000",
  ]);
});

test("ads and links count by their campaign; a link of ours leads back to its post", async () => {
  const ad = newFan();
  await ad.writes({ referral: { source: "ADS", ref: null, adId: "777", adTitle: "Summer" } });
  const link = newFan();
  await link.writes({ referral: { source: "SHORTLINK", ref: "pst_1", adId: null, adTitle: null } });
  await buys(ad, "59.99");
  await buys(link);
  const { lines } = await report({ by: "source" });
  expect(lines.map(({ key, revenueMicros }) => [key, revenueMicros])).toEqual([
    ["ad 777", 59_990_000],
    ["referral pst_1", 29_990_000],
  ]);
  expect((await report({ by: "post" })).lines.map(({ key }) => key)).toEqual(["", "pst_1"]);
});

test("who came out of nowhere, or too long ago, is unknown and said to be so", async () => {
  const fan = newFan();
  await fan.comments("media_0");
  shop.setting.clock.advance(ATTRIBUTION_WINDOW_DAYS * DAY_MS);
  await fan.writes();
  const purchase = await buys(fan);
  expect(await touchesOf(purchase.id)).toMatchObject([{ kind: "unknown" }, { kind: "unknown", postId: null }]);
  const { lines, unknownShare } = await report({ days: 20 });
  expect(lines).toMatchObject([{ key: "unknown", conversations: 1, offers: 1, buyers: 1 }]);
  expect(unknownShare).toBe(1);
});

test("who answers a private reply is tied to the comment's post, also under another id than the comment's", async () => {
  const fan = newFan();
  await fan.comments("media_1");
  const { key } = await shop.prisma.fanTouch.findFirstOrThrow({ where: { fanExternalId: fan.fanExternalId } });
  const now = shop.context.clock.now();
  const reply = await shop.prisma.commentReply.create({
    data: {
      ...{ id: "cmr_1", accountId: "acc_1", commentId: key, fanExternalId: fan.fanExternalId, language: "en" },
      ...{ text: "hi", commentedAt: now, state: "sending", postExternalId: "media_1" },
    },
  });
  const writer = newFan();
  await shop.prisma.$transaction((tx) =>
    openThread(shop.context, tx, reply, { externalId: "m_1", recipientId: writer.fanExternalId }),
  );
  // Nobody has written yet: no conversation is counted.
  expect((await report()).lines).toMatchObject([{ key: "pst_1", comments: 1, conversations: 0 }]);
  await writer.writes();
  expect((await report()).lines).toMatchObject([{ key: "pst_1", comments: 1, conversations: 1 }]);
  const purchase = await buys(writer);
  expect(await touchesOf(purchase.id)).toMatchObject([{ postId: "pst_1" }, { postId: "pst_1" }]);
});

test("an erasure takes the touches and leaves what a payment is owed to; the export tells of both", async () => {
  const fan = newFan();
  await fan.comments("media_0");
  await fan.writes();
  const purchase = await buys(fan);
  const { fanId } = await fan.conversation();
  const held = await heldAboutFan(shop.context, fanId);
  expect(held.touches).toMatchObject([{ kind: "comment", postExternalId: "media_0" }]);
  expect(held.purchases).toMatchObject([{ touches: [{ kind: "comment" }, { kind: "comment" }] }]);
  await eraseFan(shop.context, fanId);
  expect(await shop.prisma.fanTouch.count({ where: { fanExternalId: fan.fanExternalId } })).toBe(0);
  expect(await touchesOf(purchase.id)).toHaveLength(2);
  // The offer alone does not know any more.
  expect((await report({ by: "template" })).lines).toMatchObject([
    { key: "template_0", buyers: 1, comments: 0, revenueMicros: 29_990_000 },
    { key: "unknown", offers: 1, revenueMicros: 0 },
  ]);
});

test("who only ever commented may ask the platform to have that deleted", async () => {
  const fan = newFan();
  await fan.comments("media_0");
  const ask = { platform: "instagram", fanExternalId: fan.fanExternalId, askedAt: "1" };
  const { confirmationCode: code } = await callInternal(shop.context, requestDeletion, ask);
  expect(await callInternal(shop.context, deletionStatus, { code })).toBe("done");
  expect(await shop.prisma.fanTouch.count({ where: { fanExternalId: fan.fanExternalId } })).toBe(0);
});

test("what was given back is no revenue; who may see no such avatar sees none of its figures", async () => {
  const fan = newFan();
  await fan.comments("media_0");
  await fan.writes();
  const purchase = await buys(fan);
  await shop.tell({
    ...{ provider: "sandbox", eventId: "evt_back", kind: "refunded", intentId: purchase.intentId },
    ...{ chargeId: `ch_${purchase.id}`, amountCents: 2_999, currency: "USD", payee: payeeOf(shop.avatarId) },
    occurredAt: shop.context.clock.now(),
  });
  expect((await report()).lines).toMatchObject([{ key: "pst_0", buyers: 1, revenueMicros: 0 }]);
  const analyst = { role: "analyst" as const, id: "opr_other" };
  const seen = await shop.setting.run(reportCommands, "report.attribution", {}, analyst);
  expect(seen).toMatchObject({ state: "done", output: { lines: [], revenueMicros: 0 } });
});
