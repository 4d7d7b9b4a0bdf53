// Captions from the model or the rules to the operator's choice: languages, limits, forbidden words, approval.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createLocalModerator } from "../../../jobs/providers/moderation/local.ts";
import { type OpenAiEmulator, startOpenAiEmulator } from "../../../jobs/providers/openai-emulator/openai-emulator.ts";
import { countEmojis } from "../../domain/content/caption-limits.ts";
import { captionFault } from "../../domain/content/caption-rules.ts";
import { AppError } from "../../kernel/errors.ts";
import { createOpenAiCompatibleModel } from "../../models/openai-compatible.ts";
import type { Moderator } from "../../ports/moderator.ts";
import { avatarCreate } from "../avatar/avatar-create.ts";
import { seedPriceBook } from "../money/seed-price-book.ts";
import { runApproved } from "../template/testing/run-approved.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { captionPiecesNow } from "./caption-pieces.ts";
import { pieceCaption } from "./piece-caption.ts";
import { pieceRecaption } from "./piece-recaption.ts";
import { pieceShow } from "./piece-show.ts";

let offline: TestContext;
let online: TestContext;
let emulator: OpenAiEmulator;
let avatarId: string;
/** Calls of earlier tests. */
let heard = 0;
const commands = [avatarCreate, pieceCaption, pieceRecaption, pieceShow];

beforeAll(async () => {
  emulator = await startOpenAiEmulator();
  offline = await createTestContext();
  const chat = createOpenAiCompatibleModel({ ...emulator, model: "gpt-6-luna" });
  online = await createTestContext({ database: offline.context.database, chat });
  await seedPriceBook(offline.context);
  await offline.run(commands, "avatar.create", { name: "Luna", brief: "surfer in Lisbon", age: 27 });
  avatarId = (await offline.context.database.prisma.avatar.findFirstOrThrow()).id;
});
afterAll(async () => {
  await online.close();
  await offline.close();
  await emulator.close();
});
beforeEach(async () => {
  const { prisma } = offline.context.database;
  await prisma.piece.deleteMany();
  await prisma.batch.deleteMany();
  heard = emulator.chats.length;
  await speak(["en", "es"]);
});

const speak = (languages: string[]) =>
  offline.context.database.prisma.avatar.update({ where: { id: avatarId }, data: { languages } });
const stored = (number = 1) =>
  offline.context.database.prisma.piece.findUniqueOrThrow({ where: { avatarId_number: { avatarId, number } } });

async function plan(count: number, channels: readonly string[] | null, over: Readonly<Record<string, unknown>> = {}) {
  const { prisma } = offline.context.database;
  if (channels) {
    await prisma.batch.create({ data: { id: "bat_1", avatarId, number: 1, requested: count, plan: { channels } } });
  }
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  for (const number of numbers) {
    const row = { id: `pce_${number}`, avatarId, number, seed: number, templateKey: "beach-shore-walk" };
    const piece = { ...row, prompt: "adult woman at the sea", tier: "safe" as const, position: number };
    await prisma.piece.create({ data: { ...piece, batchId: channels ? "bat_1" : null, ...over } });
  }
  return numbers.map((number) => `pce_${number}`);
}

const caption = (setting: TestContext, ids: readonly string[]) =>
  captionPiecesNow(setting.context, ids, { final: true, signal: AbortSignal.timeout(20_000) });

interface Option {
  readonly language: string;
  readonly style: string;
  readonly text: string;
}
const optionsOf = async (number = 1) => (await stored(number)).captionOptions as unknown as Option[];
const languagesOf = (options: readonly Option[]) => options.map(({ language }) => language);
const five = (language: string) => Array.from({ length: 5 }, () => language);
const asked = () => emulator.chats.slice(heard).map(({ messages }) => JSON.stringify(messages));
const write = (...captions: readonly Partial<Option>[]) =>
  emulator.answerWith(() => ({
    json: {
      pictures: [1, 2, 3, 4, 5, 6, 7, 8].map((picture) => ({
        picture,
        captions: captions.map((written) => ({ language: "en", style: "tip", text: "Salt first", ...written })),
      })),
    },
  }));

