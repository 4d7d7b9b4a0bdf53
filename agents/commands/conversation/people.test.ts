// What people of the team decide about conversations, on a real channel: who answers, who is called, what is stopped.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { autonomyCommands } from "../autonomy/autonomy-rules.ts";
import { avatarAutonomy } from "../avatar/avatar-autonomy.ts";
import { avatarPause } from "../avatar/avatar-pause.ts";
import { avatarResume } from "../avatar/avatar-resume.ts";
import type { AnyCommand } from "../command.ts";
import { draftApprove } from "../draft/drafts.ts";
import { fanNoteCommands } from "../fan/fan-notes.ts";
import { callInternal } from "../internal.ts";
import { noticeList } from "../notice/notice-list.ts";
import { takeNotices } from "../notice/take-notices.ts";
import { systemCommands } from "../system/commands.ts";
import type { TestContext } from "../testing/test-context.ts";
import { conversationList } from "./conversation-list.ts";
import { conversationReply } from "./conversation-reply.ts";
import { conversationRelease, conversationTake } from "./conversation-take.ts";
import { handoverCommands } from "./handover-set.ts";
import { remindTeamNow } from "./remind-team-now.ts";
import { startCreator, type TestCreator, type TestFan } from "./testing/creator-with-fans.ts";

const commands: readonly AnyCommand[] = [
  ...autonomyCommands,
  ...fanNoteCommands,
  ...handoverCommands,
  ...systemCommands,
  avatarAutonomy,
  avatarPause,
  avatarResume,
  conversationList,
  conversationReply,
  conversationRelease,
  conversationTake,
  draftApprove,
  noticeList,
];

let creator: TestCreator;
let setting: TestContext;
let avatarId: string;

beforeAll(async () => {
  creator = await startCreator();
  ({ setting, avatarId } = creator);
  const { prisma } = setting.context.database;
  for (const [id, name, surface] of [
    ["opr_owner", "Olga", "1001"],
    ["opr_second", "Sam", "1002"],
  ] as const)
    await prisma.operator.create({
      data: {
        id,
        name,
        role: "owner",
        identities: { create: { id: `idn_${id}`, surface: "telegram", externalId: surface } },
      },
    });
});
afterAll(() => creator.close());

const ok = async (name: string, input: unknown = {}, actor = {}) => {
  const result = await setting.run(commands, name, input, actor);
  expect(result).toMatchObject({ state: "done" });
  return result;
};
const noticesOf = async (fan: TestFan) => {
  const { id } = await creator.stateOf(fan);
  const rows = await setting.context.database.prisma.operatorNotice.findMany({
    where: { conversationId: id },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ kind, facts }) => ({ kind, ...Object(facts) }));
};
const draftsOf = async (fan: TestFan) =>
  (await creator.stateOf(fan)).outbound.filter(({ state, kind }) => state === "draft" && kind !== "disclosure");

describe("autonomy by situation", () => {
  test("a rule lets the machine answer greetings where everything else is drafted", async () => {
    await ok("avatar.autonomy", { avatar: "luna", mode: "draft" });
    const shown = await ok("autonomy.set", { avatar: "luna", mode: "auto", intent: "greeting" });
    expect(shown.card.table?.rows).toContainEqual(["greets", "auto", "auto", "auto"]);
    expect(shown.card.table?.rows).toContainEqual(["asks", "draft", "draft", "draft"]);
    const fan = creator.newFan();
    await fan.write("hi");
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
    await fan.write("which beach is that in your last post?");
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
    const [draft] = await draftsOf(fan);
    expect(draft).toMatchObject({ intent: "question", stage: "qualification", kind: "reply" });
    expect(await noticesOf(fan)).toEqual([{ kind: "draft", outboundId: draft?.id }]);
    await ok("draft.approve", { draft: draft?.id });
    await fan.settle();
    expect(fan.received()).toHaveLength(3);
  });

  test("a rule changed while an answer waits is obeyed at the gate", async () => {
    const fan = creator.newFan();
    await fan.write("hi");
    await fan.settle();
    const { id } = await creator.stateOf(fan);
    await setting.context.database.prisma.outboundMessage.create({
      data: {
        id: "out_ruled",
        conversationId: id,
        upToSeq: 99,
        kind: "reply",
        text: "queued before the rule",
        intent: "greeting",
        stage: "lead_magnet",
      },
    });
    await ok("autonomy.clear", { avatar: "luna", intent: "greeting" });
    await fan.settle();
    const { outbound } = await creator.stateOf(fan);
    expect(outbound.find((row) => row.id === "out_ruled")).toMatchObject({
      state: "blocked",
      blockedBy: "C14:needs_approval",
    });
  });

  test("a dear offer waits for a yes, a cheap one goes out", async () => {
    await ok("avatar.autonomy", { avatar: "luna", mode: "auto" });
    await ok("autonomy.set", { avatar: "luna", mode: "draft", from: 50 });
    const fan = creator.newFan();
    await fan.write("hi");
    await fan.settle();
    const { id } = await creator.stateOf(fan);
    const offer = { conversationId: id, kind: "offer", intent: "purchase_intent", stage: "conversion" } as const;
    await setting.context.database.prisma.outboundMessage.createMany({
      data: [
        { id: "out_cheap", ...offer, upToSeq: 97, text: "cheap", priceCents: 4_999 },
        { id: "out_dear", ...offer, upToSeq: 98, text: "dear", priceCents: 5_000 },
      ],
    });
    await fan.settle();
    expect(fan.received()).toContain("cheap");
    expect(fan.received()).not.toContain("dear");
    await ok("autonomy.clear", { avatar: "luna" });
  });

  test("what a rule leaves to people is handed over with words for the fan and a notice", async () => {
    await ok("autonomy.set", { avatar: "luna", mode: "off", intent: "question" });
    const fan = creator.newFan();
    await fan.write("where did you take this?");
    await fan.settle();
    expect(fan.received().at(-1)).toContain("a person of the team");
    expect(await creator.stateOf(fan)).toMatchObject({ autonomy: "off", handoverReason: "left_to_people" });
    expect(await noticesOf(fan)).toEqual([{ kind: "handover", reason: "left_to_people" }]);
    await ok("autonomy.clear", { avatar: "luna" });
  });

  test("a rule without a situation is refused, and points to the avatar's own setting", async () => {
    expect(await setting.run(commands, "autonomy.set", { avatar: "luna", mode: "off" })).toMatchObject({
      state: "failed",
      problem: { code: "invalid_input", remedy: "avatar autonomy luna off" },
    });
  });
});

