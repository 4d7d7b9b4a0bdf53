// Answers that are spoken, over HTTP: the channel fetches the sound as a platform does.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { advanceVendorJobHandler } from "../../../jobs/handlers/advance-vendor-job.ts";
import { createProviderSlots } from "../../../jobs/handlers/provider-slots.ts";
import { runOnce } from "../../../jobs/handlers/testing/run-once.ts";
import { createBuiltInVoice } from "../../../jobs/providers/voice/built-in/built-in-voice.ts";
import type { VoiceGenerator } from "../../ports/voice-generator.ts";
import { eraseFan } from "../erasure/erase-fan.ts";
import { createVoiceVendor } from "../voice/testing/voice-vendor.ts";
import { advance } from "./advance.ts";
import { conversationReply } from "./conversation-reply.ts";
import { pacingCommands } from "./pacing-set.ts";
import { startCreator, type TestCreator, type TestFan } from "./testing/creator-with-fans.ts";

let creator: TestCreator;
let files: Server;
/** Who speaks; tests put others in. */
const voices: VoiceGenerator[] = [];
const builtIn = createBuiltInVoice({ espeakPath: null });
let isReachable = true;

beforeAll(async () => {
  files = createServer(async (request, response) => {
    if (!isReachable) return response.writeHead(404).end();
    const key = decodeURIComponent(new URL(request.url ?? "", "http://x").pathname.replace("/media/", ""));
    const { bytes, contentType } = await creator.setting.context.ports.store.get(key);
    return response.writeHead(200, { "content-type": contentType }).end(bytes);
  });
  await new Promise<void>((resolve) => files.listen(0, "127.0.0.1", resolve));
  creator = await startCreator({ voices }, () => `http://127.0.0.1:${(files.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await creator.close();
  files.closeAllConnections();
  await new Promise((resolve) => files.close(resolve));
});
beforeEach(async () => {
  voices.splice(0, voices.length, builtIn);
  await set({ voice: 100, voiceback: "off" });
});
afterEach(() => {
  isReachable = true;
});

const set = (input: object) => creator.setting.run(pacingCommands, "pacing.set", { avatar: "luna", ...input });
const jobOf = async (fan: TestFan) => {
  const { id } = await creator.stateOf(fan);
  return await creator.setting.context.database.prisma.vendorJob.findFirst({ where: { conversationId: id } });
};
async function speak(fan: TestFan): Promise<void> {
  const handler = advanceVendorJobHandler(createProviderSlots(2));
  await runOnce(creator.setting.context, handler, { jobId: (await jobOf(fan))?.id ?? "" });
}
const wake = async (fan: TestFan) => {
  const { id } = await creator.stateOf(fan);
  return await advance(creator.setting.context, creator.graph, id, new AbortController().signal);
};
const soundsOf = (fan: TestFan) =>
  creator.instagram.control
    .thread(fan.id, creator.accountExternalId)
    .messages.filter(({ from, imageUrl }) => from === "account" && imageUrl !== null);

/** Greeted already, so that what follows is one answer without a disclosure. */
async function knownFan(): Promise<TestFan> {
  await set({ voice: 0 });
  const fan = creator.newFan();
  await fan.write("hi");
  await fan.settle();
  await set({ voice: 100 });
  return fan;
}

describe("a short answer", () => {
  test("is spoken: the disclosure stays text, the voice's job wakes the conversation, the text is its transcript", async () => {
    const fan = creator.newFan();
    await fan.write("hi");
    await fan.settle();
    expect(fan.received()).toEqual([expect.stringContaining("AI-generated")]);
    expect(soundsOf(fan)).toEqual([]);
    const asked = creator.setting.queue.jobs.length;
    await speak(fan);
    const { id, outbound, fan: row } = await creator.stateOf(fan);
    expect(creator.setting.queue.jobs.slice(asked)).toMatchObject([{ payload: { conversationId: id } }]);
    expect(await wake(fan)).toEqual({ state: "answered" });
    const sounds = soundsOf(fan);
    expect(sounds).toHaveLength(1);
    const { outbound: sent } = await creator.stateOf(fan);
    const voiced = sent.find(({ form }) => form === "voice");
    expect(voiced).toMatchObject({ state: "sent", mediaKey: expect.stringMatching(/\.wav$/) });
    expect(voiced?.mediaKey).toContain(`fans/${row.id}/voice-notes/`.toLowerCase());
    const { prisma } = creator.setting.context.database;
    expect(await prisma.message.findFirst({ where: { externalId: sounds[0]?.id ?? "" } })).toMatchObject({
      text: outbound.find(({ form }) => form === "voice")?.text,
      author: "avatar",
    });
  });

  test("stays text where nobody set it, and where it is about money", async () => {
    await set({ voice: 0 });
    const fan = creator.newFan();
    await fan.write("hi");
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
    await set({ voice: 100 });
    await fan.write("how much is it to buy?");
    await fan.settle();
    expect(soundsOf(fan)).toEqual([]);
    expect(await jobOf(fan)).toBeNull();
  });

  test("is text where nobody speaks, or in a voice made after somebody without a consent", async () => {
    const { prisma } = creator.setting.context.database;
    const chosen = { likeness: "third_party" as const, voice: { chosen: { "built-in": "someones-clone" } } };
    await prisma.avatar.updateMany({ data: chosen });
    const fan = creator.newFan();
    await fan.write("hi");
    await fan.settle();
    await prisma.avatar.updateMany({ data: { likeness: "fictional", voice: {} } });
    voices.splice(0);
    const other = creator.newFan();
    await other.write("hi");
    await other.settle();
    expect([fan.received().length, other.received().length]).toEqual([2, 2]);
  });
});

describe("the text goes out instead", () => {
  test("when the voice takes too long", async () => {
    const slow = createVoiceVendor();
    voices.splice(0, 1, slow.generator);
    const fan = await knownFan();
    const before = fan.received().length;
    await fan.write("hello again");
    await fan.settle();
    expect(fan.received()).toHaveLength(before);
    creator.setting.clock.advance(26_000);
    await wake(fan);
    expect(fan.received()).toHaveLength(before + 1);
    expect(soundsOf(fan)).toEqual([]);
    expect(await jobOf(fan)).toMatchObject({ state: "canceled" });
    expect(slow.asked).toEqual([]);
  });

  test("when the platform would not take the sound", async () => {
    const fan = await knownFan();
    await fan.write("hello again");
    await fan.settle();
    await speak(fan);
    isReachable = false;
    const before = fan.received().length;
    await wake(fan);
    expect(fan.received()).toHaveLength(before + 1);
    expect(soundsOf(fan)).toEqual([]);
    expect((await creator.stateOf(fan)).outbound.at(-1)).toMatchObject({ state: "sent", form: null, mediaKey: null });
  });

  test("when the voice is a placeholder and the fan is real", async () => {
    const { prisma } = creator.setting.context.database;
    const fan = await knownFan();
    await fan.write("hello again");
    await fan.settle();
    await speak(fan);
    await prisma.account.updateMany({ data: { emulated: false } });
    await wake(fan);
    await prisma.account.updateMany({ data: { emulated: true } });
    expect(soundsOf(fan)).toEqual([]);
    expect((await creator.stateOf(fan)).outbound.at(-1)).toMatchObject({ state: "sent", form: null });
  });
});

test("a fan who writes before the voice is there gets one answer to both, and the voice is called off", async () => {
  const fan = await knownFan();
  await fan.write("hello again");
  await fan.settle();
  await fan.write("are you there?");
  creator.setting.clock.advance(5_000);
  await wake(fan);
  const { prisma } = creator.setting.context.database;
  const { id, outbound } = await creator.stateOf(fan);
  const jobs = await prisma.vendorJob.findMany({ where: { conversationId: id }, orderBy: { id: "asc" } });
  expect(jobs[0]).toMatchObject({ state: "canceled" });
  expect(outbound.filter(({ state }) => state === "discarded")).toHaveLength(1);
});

test("who needs help while a voice is made is helped at once", async () => {
  const fan = creator.newFan();
  await fan.write("hi");
  await fan.settle();
  await fan.write("I want to kill myself");
  creator.setting.clock.advance(5_000);
  await wake(fan);
  expect(fan.received().at(-1)).toMatch(/findahelpline/);
  expect((await creator.stateOf(fan)).outbound.map(({ kind, state }) => [kind, state])).toEqual([
    ["disclosure", "sent"],
    ["reply", "discarded"],
    ["crisis", "sent"],
  ]);
});

test("an operator speaks by --voice, in words a voice may say", async () => {
  const fan = await knownFan();
  const { id } = await creator.stateOf(fan);
  const say = (text: string) =>
    conversationReply.run(creator.setting.as("owner"), { conversation: id, text, voice: true });
  await expect(say("I'm a real girl")).rejects.toMatchObject({ code: "refused", field: "text" });
  await say("Thank you for writing, it made my day.");
  await speak(fan);
  await wake(fan);
  expect(soundsOf(fan)).toHaveLength(1);
  await say("I'll tell you more tomorrow.");
  await fan.write("I want to kill myself");
  creator.setting.clock.advance(5_000);
  await wake(fan);
  expect(fan.received().at(-1)).toMatch(/findahelpline/);
  voices.splice(0);
  await expect(say("And one more.")).rejects.toMatchObject({ code: "not_configured", field: "voice" });
});

test("what was said aloud goes with the fan", async () => {
  const { database, ports } = creator.setting.context;
  const fan = await knownFan();
  await fan.write("hello again");
  await fan.settle();
  await speak(fan);
  await wake(fan);
  const { fan: row, outbound } = await creator.stateOf(fan);
  const key = outbound.at(-1)?.mediaKey ?? "";
  expect(await ports.store.exists(key)).toBe(true);
  await eraseFan(creator.setting.context, row.id);
  expect(await ports.store.exists(key)).toBe(false);
  expect(await database.prisma.asset.count({ where: { storageKey: key } })).toBe(0);
  expect(await database.prisma.vendorJob.count({ where: { setId: outbound.at(-1)?.id ?? "" } })).toBe(0);
});