test("the rules write five in each language, with a call to action, within the strictest limit of the channels", async () => {
  await caption(offline, await plan(1, ["instagram", "tiktok", "x"]));
  const options = await optionsOf();
  expect(languagesOf(options)).toEqual([...five("en"), ...five("es")]);
  expect(new Set(options.map(({ text }) => text)).size).toBe(10);
  for (const { text } of options) {
    expect(text.length).toBeLessThanOrEqual(100);
    expect(countEmojis(text)).toBeLessThanOrEqual(1);
    expect(captionFault(text), text).toBeNull();
  }
  const piece = await stored();
  expect(piece.caption).toBe(options[0]?.text);
  expect(options.some(({ text }) => /Follow along|Share it/.test(text))).toBe(true);
});

test("a language the rules do not know is English, once, and says so", async () => {
  await speak(["fr"]);
  await caption(offline, await plan(1, null));
  expect(languagesOf(await optionsOf())).toEqual(five("en"));
  await speak(["fr", "en"]);
  await offline.context.database.prisma.piece.deleteMany();
  await caption(offline, await plan(1, null));
  expect(languagesOf(await optionsOf())).toEqual(five("en"));
});

test("a model is asked once for several pieces in all languages, less often with more of them", async () => {
  await speak(["en", "es", "fr"]);
  write(
    { text: "A" },
    { language: "French", text: "B" },
    { language: "es-MX", text: "C" },
    { language: "de", text: "D" },
  );
  await caption(online, await plan(5, ["x"]));
  const [first = "", ...more] = asked();
  expect(more).toHaveLength(2);
  expect(first).toContain('English (\\"en\\"), Spanish (\\"es\\"), French (\\"fr\\")');
  expect(first).toContain("at most 280 characters, 0 to 1 emojis");
  expect(first).toContain("asks for an answer");
  const options = await optionsOf(5);
  expect(languagesOf(options)).toEqual([...five("en"), ...five("es"), "fr"]);
  expect(options.filter(({ text }) => text.length === 1).map(({ text }) => text)).toEqual(["A", "C", "B"]);
});

test("what a rule forbids is dropped, recorded, and the rules' words stand there instead", async () => {
  await speak(["en"]);
  const said = [
    "I'm a real girl, promise 🌊",
    "Only $5 today, hurry 🔥",
    "Meet me on Friday at my place 💋",
    "She looks 16 in this one ✨",
    "Singing with Taylor Swift again 🎤",
  ];
  write({ text: "Salt, sun, one more lap 🌊".repeat(9), style: "story" }, ...said.map((text) => ({ text })));
  await caption(online, await plan(1, ["instagram"]));
  const options = await optionsOf();
  expect(options).toHaveLength(5);
  expect(options[0]).toMatchObject({ style: "story", text: expect.stringMatching(/^Salt, sun.+…$/) });
  expect(options[0]?.text.length).toBeLessThanOrEqual(150);
  expect(countEmojis(options[0]?.text ?? "")).toBe(2);
  for (const { text } of options) expect(said).not.toContain(text);
  const { prisma } = offline.context.database;
  const events = await prisma.trustEvent.findMany({ where: { stream: "pce_1" }, orderBy: { seq: "asc" } });
  expect(events.map(({ control }) => control)).toEqual(["C2", "C15", "C2", "C9", "C8"]);
});