describe("people who take over", () => {
  beforeAll(() => ok("avatar.autonomy", { avatar: "luna", mode: "auto" }));

  test("who spent the limit is handed over once", async () => {
    await ok("handover.set", { spend: 200 });
    const fan = creator.newFan();
    await fan.write("hi");
    await fan.settle();
    const { fanId, id } = await creator.stateOf(fan);
    await setting.context.database.prisma.fan.update({ where: { id: fanId }, data: { spentUsd: "200" } });
    await fan.write("love your pictures");
    await fan.settle();
    expect(await creator.stateOf(fan)).toMatchObject({ handoverReason: "high_spender", autonomy: "off" });
    expect(await noticesOf(fan)).toEqual([{ kind: "handover", reason: "high_spender" }]);
    await ok("conversation.release", { conversation: id });
    const before = fan.received().length;
    await fan.write("so sunny there");
    await fan.settle();
    expect(fan.received()).toHaveLength(before + 1);
    expect(await creator.stateOf(fan)).toMatchObject({ handoverReason: null });
  });

  test("an avatar's own limit stands over the workspace's", async () => {
    await ok("handover.set", { avatar: "luna", spend: 900, minutes: 10 });
    const { card } = await ok("handover.show", { avatar: "luna" });
    expect(card.fields?.map(({ value }) => value)).toEqual(["$900.00", "10 minutes"]);
    const all = await ok("handover.show");
    expect(all.card.fields?.map(({ value }) => value)).toEqual(["$200.00", "30 minutes"]);
  });

  test("a fan who waits is reminded of after the time set and after twice that, then no more; a reply ends it", async () => {
    const fan = creator.newFan();
    await fan.write("can I talk to a person?");
    await fan.settle();
    const kinds = async () => (await noticesOf(fan)).map(({ kind }) => kind);
    const wait = async (minutes: number) => {
      setting.clock.advance(minutes * MINUTE_MS);
      await remindTeamNow(setting.context);
    };
    await wait(9);
    expect(await kinds()).toEqual(["handover"]);
    await wait(1);
    await wait(1);
    expect(await noticesOf(fan)).toEqual([
      { kind: "handover", reason: "asked_for_human" },
      { kind: "waiting", minutes: 10 },
    ]);
    const { id } = await creator.stateOf(fan);
    const list = await ok("conversation.list", { waiting: true });
    const waiting = expect.objectContaining({ id, waitedMinutes: 11 });
    expect(list).toMatchObject({ output: { conversations: expect.arrayContaining([waiting]) } });
    expect(list.card.table?.rows.at(-1)?.[0]).toContain("waits 11 min for a person");
    expect(await ok("system.status")).toMatchObject({ output: { waiting: { fans: expect.any(Number) } } });
    await wait(9);
    await wait(60);
    expect(await kinds()).toEqual(["handover", "waiting", "waiting"]);
    await ok("conversation.reply", { conversation: id, text: "The team of Luna here, how can we help?" });
    await fan.settle();
    expect(await creator.stateOf(fan)).toMatchObject({ waitingSince: null, alarms: 0 });
    expect(fan.received().at(-1)).toContain("The team of Luna");
  });

  test("the team is told once that somebody answers in the app, and before the machine speaks again", async () => {
    const fan = creator.newFan();
    await fan.write("hi");
    await fan.settle();
    await fan.personWrites("hey, team here", "mid.person.1");
    setting.clock.advance(MINUTE_MS);
    await fan.personWrites("just a second", "mid.person.2");
    expect(await noticesOf(fan)).toEqual([{ kind: "echo", minutes: 15 }]);
    await fan.write("oh nice");
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
    const kinds = async () =>
      (await noticesOf(fan)).map(({ kind }) => kind).filter((kind: string) => kind !== "waiting");
    setting.clock.advance(10 * MINUTE_MS);
    await remindTeamNow(setting.context);
    expect(await kinds()).toEqual(["echo"]);
    setting.clock.advance(2 * MINUTE_MS);
    await remindTeamNow(setting.context);
    await remindTeamNow(setting.context);
    expect(await kinds()).toEqual(["echo", "pause_ends"]);
    const { id } = await creator.stateOf(fan);
    await ok("conversation.take", { conversation: id, minutes: 60 });
    setting.clock.advance(30 * MINUTE_MS);
    await fan.write("still there?");
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
    setting.clock.advance(31 * MINUTE_MS);
    // The answer, and before it that an AI writes again (trust C1).
    await fan.write("hello?");
    await fan.settle();
    expect(fan.received()).toHaveLength(4);
  });

  test("notices are pushed once, to whoever looks after the avatar, in words with the next steps", async () => {
    await callInternal(setting.context, takeNotices, { surface: "telegram" });
    const fan = creator.newFan();
    await fan.write("I paid and nothing came, I want a refund");
    await fan.settle();
    const taken = await callInternal(setting.context, takeNotices, { surface: "telegram" });
    const pushes = taken.flatMap(({ people }) => people);
    expect(pushes.map(({ externalId }) => externalId).sort()).toEqual(["1001", "1002"]);
    const { id } = await creator.stateOf(fan);
    expect(pushes[0]?.card).toMatchObject({
      text: "they complain",
      fields: [{ label: "Last words", value: "I paid and nothing came, I want a refund" }],
      answer: { command: "conversation.reply", input: { conversation: id }, ask: { field: "text" } },
    });
    expect(await callInternal(setting.context, takeNotices, { surface: "telegram" })).toEqual([]);
    expect((await ok("notice.list")).card.fields?.[0]?.value).toBe("they complain");
  });
});

