// A persona that no prompt holds is a persona nobody meets: seen in what is really sent, for captions and for a fan's answer.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenAiEmulator, startOpenAiEmulator } from "../../../jobs/providers/openai-emulator/openai-emulator.ts";
import { claimConversation } from "../../../prisma/conversation-turn.ts";
import { buildFanReplyGraph } from "../../graphs/fan-reply/graph.ts";
import { createOpenAiCompatibleModel } from "../../models/openai-compatible.ts";
import { avatarCreate } from "../avatar/avatar-create.ts";
import { seedPriceBook } from "../money/seed-price-book.ts";
import { captionPiecesNow } from "../piece/caption-pieces.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { personaSet } from "./persona-set.ts";

const PHRASE = "Salt first, maps second";
const SPOT = "the lighthouse with the red door";

let offline: TestContext;
let online: TestContext;
let emulator: OpenAiEmulator;
let avatarId: string;

beforeAll(async () => {
  emulator = await startOpenAiEmulator();
  offline = await createTestContext();
  const { baseUrl, apiKey } = emulator;
  const chat = createOpenAiCompatibleModel({ baseUrl, apiKey, model: "gpt-6-luna" });
  online = await createTestContext({ database: offline.context.database, chat });
  await seedPriceBook(offline.context);
  await offline.run([avatarCreate], "avatar.create", { name: "Luna", brief: "surfer in Lisbon" });
  const set = (field: string, value: string) =>
    offline.run([personaSet], "persona.set", { avatar: "luna", field, value });
  await set("catchphrase", PHRASE);
  await set("lifestyle.favouriteSpots", SPOT);
  avatarId = (await offline.context.database.prisma.avatar.findFirstOrThrow()).id;
});
afterAll(async () => {
  await online.close();
  await offline.close();
  await emulator.close();
});

const asked = (call: string) =>
  emulator.chats.filter(
    ({ response_format: format }) => format?.type === "json_schema" && format.json_schema.name === call,
  );

test("captions: what was set by hand, and the fact that fits the scene", async () => {
  const { prisma } = offline.context.database;
  const piece = { id: "pce_1", avatarId, number: 1, templateKey: "gone", seed: 1, tier: "safe" as const };
  await prisma.piece.create({ data: { ...piece, prompt: "adult woman at a lighthouse with a red door" } });
  emulator.answerWith(() => ({ json: { pictures: [] } }));
  await captionPiecesNow(online.context, ["pce_1"], { final: true, signal: AbortSignal.timeout(20_000) });
  const [call] = asked("captions");
  const question = JSON.parse(String(call?.messages.at(-1)?.content)) as { persona: object; facts: string[] };
  expect(question.persona).toMatchObject({ catchphrase: PHRASE, lifestyle: { favouriteSpots: [SPOT] } });
  expect(question.facts[0]).toBe(`A favourite spot of mine: ${SPOT}.`);
});

test("a fan's answer: the same persona in the instructions, the fitting fact beside the message", async () => {
  const { prisma, pool } = offline.context.database;
  const at = offline.clock.now();
  const account = { id: "acc_1", avatarId, platform: "instagram", externalId: "1", handle: "luna" };
  await prisma.account.create({ data: { ...account, accessToken: "sealed" } });
  await prisma.fan.create({ data: { id: "fan_1", avatarId, displayName: "Alex", createdAt: at } });
  const address = { id: "adr_1", fanId: "fan_1", accountId: "acc_1", externalId: "9" };
  await prisma.fanAddress.create({ data: address });
  const conversation = { id: "cnv_1", avatarId, fanId: "fan_1", accountId: "acc_1", createdAt: at, lastSeq: 1 };
  await prisma.conversation.create({ data: { ...conversation, firstUnansweredAt: at } });
  const said = { conversationId: "cnv_1", direction: "in" as const, author: "fan" as const, sentAt: at, createdAt: at };
  await prisma.message.create({
    data: { ...said, id: "msg_1", seq: 1, text: "do you know a lighthouse with a red door?" },
  });
  const claim = { leaseToken: "lease", leaseMs: 45_000, now: at, historyLimit: 40 };
  const snapshot = await claimConversation(pool, "cnv_1", claim);
  if (snapshot.state !== "claimed") throw new Error(snapshot.state);
  emulator.answerWith(() => ({ json: { reply: "I do! Shall I tell you about it?", facts: [] } }));
  const start = { context: online.context, snapshot, now: at, signal: AbortSignal.timeout(20_000), trust: [] };
  await buildFanReplyGraph().invoke(start);
  const [call] = asked("written_reply");
  const system = JSON.stringify(call?.messages.filter(({ role }) => role === "system"));
  expect(system).toContain(PHRASE);
  expect(system).toContain(SPOT);
  const message = JSON.parse(String(call?.messages.at(-1)?.content)) as { aboutCreator: string[] };
  expect(message.aboutCreator[0]).toBe(`A favourite spot of mine: ${SPOT}.`);
});