test("what reads above the picture's tier, or was not examined, gives way to the rules' words", async () => {
  await speak(["en"]);
  write({ text: "Salt first, maps second" });
  const moderated = (moderateText: Moderator["moderateText"]) => {
    const moderator = { ...createLocalModerator(), moderateText };
    return { ...online, context: { ...online.context, ports: { ...online.context.ports, moderator } } };
  };
  const scored = (sexual: number) =>
    moderated(async () => ({ provider: "test", model: "test", scores: { sexual, violence: 0, hate: 0 } }));
  const down = moderated(() => Promise.reject(new AppError("unavailable", "down")));
  for (const [setting, first] of [
    [scored(0.1), "Salt first, maps second"],
    [scored(0.5), expect.not.stringContaining("Salt first")],
    [down, expect.not.stringContaining("Salt first")],
  ] as const) {
    await offline.context.database.prisma.piece.deleteMany();
    await caption(setting, await plan(1, null));
    expect((await optionsOf()).map(({ text }) => text)[0]).toEqual(first);
    expect(await optionsOf()).toHaveLength(5);
  }
});

test("a caption is chosen by its number; the choice is within the limit and takes an approval back", async () => {
  const [id = ""] = await plan(1, null);
  await caption(offline, [id]);
  const { prisma } = offline.context.database;
  await prisma.piece.update({ where: { id }, data: { state: "approved", approvedHash: "h", approvedById: "opr" } });
  const options = await optionsOf();
  const shown = await offline.run(commands, "piece.caption", { piece: "luna-1" });
  expect(shown.card).toMatchObject({ title: "Captions of luna-1", text: options[0]?.text });
  expect(shown.card.fields?.map(({ label }) => label.split(" · ").slice(0, 2))).toEqual(
    options.map(({ language }, index) => [String(index + 1), language === "en" ? "English" : "Spanish"]),
  );
  expect(shown.card.buttons).toContainEqual(
    expect.objectContaining({ command: "piece.caption", input: { piece: "luna-1", option: 7 } }),
  );
  expect(await stored()).toMatchObject({ state: "approved" });
  const spanish = await offline.run(commands, "piece.caption", { piece: "luna-1" }, { language: "es" });
  expect(spanish.card.fields?.[0]?.label).toContain("inglés");
  const chosen = await offline.run(commands, "piece.caption", { piece: "luna-1", option: 7 });
  expect(chosen).toMatchObject({ state: "done", output: { hasChanged: true, shortened: false } });
  expect(await stored()).toMatchObject({ caption: options[6]?.text, state: "ready", approvedHash: null });
  const opened = await offline.run(commands, "piece.show", { piece: "luna-1" });
  expect(opened.card.buttons).toContainEqual(expect.objectContaining({ label: "Choose among 10 captions" }));
});

test("captions from before they named a language are read as the avatar's first", async () => {
  const captionOptions = [
    { style: "tip", text: "Salt first" },
    { style: "story", text: "Maps second" },
  ];
  await plan(1, null, { state: "ready", caption: "Salt first", captionOptions });
  expect(await offline.run(commands, "piece.caption", { piece: "luna-1" })).toMatchObject({
    output: {
      options: [
        { number: 1, language: "en", isChosen: true },
        { number: 2, language: "en", text: "Maps second", isChosen: false },
      ],
    },
  });
});

test("by hand: held to the channels' limit and to the same rules; both ways at once, or a wrong number, is refused", async () => {
  await plan(1, ["x"], { state: "ready", captionOptions: [{ style: "tip", text: "Salt first" }] });
  const set = (input: object) => offline.run(commands, "piece.caption", { piece: "luna-1", ...input });
  const long = "Salt, sun, one more lap. ".repeat(10).trim();
  expect(await set({ caption: long })).toMatchObject({ output: { shortened: false, piece: { caption: long } } });
  const cut = await set({ caption: `${long} And then some more of the same 🌊🔥` });
  expect(cut.card).toMatchObject({ note: "It was cut to what fits where it goes: 280 characters, 1 emoji." });
  expect(await set({ caption: "a", option: 1 })).toMatchObject({ problem: { code: "invalid_input", field: "option" } });
  expect(await set({ option: 2 })).toMatchObject({ problem: { code: "invalid_input", field: "option" } });
  for (const [said, reason] of [
    ["I'm a real girl", "humanity_claim"],
    ["Half price, today only", "promise"],
    ["She looks 16 here", "minor_appearance"],
  ] as const) {
    expect(await set({ caption: said })).toMatchObject({ problem: { code: "refused", field: "caption", reason } });
  }
  await offline.context.database.prisma.piece.updateMany({ data: { state: "published" } });
  expect(await set({ option: 1 })).toMatchObject({ problem: { code: "refused", field: "piece" } });
});

