import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { runOutreach } from "../outreach/run-outreach.ts";
import { type Mailing, startMailing } from "../outreach/testing/mailing.ts";

let mailing: Mailing;

beforeEach(async () => {
  mailing = await startMailing();
  await mailing.done("segment.set", { avatar: "luna", name: "all" });
  await mailing.done("outreach.set", { avatar: "luna", afterAnswer: true, perHour: 600 });
});
afterEach(() => mailing.close());

const send = (input = {}) =>
  mailing.approved("broadcast.send", { avatar: "luna", segment: "all", text: "Hey {name}, new set today", ...input });
const show = (id: unknown) => mailing.done("broadcast.show", { broadcast: id });

describe("broadcasts", () => {
  test("the run card says who gets it, who does not and why, with a text as it will be", async () => {
    await mailing.answeredFan();
    const gone = await mailing.answeredFan();
    await gone.write("STOP");
    await gone.settle();
    const card = await mailing.run("broadcast.send", {
      avatar: "luna",
      segment: "all",
      text: "Hey {name}, new set today",
    });
    if (card.state !== "waiting") throw new Error(JSON.stringify(card));
    const shown = JSON.stringify(card);
    expect(shown).toContain("1 fan");
    expect(shown).toContain("opted out");
    expect(shown).toContain("Hey Fan, new set today");
  });

  test("each fan gets it once, however often the round is repeated; answers are put down to it", async () => {
    const [one, two] = [await mailing.answeredFan(), await mailing.answeredFan()];
    const before = one.received().length;
    const { id } = await send();
    await Promise.all([mailing.round(), mailing.round()]);
    await mailing.round();
    expect(one.received().slice(before)).toEqual(["Hey Fan, new set today"]);
    expect(two.received().filter((text) => text.includes("new set"))).toHaveLength(1);
    await mailing.round();
    mailing.setting.clock.advance(MINUTE_MS);
    await one.write("oh nice, show me");
    await one.settle();
    expect(await show(id)).toMatchObject({ state: "done", audience: 2, sent: 2, answered: 1, optedOut: 0 });
    await two.write("STOP");
    expect(await show(id)).toMatchObject({ optedOut: 1 });
  });

  test("without an owner's leave nothing follows an answer of the machine", async () => {
    await mailing.done("outreach.set", { avatar: "luna", afterAnswer: false });
    await mailing.answeredFan();
    const refused = await mailing.run("broadcast.send", { avatar: "luna", segment: "all", text: "Hey you" });
    expect(refused).toMatchObject({ state: "failed", problem: { code: "refused", reason: "nobody" } });
    const manager = { role: "manager" } as const;
    expect(await mailing.run("outreach.set", { avatar: "luna", afterAnswer: true }, manager)).toMatchObject({
      state: "failed",
      problem: { code: "forbidden" },
    });
  });

  test("never more than one stands without an answer, whatever is sent next", async () => {
    const fan = await mailing.answeredFan();
    await mailing.done("outreach.set", { avatar: "luna", everyDays: 0 });
    await send();
    await mailing.round();
    expect(await mailing.run("broadcast.send", { avatar: "luna", segment: "all", text: "Hey again" })).toMatchObject({
      state: "failed",
    });
    expect(fan.received().filter((text) => text.startsWith("Hey"))).toHaveLength(1);
  });

  test("at night it waits for the morning of the fan", async () => {
    const fan = await mailing.answeredFan();
    const { prisma } = mailing.setting.context.database;
    await prisma.avatar.updateMany({ data: { timeZone: "Europe/Madrid" } });
    await send();
    mailing.setting.clock.set("2026-11-24T20:30:00.000Z");
    await mailing.round();
    expect(await prisma.outreach.findFirstOrThrow()).toMatchObject({
      state: "queued",
      reason: "quiet_hours",
      dueAt: new Date("2026-11-25T08:00:00.000Z"),
    });
    mailing.setting.clock.set("2026-11-25T08:00:01.000Z");
    await mailing.round();
    expect(fan.received().filter((text) => text.startsWith("Hey"))).toHaveLength(1);
  });

  test("when the platform's window has closed by then, it is left out", async () => {
    const fan = await mailing.answeredFan();
    const { id } = await send();
    mailing.setting.clock.advance(25 * HOUR_MS);
    await mailing.round();
    expect(fan.received().filter((text) => text.startsWith("Hey"))).toEqual([]);
    expect(await show(id)).toMatchObject({ sent: 0, leftOut: 1 });
  });

  test("a person in the conversation, a fan who writes, a stop and a pause hold it; then it goes on", async () => {
    const fan = await mailing.answeredFan();
    const { prisma } = mailing.setting.context.database;
    await send();
    await mailing.done("system.stop");
    expect(await mailing.round()).toBe(0);
    await mailing.done("system.resume");
    await prisma.avatar.updateMany({ data: { state: "paused" } });
    expect(await mailing.round()).toBe(0);
    await prisma.avatar.updateMany({ data: { state: "active" } });
    await prisma.conversation.updateMany({
      data: { botPausedUntil: new Date(mailing.setting.clock.now().getTime() + 15 * MINUTE_MS) },
    });
    expect(await mailing.round()).toBe(0);
    expect(await prisma.outreach.findFirstOrThrow()).toMatchObject({ state: "queued", reason: "human_takeover" });
    mailing.setting.clock.advance(16 * MINUTE_MS);
    await fan.write("are you there?");
    expect(await mailing.round()).toBe(0);
    expect(await prisma.outreach.findFirstOrThrow()).toMatchObject({ state: "queued", reason: "in_flight" });
    await fan.settle();
    mailing.setting.clock.advance(11 * MINUTE_MS);
    expect(await mailing.round()).toBe(1);
    expect(fan.received().at(-1)).toBe("Hey Fan, new set today");
  });

  test("a planned message obeys what happens before it is sent, and is not lost", async () => {
    const fan = await mailing.answeredFan();
    const { prisma } = mailing.setting.context.database;
    const { id } = await send();
    const { context } = mailing.setting;
    await runOutreach(context, new AbortController().signal);
    await mailing.done("system.stop");
    await mailing.round();
    await fan.settle();
    expect(fan.received().filter((text) => text.startsWith("Hey"))).toEqual([]);
    expect(await prisma.outreach.findFirstOrThrow()).toMatchObject({ state: "queued", outboundId: null });
    await mailing.done("system.resume");
    await runOutreach(context, new AbortController().signal);
    await mailing.done("broadcast.cancel", { broadcast: id });
    await fan.settle();
    await mailing.round();
    expect(fan.received().filter((text) => text.startsWith("Hey"))).toEqual([]);
    expect(await show(id)).toMatchObject({ state: "canceled", sent: 0, leftOut: 1 });
  });

  test("a fan gets one broadcast in the days set", async () => {
    const fan = await mailing.answeredFan();
    await send();
    await mailing.round();
    await fan.write("thanks");
    await fan.settle();
    mailing.setting.clock.advance(HOUR_MS);
    expect(await mailing.run("broadcast.send", { avatar: "luna", segment: "all", text: "Hey again" })).toMatchObject({
      state: "failed",
      problem: { reason: "nobody" },
    });
    mailing.setting.clock.advance(7 * DAY_MS);
    await fan.write("hello again");
    await fan.settle();
    await send({ text: "Hey once more" });
    await mailing.round();
    expect(fan.received().at(-1)).toBe("Hey once more");
  });

  test("an account writes no faster than it is set to", async () => {
    await mailing.done("outreach.set", { avatar: "luna", perHour: 60 });
    for (let count = 0; count < 3; count += 1) await mailing.answeredFan();
    await send();
    expect(await mailing.round()).toBe(1);
    expect(await mailing.round()).toBe(0);
    mailing.setting.clock.advance(MINUTE_MS + 1);
    expect(await mailing.round()).toBe(1);
  });

  test("too many who are put off pause it and tell the team; a person lets it go on", async () => {
    const { id } = { id: "brc_1" };
    const { prisma } = mailing.setting.context.database;
    const fan = await mailing.answeredFan();
    const { id: conversationId, avatarId, accountId } = await mailing.stateOf(fan);
    const now = mailing.setting.clock.now();
    const row = { id, avatarId, segment: "all", filter: {}, texts: { en: "x" }, leftOut: {}, createdById: "opr_owner" };
    await prisma.broadcast.create({ data: { ...row, createdAt: now } });
    for (let count = 0; count < 20; count += 1) {
      await prisma.fan.create({ data: { id: `fan_x${count}`, avatarId } });
      await prisma.outreach.create({
        data: {
          ...{ id: `otr_${count}`, broadcastId: id, avatarId, accountId, conversationId, fanId: `fan_x${count}` },
          ...{ state: "sent", dueAt: now, plannedAt: now, sentAt: now, optedOutAt: count === 0 ? now : null },
        },
      });
    }
    await mailing.round();
    expect(await show(id)).toMatchObject({ state: "paused", pausedReason: "guardrail", optedOut: 1 });
    expect(await prisma.operatorNotice.findFirstOrThrow({ where: { kind: "outreach_paused" } })).toMatchObject({
      facts: { harmed: 1, sent: 20, name: "all" },
    });
    mailing.setting.clock.advance(1_000);
    await mailing.done("broadcast.resume", { broadcast: id });
    await runOutreach(mailing.setting.context, new AbortController().signal);
    expect((await show(id)).state).not.toBe("paused");
  });

  test("a pack goes under it at its price; who owns it, said no lately or may not see it is left out", async () => {
    const { prisma } = mailing.setting.context.database;
    const [buyer, owner, refuser] = [
      await mailing.answeredFan(),
      await mailing.answeredFan(),
      await mailing.answeredFan(),
    ];
    const { avatarId, fanId } = await mailing.stateOf(owner);
    const pack = { slug: "starter", name: "Starter", step: "starter", priceUsd: "29.99", pieceCount: 0 };
    await prisma.pack.create({ data: { ...pack, id: "pck_1", avatarId, explicitFrom: 1, explicitTo: 2 } });
    const expiresAt = new Date(mailing.setting.clock.now().getTime() + DAY_MS);
    const offer = { avatarId, fanId, packId: "pck_1", layer: "pack" as const, priceUsd: "29.99", expiresAt };
    await prisma.offer.create({ data: { ...offer, id: "ofr_1", token: "t", state: "paid" } });
    await prisma.conversation.update({
      where: { id: (await mailing.stateOf(refuser)).id },
      data: { noOfferUntil: expiresAt },
    });
    const { id } = await send({ pack: "starter" });
    await mailing.round();
    const made = await prisma.offer.findFirstOrThrow({ where: { id: { not: "ofr_1" } } });
    expect(made).toMatchObject({ state: "shown", packId: "pck_1", fanId: (await mailing.stateOf(buyer)).fanId });
    expect(buyer.received().at(-1)).toMatch(/^Hey Fan, new set today\nStarter, \$29\.99: http/);
    for (const fan of [owner, refuser]) expect(fan.received().some((text) => text.startsWith("Hey"))).toBe(false);
    expect((await show(id)).reasons).toEqual(
      expect.arrayContaining([
        { state: "left_out", reason: "no_offer_until", count: 1 },
        { state: "left_out", reason: "offer_owned", count: 1 },
      ]),
    );
  });

  test("a text that the chat may not say, or that names what is not there, is refused by its field", async () => {
    for (const text of ["I am a real girl", "Only $5 today!", "Hi {surname}"])
      expect(await mailing.run("broadcast.send", { avatar: "luna", segment: "all", text })).toMatchObject({
        state: "failed",
        problem: { code: "invalid_input", field: "text" },
      });
  });
});
