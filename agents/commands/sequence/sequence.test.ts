import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { eraseFan } from "../erasure/erase-fan.ts";
import { type Mailing, startMailing } from "../outreach/testing/mailing.ts";

let mailing: Mailing;

beforeEach(async () => {
  mailing = await startMailing();
  await mailing.done("segment.set", { avatar: "luna", name: "all" });
  await mailing.done("outreach.set", { avatar: "luna", afterAnswer: true, perHour: 600 });
});
afterEach(() => mailing.close());

const set = (steps: unknown = "2h Hey {name}, still here? // 5h Hey, me again") =>
  mailing.done("sequence.set", { avatar: "luna", name: "back", segment: "all", steps });
const show = () => mailing.done("sequence.show", { sequence: "back" });

describe("follow-up sequences", () => {
  test("a silent fan is taken up by itself, once a silence; an answer ends it and is put down to its step", async () => {
    const fan = await mailing.answeredFan();
    await set();
    expect(await mailing.round()).toBe(0);
    mailing.setting.clock.advance(2 * HOUR_MS);
    expect(await mailing.round()).toBe(1);
    expect(await mailing.round()).toBe(0);
    expect(fan.received().at(-1)).toBe("Hey Fan, still here?");
    mailing.setting.clock.advance(MINUTE_MS);
    await fan.write("yes I am");
    await fan.settle();
    const received = fan.received().length;
    mailing.setting.clock.advance(119 * MINUTE_MS);
    await mailing.round();
    expect(fan.received()).toHaveLength(received);
    expect((await show()).steps).toMatchObject([
      { sent: 1, answered: 1 },
      { sent: 0, queued: 1 },
    ]);
    // The next silence is another one.
    mailing.setting.clock.advance(3 * HOUR_MS);
    await mailing.round();
    expect(fan.received().at(-1)).toBe("Hey Fan, still here?");
    expect((await show()).steps).toMatchObject([
      { sent: 2, answered: 1 },
      { sent: 0, leftOut: 1 },
    ]);
  }, 60_000);

  test("of its messages one stands without an answer: a later step is left out", async () => {
    const fan = await mailing.answeredFan();
    await set();
    mailing.setting.clock.advance(2 * HOUR_MS);
    await mailing.round();
    mailing.setting.clock.advance(3 * HOUR_MS);
    await mailing.round();
    expect(fan.received().filter((text) => text.startsWith("Hey"))).toHaveLength(1);
    expect(await show()).toMatchObject({ reasons: [{ state: "left_out", reason: "unanswered", count: 1 }] });
  });

  test("who opts out, buys, or leaves the segment gets no step", async () => {
    const [out, buyer, tagged] = [
      await mailing.answeredFan(),
      await mailing.answeredFan(),
      await mailing.answeredFan(),
    ];
    await mailing.done("segment.set", { avatar: "luna", name: "all", withoutTags: ["vip"] });
    await set("1h Hey {name}");
    const { prisma } = mailing.setting.context.database;
    mailing.setting.clock.advance(HOUR_MS);
    await mailing.done("outreach.set", { avatar: "luna", perHour: 0 });
    await mailing.round();
    expect(await prisma.outreach.count({ where: { state: "queued" } })).toBe(3);
    await prisma.conversation.update({
      where: { id: (await mailing.stateOf(out)).id },
      data: { optedOutAt: mailing.setting.clock.now() },
    });
    const { fanId, avatarId } = await mailing.stateOf(buyer);
    const now = mailing.setting.clock.now();
    const offer = { id: "ofr_1", avatarId, fanId, layer: "pack" as const, priceUsd: "9", token: "t", expiresAt: now };
    await prisma.offer.create({ data: offer });
    await prisma.purchase.create({
      data: {
        id: "pur_1",
        avatarId,
        fanId,
        offerId: "ofr_1",
        provider: "x",
        intentId: "i",
        amountUsd: "9",
        paidAt: now,
      },
    });
    await prisma.fan.update({ where: { id: (await mailing.stateOf(tagged)).fanId }, data: { tags: ["vip"] } });
    await mailing.done("outreach.set", { avatar: "luna", perHour: 600 });
    await mailing.round();
    for (const fan of [out, buyer, tagged]) expect(fan.received().filter((text) => text.startsWith("Hey"))).toEqual([]);
    const reasons = await prisma.outreach.findMany({ select: { reason: true } });
    expect(reasons.map(({ reason }) => reason).sort()).toEqual(["bought", "not_in_segment", "opted_out"]);
  });

  test("paused it takes nobody up; removed it leaves nothing behind", async () => {
    const fan = await mailing.answeredFan();
    await set("1h Hey {name}");
    await mailing.done("sequence.pause", { sequence: "back" });
    mailing.setting.clock.advance(HOUR_MS);
    expect(await mailing.round()).toBe(0);
    await mailing.done("sequence.resume", { sequence: "back" });
    expect(await mailing.round()).toBe(1);
    await mailing.done("sequence.remove", { sequence: "back" });
    expect(await mailing.setting.context.database.prisma.outreach.count()).toBe(0);
    expect(fan.received().at(-1)).toBe("Hey Fan");
  });

  test("where each message needs a yes, none is sent by itself", async () => {
    const fan = await mailing.answeredFan();
    await mailing.setting.context.database.prisma.avatar.updateMany({ data: { autonomy: "draft" } });
    await set("1h Hey {name}");
    mailing.setting.clock.advance(HOUR_MS);
    expect(await mailing.round()).toBe(0);
    expect(fan.received().filter((text) => text.startsWith("Hey"))).toEqual([]);
  });

  test("an erased fan leaves nothing in it", async () => {
    const fan = await mailing.answeredFan();
    await set("1h Hey {name}");
    mailing.setting.clock.advance(HOUR_MS);
    await mailing.round();
    const { fanId } = await mailing.stateOf(fan);
    await eraseFan(mailing.setting.context, fanId);
    expect(await mailing.setting.context.database.prisma.outreach.count()).toBe(0);
  });

  test("steps in the wrong order, or without their hours, are refused by their field", async () => {
    const given = { avatar: "luna", name: "back", segment: "all" };
    expect(await mailing.run("sequence.set", { ...given, steps: "5h Hey // 2h Hey" })).toMatchObject({
      state: "failed",
      problem: { code: "invalid_input", field: "steps.1.afterHours" },
    });
    expect(await mailing.run("sequence.set", { ...given, steps: "Hey" })).toMatchObject({
      state: "failed",
      problem: { code: "invalid_input", field: "steps.0" },
    });
  });
});
