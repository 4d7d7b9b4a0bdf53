// Two accounts of one avatar, one person: the code asked for here and typed there, on real channels of the emulator.
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS } from "../../kernel/clock.ts";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import { advance } from "../conversation/advance.ts";
import { startCreator, type TestCreator } from "../conversation/testing/creator-with-fans.ts";
import { eraseFan } from "../erasure/erase-fan.ts";
import { execute } from "../execute.ts";
import { fanCode } from "../fan/fan-code.ts";
import { receiveEvents } from "../inbound/receive-events.ts";
import { callInternal } from "../internal.ts";
import { createRegistry } from "../registry.ts";

let creator: TestCreator;
let second = "";

beforeAll(async () => {
  creator = await startCreator();
  const { id, token } = creator.instagram.control.addAccount({ username: "luna_two" });
  second = id;
  const { context } = creator.setting;
  const accessToken = context.secrets.seal(token, { table: "Account", row: "acc_2", field: "accessToken" });
  const account = { platform: "instagram", externalId: id, handle: "luna_two", emulated: true, accessToken };
  await context.database.prisma.account.create({ data: { id: "acc_2", avatarId: creator.avatarId, ...account } });
});
afterAll(() => creator.close());

/** Writes to one of the two accounts and has everything done that falls due. */
async function say(accountExternalId: string, fanId: string, text: string): Promise<readonly string[]> {
  const { control } = creator.instagram;
  const heard = () =>
    control
      .thread(fanId, accountExternalId)
      .messages.filter(({ from }) => from === "account")
      .map((message) => message.text);
  const mid = control.fanWrites(fanId, text, { accountId: accountExternalId, name: `Fan ${fanId.slice(-2)}` });
  const before = heard().length;
  const { setting, graph } = creator;
  const event = {
    ...{ source: "instagram", eventId: `${mid}:message`, accountExternalId, fanExternalId: fanId },
    ...{ at: setting.clock.now(), kind: "message", messageId: mid, text, attachments: [] },
  } as ChannelEvent;
  await callInternal(setting.context, receiveEvents, { platform: "instagram", events: [event] });
  setting.clock.advance(5_000);
  await advance(setting.context, graph, (await threadOf(accountExternalId, fanId)).id, AbortSignal.timeout(30_000));
  return heard().slice(before);
}
const threadOf = (accountExternalId: string, fanId: string) =>
  creator.setting.context.database.prisma.conversation.findFirstOrThrow({
    where: { account: { externalId: accountExternalId }, fan: { addresses: { some: { externalId: fanId } } } },
    include: { fan: true },
  });
const first = () => creator.accountExternalId;

const codeIn = (texts: readonly string[]) => /link code [A-Z]{4}-\d{4}/.exec(texts.join("\n"))?.[0] ?? "";

test("asked for here, typed there: one person, told in both threads, with the locks and memories of either", async () => {
  const { prisma } = creator.setting.context.database;
  await say(first(), "810000000000001", "hello");
  await say(second, "820000000000001", "hi there");
  const there = await threadOf(second, "820000000000001");
  await prisma.fan.update({ where: { id: there.fanId }, data: { offersFrozenAt: creator.setting.clock.now() } });
  const code = codeIn(await say(first(), "810000000000001", "can I get a link code?"));
  expect(code).not.toBe("");
  // Nothing of it is kept but a hash.
  const [row] = await prisma.linkCode.findMany();
  expect(JSON.stringify(row)).not.toContain(code.slice(-9));
  expect((await say(second, "820000000000001", code)).join("\n")).toContain("one and the same");
  const here = await threadOf(first(), "810000000000001");
  expect(await threadOf(second, "820000000000001")).toMatchObject({ fanId: here.fanId });
  expect(here.fan.offersFrozenAt).not.toBeNull();
  const told = await prisma.outboundMessage.findFirst({ where: { conversationId: here.id, kind: "delivery" } });
  expect(told?.text).toContain("was linked to this one");
  expect(await prisma.trustEvent.count({ where: { decision: { startsWith: "link_code:linked" } } })).toBe(2);
  // Once: the same words again link nobody.
  await say(second, "820000000000009", "hey");
  expect((await say(second, "820000000000009", code)).join("\n")).toContain("wrong, was used or has expired");
});