describe("what stops", () => {
  test.each([
    ["the whole system", "system.stop", {}, "system.resume", "kill_switch"],
    ["one avatar", "avatar.pause", { avatar: "luna" }, "avatar.resume", "avatar_paused"],
  ] as const)("%s: of sends that are open nothing goes out any more", async (_name, stop, input, resume, reason) => {
    const fans = [creator.newFan(), creator.newFan(), creator.newFan()];
    for (const [index, fan] of fans.entries()) {
      await fan.write("hi");
      await fan.settle();
      const { id } = await creator.stateOf(fan);
      await setting.context.database.prisma.outboundMessage.createMany({
        data: [0, 1].map((ordinal) => ({
          id: `out_${stop}_${index}_${ordinal}`,
          conversationId: id,
          upToSeq: 90,
          ordinal,
          kind: "operator",
          author: "operator" as const,
          operatorId: "opr_owner",
          text: `open ${ordinal}`,
        })),
      });
    }
    await fans[0]?.settle();
    expect(fans[0]?.received().slice(2)).toEqual(["open 0", "open 1"]);
    const stopped = await ok(stop, input);
    expect(stopped.card.title).toMatch(/no fan is answered|no message goes out/);
    for (const fan of fans.slice(1)) {
      await fan.settle();
      expect(fan.received()).toHaveLength(2);
      const { outbound } = await creator.stateOf(fan);
      expect(outbound.filter(({ state }) => state === "blocked").map(({ blockedBy }) => blockedBy)).toEqual([
        `C14:${reason}`,
        `C14:${reason}`,
      ]);
    }
    await ok(resume, input);
    await fans[1]?.settle();
    expect(fans[1]?.received()).toHaveLength(2);
    expect(avatarId).not.toBe("");
  });

  test("who writes while everything is stopped is answered once it goes on again, and nothing is thought of before", async () => {
    const fan = creator.newFan();
    await ok("system.stop");
    await fan.write("hi, how was your day?");
    await fan.settle();
    expect(fan.received()).toEqual([]);
    expect((await creator.stateOf(fan)).outbound).toEqual([]);
    await ok("system.resume");
    await fan.settle();
    expect(fan.received().length).toBeGreaterThan(1);
  });

  test("a blocked fan gets nothing, not even from the team, until unblocked", async () => {
    const fan = creator.newFan();
    await fan.write("hi");
    await fan.settle();
    const { id } = await creator.stateOf(fan);
    const blocked = await ok("fan.block", { fan: id });
    expect(blocked.card.fields).toContainEqual({ label: "Locks", value: "blocked by the team" });
    await ok("conversation.reply", { conversation: id, text: "hello from the team" });
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
    await ok("fan.unblock", { fan: id });
    await ok("conversation.reply", { conversation: id, text: "hello again" });
    await fan.settle();
    expect(fan.received()).toHaveLength(3);
  });
});
