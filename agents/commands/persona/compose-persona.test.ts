import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type OpenAiEmulator, startOpenAiEmulator } from "../../../jobs/providers/openai-emulator/openai-emulator.ts";
import { draftPersona } from "../../domain/avatars/draft-persona.ts";
import { seededRandom } from "../../kernel/random.ts";
import { createOpenAiCompatibleModel } from "../../models/openai-compatible.ts";
import { avatarCreate } from "../avatar/avatar-create.ts";
import { seedPriceBook } from "../money/seed-price-book.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { personaRegenerate } from "./persona-regenerate.ts";

const BRIEF = "warm surfer in Lisbon";
const LUNA = draftPersona({ name: "Luna", brief: BRIEF, age: 26, language: "en", random: seededRandom(1) });
const COHERENT = { verdict: "coherent", contradictions: [], guessed: [] };

let setting: TestContext;
let emulator: OpenAiEmulator;

beforeAll(async () => {
  emulator = await startOpenAiEmulator();
  const { baseUrl, apiKey } = emulator;
  const chat = createOpenAiCompatibleModel({ baseUrl, apiKey, model: "gpt-6-luna" });
  setting = await createTestContext({ chat });
  await seedPriceBook(setting.context);
});
afterEach(async () => {
  await setting.context.database.prisma.avatar.deleteMany();
  await setting.context.database.prisma.costEntry.deleteMany();
});
afterAll(async () => {
  await setting.close();
  await emulator.close();
});

const says = (draft: object) =>
  emulator.answerWith(({ response_format: format }) => ({
    json: format?.type === "json_schema" && format.json_schema.name === "persona" ? draft : COHERENT,
  }));
const create = (actor = {}) => setting.run([avatarCreate], "avatar.create", { name: "Luna", brief: BRIEF }, actor);

test.each([
  [
    { backstory: "At 44 I left the bank. The sea was cold." },
    "provider_failed",
    "persona_incoherent",
    "no encaja con su edad",
  ],
  [{ appearance: "adult woman, twin of Emma Watson" }, "refused", "real_person", "Emma Watson"],
  [{ catchphrase: "your schoolgirl by the sea" }, "refused", "minor_appearance", "menor de edad"],
  [{ catchphrase: "I'm a real girl" }, "refused", "humanity_claim", "dice que es humana"],
])(
  "a model that insists on %j fails by name, after one repair, and no avatar is made",
  async (wrong, code, reason, words) => {
    says({ ...LUNA, ...wrong });
    const result = await create({ language: "es" });
    const message = expect.stringContaining(words);
    expect(result).toMatchObject({ state: "failed", problem: { code, reason, message, field: "brief" } });
    const { prisma } = setting.context.database;
    expect(await prisma.avatar.count()).toBe(0);
    const costs = await prisma.costEntry.findMany();
    expect(costs.map(({ state, operatorId }) => [state, operatorId])).toEqual([
      ["settled", "opr_owner"],
      ["settled", "opr_owner"],
    ]);
  },
);

test("one field anew is charged to the avatar", async () => {
  says(LUNA);
  expect(await create()).toMatchObject({ state: "done" });
  says({ tone: "dry and slow" });
  expect(await setting.run([personaRegenerate], "persona.regenerate", { avatar: "luna", field: "tone" })).toMatchObject(
    {
      state: "done",
      output: { changed: ["tone"], contradictions: [] },
    },
  );
  const { prisma } = setting.context.database;
  const avatar = await prisma.avatar.findFirstOrThrow();
  const costs = await prisma.costEntry.findMany({ where: { avatarId: avatar.id } });
  expect(costs.map(({ attemptKey }) => attemptKey.split(":")[0]).sort()).toEqual(["persona.draft", "persona.review"]);
});
