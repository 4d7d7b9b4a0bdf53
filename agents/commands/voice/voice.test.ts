import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { advanceVendorJobHandler } from "../../../jobs/handlers/advance-vendor-job.ts";
import { createProviderSlots } from "../../../jobs/handlers/provider-slots.ts";
import { runOnce } from "../../../jobs/handlers/testing/run-once.ts";
import { createBuiltInVoice } from "../../../jobs/providers/voice/built-in/built-in-voice.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { createRegistry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { voiceCommands } from "./commands.ts";
import { createVoiceVendor } from "./testing/voice-vendor.ts";

const vendor = createVoiceVendor();
const withApprove = [...voiceCommands, runApprove(() => createRegistry(voiceCommands))];

let setting: TestContext;
let silent: TestContext;
beforeAll(async () => {
  const builtIn = createBuiltInVoice({ espeakPath: null });
  setting = await createTestContext({ ports: { voices: [builtIn, vendor.generator] } });
  silent = await createTestContext({ database: setting.context.database });
  const price = {
    provider: "elevenlabs",
    model: "eleven_multilingual_v2",
    unit: "character",
    usd: "0.0003",
    source: "test",
  };
  await setting.context.database.prisma.priceBookEntry.create({
    data: { ...price, id: "prc_1", effectiveAt: new Date(0) },
  });
});
afterAll(async () => {
  await silent.close();
  await setting.close();
});
beforeEach(async () => {
  const { prisma } = setting.context.database;
  await prisma.avatar.deleteMany();
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
});

const run = (command: string, input: object = {}, actor = {}, on = setting) =>
  on.run(withApprove, command, { avatar: "ana", ...input }, actor);
const ana = () => setting.context.database.prisma.avatar.findUniqueOrThrow({ where: { id: "avt_a" } });

describe("voice list", () => {
  test("shows each provider's voices and which one she has", async () => {
    await run("voice.set", { provider: "elevenlabs", voice: "adam" });
    const result = await run("voice.list");
    expect(result).toMatchObject({
      output: {
        providers: [
          { provider: "built-in", offline: true, used: "preview-female", isChosen: false },
          { provider: "elevenlabs", offline: false, used: "adam", isChosen: true },
        ],
      },
    });
    expect(result.card.table?.rows).toContainEqual(["Adam · hers", "adam", "elevenlabs", "male", "en, es"]);
    expect(result.card.buttons).toContainEqual({
      label: "Take Rachel",
      command: "voice.set",
      input: { avatar: "ana", provider: "elevenlabs", voice: "rachel" },
    });
    expect(result.card.note).toContain("synthetic");
  });

  test("her language decides where none is chosen, and without providers it says so", async () => {
    await setting.context.database.prisma.avatar.update({ where: { id: "avt_a" }, data: { languages: ["es"] } });
    await run("voice.set", { gender: "male" });
    expect(await run("voice.list")).toMatchObject({
      output: { providers: [{ used: "preview-male" }, { used: "adam" }] },
    });
    expect((await run("voice.list", {}, { language: "es" }, silent)).card.title).toContain("ningún proveedor");
  });
});

describe("voice set", () => {
  test("keeps one voice a provider, gender and pace; each leaves the others", async () => {
    await run("voice.set", { provider: "elevenlabs", voice: "rachel" });
    await run("voice.set", { provider: "built-in", voice: "preview-neutral" });
    expect(await run("voice.set", { gender: "neutral", speed: 0.9 })).toMatchObject({
      state: "done",
      output: { gender: "neutral", speed: 0.9, chosen: { elevenlabs: "rachel", "built-in": "preview-neutral" } },
    });
    expect((await ana()).voice).toEqual({
      gender: "neutral",
      speed: 0.9,
      chosen: { elevenlabs: "rachel", "built-in": "preview-neutral" },
    });
  });

  test("two at a time both stay", async () => {
    await Promise.all([
      run("voice.set", { provider: "elevenlabs", voice: "rachel" }),
      run("voice.set", { provider: "built-in", voice: "preview-male" }),
      run("voice.set", { speed: 1.1 }),
    ]);
    expect((await ana()).voice).toEqual({
      gender: "female",
      speed: 1.1,
      chosen: { elevenlabs: "rachel", "built-in": "preview-male" },
    });
  });

  test.each([
    [{}, "invalid_input", "provider"],
    [{ provider: "elevenlabs" }, "invalid_input", "voice"],
    [{ voice: "rachel" }, "invalid_input", "provider"],
    [{ provider: "nobody", voice: "rachel" }, "not_found", "provider"],
    [{ provider: "elevenlabs", voice: "someones-clone" }, "refused", "voice"],
    [{ speed: 2 }, "invalid_input", "speed"],
    [{ gender: "robot" }, "invalid_input", "gender"],
  ])("%j: %s at %s", async (input, code, field) => {
    expect(await run("voice.set", input)).toMatchObject({ state: "failed", problem: { code, field } });
  });

  test("a voice made after somebody is the operator's own, or has a consent that covers voices today", async () => {
    const { prisma } = setting.context.database;
    const own = { provider: "elevenlabs", voice: "someones-clone" };
    await prisma.avatar.update({ where: { id: "avt_a" }, data: { likeness: "third_party" } });
    expect(await run("voice.set", own)).toMatchObject({ problem: { code: "refused", reason: "no_consent" } });
    const now = setting.clock.now();
    const consent = { id: "con_1", avatarId: "avt_a", subjectName: "Ana Ruiz", grantedAt: now, scope: "face, voice" };
    await prisma.consent.create({ data: { ...consent, expiresAt: new Date(now.getTime() + DAY_MS) } });
    expect(await run("voice.set", own)).toMatchObject({ state: "done" });
    await prisma.consent.update({ where: { id: "con_1" }, data: { revokedAt: now } });
    expect(await run("voice.try", { text: "Good morning" })).toMatchObject({ problem: { reason: "no_consent" } });
    await prisma.avatar.update({ where: { id: "avt_a" }, data: { likeness: "operator_own" } });
    expect(await run("voice.set", own)).toMatchObject({ state: "done" });
  });
});