test("after ten minutes, on the same account, or typed back where it came from, a code links nobody", async () => {
  const { clock } = creator.setting;
  await say(first(), "810000000000002", "hello");
  const late = codeIn(await say(first(), "810000000000002", "please link my accounts"));
  clock.advance(11 * MINUTE_MS);
  expect((await say(second, "820000000000002", late)).join("\n")).toContain("has expired");
  const code = codeIn(await say(first(), "810000000000002", "give me a link code"));
  expect((await say(first(), "810000000000002", code)).join("\n")).toContain("this very account");
  expect((await say(first(), "810000000000003", code)).join("\n")).toContain("cannot become one");
  expect((await threadOf(first(), "810000000000003")).fanId).not.toBe(
    (await threadOf(first(), "810000000000002")).fanId,
  );
});

test("so many codes may be had and so many tried within an hour", async () => {
  const { clock, context } = creator.setting;
  await say(first(), "810000000000004", "hello");
  for (let round = 0; round < 3; round += 1)
    expect(codeIn(await say(first(), "810000000000004", "give me a link code"))).not.toBe("");
  expect((await say(first(), "810000000000004", "give me a link code")).join("\n")).toContain("try again in an hour");
  // The newest one only, and only until the tries are used up.
  await say(second, "820000000000004", "hello");
  for (let round = 0; round < 5; round += 1) await say(second, "820000000000004", `link code BCDF-000${round}`);
  const { fanId } = await threadOf(first(), "810000000000004");
  expect(await context.database.prisma.linkCode.count({ where: { fanId, closedAt: null } })).toBe(1);
  expect((await say(second, "820000000000004", "link code BCDF-0009")).join("\n")).toContain("too many codes");
  clock.advance(61 * MINUTE_MS);
  expect((await say(second, "820000000000004", "link code BCDF-0009")).join("\n")).toContain("wrong");
});

test("an operator sends a code and does not see it; who was a minor there is one here", async () => {
  const { context, as } = creator.setting;
  const { prisma } = context.database;
  await say(first(), "810000000000005", "hello");
  const { id: conversation } = await threadOf(first(), "810000000000005");
  const request = { command: "fan.code", input: { conversation }, actor: as("chatter").actor };
  const owner = { ...request, actor: as("owner").actor };
  expect(await execute(context, createRegistry([fanCode]), request)).toMatchObject({ problem: { code: "not_found" } });
  const sent = await execute(context, createRegistry([fanCode]), owner);
  expect(sent).toMatchObject({ state: "done", output: { conversationId: conversation } });
  expect(codeIn([JSON.stringify(sent)])).toBe("");
  const message = await prisma.outboundMessage.findFirst({ where: { conversationId: conversation, kind: "operator" } });
  await prisma.fan.updateMany({
    where: { conversations: { some: { id: conversation } } },
    data: { ageState: "minor" },
  });
  await say(second, "820000000000005", "hello");
  await say(second, "820000000000005", codeIn([message?.text ?? ""]));
  const there = await threadOf(second, "820000000000005");
  expect(there).toMatchObject({ minorLockedAt: expect.any(Date), fan: { ageState: "minor" } });
});

test("a code of a fan who was erased meanwhile is worth nothing", async () => {
  const { context } = creator.setting;
  await say(first(), "810000000000006", "hello");
  const code = codeIn(await say(first(), "810000000000006", "give me a link code"));
  await eraseFan(context, (await threadOf(first(), "810000000000006")).fanId);
  expect((await say(second, "820000000000006", code)).join("\n")).toContain("wrong, was used or has expired");
});

test("of two who type one code at once, one is linked", async () => {
  const { context } = creator.setting;
  await say(first(), "810000000000007", "hello");
  for (const fan of ["820000000000007", "820000000000008"]) await say(second, fan, "hello");
  const code = codeIn(await say(first(), "810000000000007", "give me a link code"));
  const events = ["820000000000007", "820000000000008"].map(
    (fanExternalId) =>
      ({
        ...{ source: "instagram", eventId: `race:${fanExternalId}`, accountExternalId: second, fanExternalId },
        ...{ at: creator.setting.clock.now(), kind: "message", messageId: `race:${fanExternalId}`, text: code },
        attachments: [],
      }) as ChannelEvent,
  );
  await Promise.all(
    events.map((event) => callInternal(context, receiveEvents, { platform: "instagram", events: [event] })),
  );
  const tries = await context.database.prisma.linkTry.findMany({ orderBy: { at: "desc" }, take: 2 });
  expect(tries.map(({ outcome }) => outcome).sort()).toEqual(["linked", "unknown"]);
});