test("others are written after a quote and a yes; those there are stay until then", async () => {
  const [id = ""] = await plan(1, null, { state: "approved", approvedHash: "h" });
  await caption(offline, [id]);
  const before = await optionsOf();
  await offline.context.database.prisma.piece.updateMany({ data: { state: "approved", approvedHash: "h" } });
  const paid = await online.run(commands, "piece.recaption", { piece: "luna-1" });
  expect(JSON.stringify(paid.card)).toContain("openai · gpt-6-luna");
  expect(JSON.stringify(paid.card)).toMatch(/\$0\.\d*[1-9]/);
  const { asked: card, done } = await runApproved(offline, commands, "piece.recaption", { piece: "luna-1" });
  expect(JSON.stringify(card.card)).toContain("needs approval again");
  expect(done).toMatchObject({
    state: "done",
    card: { text: "New captions are being written.", live: { command: "piece.show", finished: false } },
  });
  expect(await stored()).toMatchObject({ state: "ready", captionedAt: null, caption: before[0]?.text });
  const { prisma } = offline.context.database;
  expect(await prisma.outbox.findFirst({ where: { name: "pieces.caption" } })).toMatchObject({
    payload: { pieceIds: [id] },
  });
  // Approved again before they are there: that yes was for the old one.
  await prisma.piece.update({ where: { id }, data: { state: "approved", approvedHash: "h" } });
  await caption(offline, [id]);
  const after = await optionsOf();
  expect(languagesOf(after)).toEqual([...five("en"), ...five("es")]);
  const known = new Set(before.map(({ text }) => text));
  expect(after.filter(({ text }) => known.has(text))).toEqual([]);
  expect(await stored()).toMatchObject({ state: "ready", approvedHash: null, caption: after[0]?.text });
  expect(offline.events.published).toContainEqual({ topic: `piece:${id}`, kind: "captioned" });
});

test("captions are written with the avatar's story of the day the post goes out, secrets left out", async () => {
  const { prisma } = offline.context.database;
  const ids = await plan(1, null);
  const account = { id: "acc_1", avatarId, platform: "instagram", externalId: "1", handle: "luna" };
  await prisma.account.create({ data: account });
  const dueAt = new Date("2026-12-02T12:00:00Z");
  const post = { id: "pst_1", pieceId: "pce_1", accountId: "acc_1", dueAt, caption: "", contentHash: "h" };
  await prisma.scheduledPost.create({ data: post });
  const event = (id: string, day: string, what: string, secretUntil: string | null = null) => {
    const on = new Date(day);
    const secret = secretUntil === null ? null : new Date(secretUntil);
    return { id, avatarId, startsOn: on, endsOn: on, what, place: "Lisbon", secretUntil: secret };
  };
  await prisma.storyEvent.createMany({
    data: [
      event("sty_1", "2026-12-02", "a surf camp"),
      event("sty_2", "2026-12-02", "a surprise show", "2026-12-03"),
      event("sty_3", "2026-11-24", "a quiet day"),
    ],
  });
  write({ text: "Salt first, coffee second" }, { text: "Today all the light is in Madrid ☀️", style: "story" });
  await caption(online, ids);
  const captions = (await optionsOf()).map(({ text }) => text).join("\n");
  expect(captions).toContain("Salt first");
  expect(captions).not.toContain("Madrid");
  const [question = ""] = asked();
  expect(question).toContain("a surf camp · Lisbon");
  expect(question).not.toMatch(/surprise show|quiet day/);
});