describe("voice try", () => {
  async function approve(asked: Awaited<ReturnType<typeof run>>) {
    if (asked.state !== "waiting") throw new Error(JSON.stringify(asked));
    return await setting.run(withApprove, "run.approve", { id: asked.runCardId });
  }

  test("is quoted first, then spoken, and heard on the card", async () => {
    await run("voice.set", { speed: 0.9 });
    const asked = await run("voice.try", { text: "Good morning! ☀️ Coffee first.", provider: "built-in" });
    expect(asked.card.fields).toEqual(
      expect.arrayContaining([
        { label: "Says", value: "Good morning! Coffee first." },
        { label: "Made by", value: "built-in · formant-1" },
      ]),
    );
    const going = await approve(asked);
    expect(going.card).toMatchObject({ title: "Ana speaks", progress: { done: 0, total: 1 } });
    const { prisma } = setting.context.database;
    const job = await prisma.vendorJob.findFirstOrThrow();
    expect(job).toMatchObject({ kind: "voice", purpose: "trial", onlyProvider: "built-in", operatorId: "opr_owner" });
    expect(job.request).toMatchObject({ text: "Good morning! Coffee first.", language: "en", speed: 0.9 });
    expect(going.card.live).toEqual({
      topic: `set:${job.setId}`,
      command: "voice.show",
      input: { avatar: "ana" },
      finished: false,
    });
    await runOnce(setting.context, advanceVendorJobHandler(createProviderSlots(5)), { jobId: job.id });
    expect(setting.events.published).toContainEqual({ topic: `set:${job.setId}`, kind: "job" });
    const heard = await run("voice.show", {}, { language: "es" });
    const { storageKey } = await prisma.asset.findFirstOrThrow();
    expect(heard.card.images).toEqual([
      {
        key: storageKey,
        media: "audio",
        alt: "Ana dice la frase",
        caption: expect.stringMatching(/^built-in · \d\.\d s$/),
      },
    ]);
    expect(heard.card.live).toMatchObject({ finished: true });
    expect((await setting.context.ports.store.get(storageKey)).contentType).toBe("audio/wav");
  });

  test("a paid voice says its price, by the characters that are spoken", async () => {
    const text = "Good morning! Coffee first, then the sea.";
    const { card } = await run("voice.try", { text, provider: "elevenlabs" });
    expect(card.fields).toContainEqual({ label: "Cost", value: expect.stringMatching(/^\$0\.01/) });
    expect(card.fields).toContainEqual({ label: "Length", value: `${text.length} characters, about 3 s` });
  });

  test.each([
    [{ text: "I am seventeen" }, "minor_appearance"],
    [{ text: "I'm a real girl" }, "humanity_claim"],
    [{ text: "I'm at home right now" }, "humanity_claim"],
  ])("%j is not said: %s", async (input, reason) => {
    expect(await run("voice.try", input)).toMatchObject({ problem: { code: "refused", field: "text", reason } });
  });

  test("what nobody can say, and for whom nobody speaks, is refused by name", async () => {
    expect(await run("voice.try", { text: "🌊🌊" })).toMatchObject({ problem: { code: "refused", field: "text" } });
    expect(await run("voice.try", { text: "a".repeat(401) })).toMatchObject({ problem: { code: "invalid_input" } });
    expect(await run("voice.try", { text: "Hello", provider: "nobody" })).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(await run("voice.try", { text: "Hello" }, {}, silent)).toMatchObject({
      problem: { code: "not_configured" },
    });
    await setting.context.database.prisma.avatar.update({ where: { id: "avt_a" }, data: { state: "retired" } });
    expect(await run("voice.try", { text: "Hello" })).toMatchObject({ problem: { code: "refused" } });
  });

  test("a trial that failed says so", async () => {
    const { prisma } = setting.context.database;
    const request = { text: "hello", language: "en", explicitness: 1, speed: 1 };
    const job = {
      id: "vjb_1",
      avatarId: "avt_a",
      kind: "voice" as const,
      purpose: "trial" as const,
      setId: "set_1",
      request,
    };
    await prisma.vendorJob.create({ data: { ...job, state: "failed", error: "The vendor said no." } });
    expect((await run("voice.show")).card).toMatchObject({
      tone: "warning",
      text: "The vendor said no.",
      live: { finished: true },
    });
  });
});
