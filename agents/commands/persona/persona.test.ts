import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recall } from "../../../prisma/vectors.ts";
import type { Persona } from "../../domain/avatars/persona.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { avatarCreate } from "../avatar/avatar-create.ts";
import type { ExecuteResult } from "../execute.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { personaCommands } from "./commands.ts";
import type { PersonaStatusValue } from "./persona-card.ts";

let base: TestContext;
let setting: TestContext;
let embedded: string[][] = [];

beforeAll(async () => {
  base = await createTestContext();
  const { embedder, database } = base.context;
  const embed: typeof embedder.embed = async (texts, signal) => {
    if (texts.length > 0) embedded.push([...texts]);
    return await embedder.embed(texts, signal);
  };
  setting = await createTestContext({ database, embedder: { ...embedder, embed } });
});
afterAll(async () => {
  await setting.close();
  await base.close();
});
beforeEach(async () => {
  await setting.context.database.prisma.avatar.deleteMany();
  const brief = "warm surfer in Lisbon who loves old maps";
  await done(setting.run([avatarCreate], "avatar.create", { name: "Luna", brief }));
  embedded = [];
});

async function done(result: Promise<ExecuteResult>) {
  const ended = await result;
  if (ended.state !== "done") throw new Error(JSON.stringify(ended));
  return ended;
}

const run = (command: string, input: object = {}, actor = {}) =>
  setting.run(personaCommands, command, { avatar: "luna", ...input }, actor);
const status = async (command: string, input: object = {}) =>
  (await done(run(command, input))).output as PersonaStatusValue;
const fieldOf = (persona: PersonaStatusValue, name: string) => persona.fields.find((field) => field.name === name);

async function facts(): Promise<string[]> {
  const rows = await setting.context.database.prisma.personaFact.findMany({ orderBy: { text: "asc" } });
  return rows.map(({ text }) => text);
}

describe("persona show", () => {
  test("says of each field where it comes from, and asks about what was only drawn", async () => {
    const persona = await status("persona.show");
    expect(persona).toMatchObject({ avatar: "luna", gaps: [], contradictions: [] });
    expect(fieldOf(persona, "location")).toMatchObject({ origin: "generated", confidence: 0.9, state: "ready" });
    expect(fieldOf(persona, "appearance")).toMatchObject({ origin: "default", state: "weak", remedy: "ask" });
    const { card } = await run("persona.show");
    expect(card.buttons).toContainEqual({
      label: "Looks…",
      command: "persona.set",
      input: { avatar: "luna", field: "appearance" },
      ask: { field: "value", label: expect.stringContaining("How does she look?") },
    });
    expect(card.fields).toContainEqual({ label: "Tone (written, 90 %)", value: "warm and close" });
  });

  test("speaks the operator's language, and is there for analysts of their own avatars only", async () => {
    const { card } = await run("persona.show", {}, { language: "es" });
    expect(card).toMatchObject({ title: "La personalidad de Luna", tone: "good" });
    expect(await run("persona.show", {}, { role: "analyst" })).toMatchObject({ problem: { code: "not_found" } });
    expect(await run("persona.set", { field: "tone", value: "dry" }, { role: "chatter" })).toMatchObject({
      problem: { code: "forbidden" },
    });
  });
});

describe("persona set", () => {
  test("writes by hand, and the facts follow: new ones embedded, stale ones gone, others untouched", async () => {
    const { prisma } = setting.context.database;
    const learnt = { id: "fct_learnt", avatarId: (await prisma.avatar.findFirstOrThrow()).id, text: "I keep bees." };
    await prisma.personaFact.create({ data: { ...learnt, source: "operator" } });
    const before = await prisma.personaFact.findMany({ where: { source: "persona" } });
    const persona = await status("persona.set", { field: "goals", value: "sail north; sleep outside; learn the oud" });
    expect(fieldOf(persona, "goals")).toMatchObject({
      value: ["sail north", "sleep outside", "learn the oud"],
      origin: "manual",
      confidence: 1,
    });
    expect(embedded).toEqual([
      ["One of my goals: sail north.", "One of my goals: sleep outside.", "One of my goals: learn the oud."],
    ]);
    const texts = await facts();
    expect(texts.filter((text) => text.startsWith("One of my goals"))).toHaveLength(3);
    expect(texts).toContain("I keep bees.");
    const after = await prisma.personaFact.findMany({ where: { source: "persona" } });
    const kept = before.filter(({ text }) => !text.startsWith("One of my goals"));
    expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(kept.map(({ id }) => id)));
    const [embedding = []] = await setting.context.embedder.embed(["learn the oud"], AbortSignal.timeout(5_000));
    const { embedder, clock, database } = setting.context;
    const query = { avatarId: learnt.avatarId, fanId: "", embedding, embeddingModel: embedder.info.model };
    const found = await recall(database.pool, { ...query, now: clock.now(), personaFacts: 1, fanMemories: 0 });
    expect(found.persona[0]?.text).toBe("One of my goals: learn the oud.");
  });

  test("a part of a field is set in it, a known city with what belongs to it", async () => {
    const vibe = await status("persona.set", { field: "location.vibe", value: "fog and fado" });
    expect(fieldOf(vibe, "location")?.value).toMatchObject({ city: "Lisbon", vibe: "fog and fado" });
    const moved = await status("persona.set", { field: "Location.City", value: "Tokyo" });
    expect(fieldOf(moved, "location")?.value).toMatchObject({ city: "Tokyo", country: "Japan" });
    expect(moved.contradictions.map(({ rule }) => rule)).toContain("other_city");
    const { card } = await run("persona.show");
    expect(card).toMatchObject({ tone: "warning", text: expect.stringContaining("they name different places") });
  });

  test.each([
    [{ field: "tones", value: "dry" }, "field", "Did you mean “tone”?"],
    [{ field: "traits", value: "calm; warm" }, "value", "5 to 7"],
    [{ field: "appearance", value: "woman, red hair" }, "value", "adult"],
    [{ field: "location", value: "Lisbon" }, "value", "location.city"],
    [{ field: "backstory", value: "One sentence only." }, "value", "Two or three"],
  ])("%j does not fit and says why", async (input, field, remedy) => {
    const problem = { code: "invalid_input", field, remedy: expect.stringContaining(remedy) };
    expect(await run("persona.set", input)).toMatchObject({ state: "failed", problem });
  });

  test.each([
    [{ field: "catchphrase", value: "your schoolgirl next door" }, "minor_appearance"],
    [{ field: "lifestyle.community", value: "the t33n crew" }, "minor_appearance"],
    [{ field: "appearance", value: "adult woman, the face of Emma Watson" }, "real_person"],
    [{ field: "bio", value: "The Kim Kardashian of Lisbon." }, "real_person"],
    [{ field: "catchphrase", value: "I'm a real girl" }, "humanity_claim"],
  ])("%j is refused: %s", async (input, reason) => {
    expect(await run("persona.set", input)).toMatchObject({ problem: { code: "refused", field: "value", reason } });
    expect(embedded).toEqual([]);
  });

  test("a liking may name somebody, and so may every field once that person consented", async () => {
    await status("persona.set", { field: "interests", value: "the music of Taylor Swift; tea; maps; salt; surf" });
    const looks = { field: "appearance", value: "adult woman, the face of Emma Watson" };
    const { prisma } = setting.context.database;
    const { id } = await prisma.avatar.findFirstOrThrow();
    const now = setting.clock.now();
    const consent = { avatarId: id, subjectName: "Emma Watson", scope: "face", grantedAt: now };
    await prisma.consent.create({ data: { ...consent, id: "con_1", expiresAt: new Date(now.getTime() + DAY_MS) } });
    expect(await run("persona.set", looks)).toMatchObject({ state: "done" });
    await prisma.consent.update({ where: { id: "con_1" }, data: { revokedAt: now } });
    expect(await run("persona.set", { field: "tone", value: "dry" })).toMatchObject({
      problem: { reason: "real_person", message: expect.stringContaining("Emma Watson") },
    });
  });

  test("every change is on the trust chain", async () => {
    await status("persona.set", { field: "tone", value: "dry and slow" });
    const { prisma } = setting.context.database;
    const { id } = await prisma.avatar.findFirstOrThrow();
    const events = await prisma.trustEvent.findMany({ where: { stream: id }, orderBy: { seq: "asc" } });
    expect(events.map(({ control, decision }) => `${control} ${decision}`)).toEqual([
      "C9 adult",
      "C8 nobody_real",
      "C9 adult",
      "C8 nobody_real",
    ]);
  });

  test("of two changes at a time none is lost: the second is told so", async () => {
    const results = await Promise.all([
      run("persona.set", { field: "tone", value: "dry and slow" }),
      run("persona.set", { field: "catchphrase", value: "Maps first" }),
      run("persona.set", { field: "communicationStyle", value: "Short lines, no emojis at all." }),
    ]);
    const states = results.map((result) => (result.state === "failed" ? result.problem.code : result.state));
    expect(states).toContain("done");
    expect(states.every((state) => state === "done" || state === "conflict")).toBe(true);
    const persona = await status("persona.show");
    const phrase = fieldOf(persona, "catchphrase")?.value;
    expect((await facts()).includes('I often say: "Maps first"')).toBe(phrase === "Maps first");
  });

  test("nothing is set for an avatar that has ended", async () => {
    await setting.context.database.prisma.avatar.updateMany({ data: { state: "retired" } });
    expect(await run("persona.set", { field: "tone", value: "dry" })).toMatchObject({ problem: { code: "refused" } });
    expect(await run("persona.fill")).toMatchObject({ problem: { code: "refused" } });
  });
});

describe("persona regenerate", () => {
  test("writes one field anew and leaves the others as they are", async () => {
    const before = await status("persona.show");
    const after = await status("persona.regenerate", { field: "goals" });
    for (const { name, value } of before.fields) {
      const now = fieldOf(after, name)?.value;
      if (name === "goals") expect(now).not.toEqual(value);
      else expect(now, name).toEqual(value);
    }
    expect(after).toMatchObject({ changed: ["goals"], contradictions: [] });
    const goals = fieldOf(after, "goals")?.value as string[] | undefined;
    const told = (await facts()).filter((text) => text.startsWith("One of my goals"));
    expect(told.sort()).toEqual(goals?.map((goal) => `One of my goals: ${goal}.`).sort());
  });

  test("what goes with the rest stays with it", async () => {
    await status("persona.set", { field: "location.city", value: "Tokyo" });
    const told = await status("persona.regenerate", { field: "bio" });
    expect(fieldOf(told, "bio")?.value).toContain("Tokyo");
    const again = await status("persona.regenerate", { field: "culturalBackground" });
    expect(fieldOf(again, "culturalBackground")?.value).toContain("Japan");
  });

  test("where the brief leaves no choice it says so", async () => {
    expect(await run("persona.regenerate", { field: "tone" })).toMatchObject({
      problem: { code: "refused", reason: "nothing_else", remedy: "persona set luna tone …" },
    });
    expect(await run("persona.regenerate", { field: "moods" })).toMatchObject({ problem: { code: "invalid_input" } });
  });
});

describe("persona fill", () => {
  test("writes what is missing or not valid, nothing else, to go with the rest", async () => {
    const { prisma } = setting.context.database;
    await status("persona.set", { field: "location.city", value: "Tokyo" });
    await prisma.personaField.deleteMany({ where: { name: { in: ["bio", "goals"] } } });
    await prisma.personaField.updateMany({ where: { name: "traits" }, data: { value: ["calm"] } });
    const shown = await run("persona.show");
    expect(shown).toMatchObject({ output: { gaps: ["bio", "traits", "goals"] } });
    expect(shown.card.buttons?.[0]).toMatchObject({ command: "persona.fill", style: "primary" });
    const filled = await status("persona.fill");
    expect(filled).toMatchObject({ gaps: [], changed: ["bio", "traits", "goals"] });
    expect(fieldOf(filled, "bio")?.value).toContain("Tokyo");
    expect(fieldOf(filled, "location")).toMatchObject({ origin: "manual" });
    expect((await facts()).some((text) => text.startsWith("One of my goals"))).toBe(true);
  });

  test("a whole persona is left alone, unless guesses shall be written anew", async () => {
    const again = await done(run("persona.fill"));
    expect(again).toMatchObject({ output: { changed: [] }, card: { title: "Luna's persona lacks nothing" } });
    expect(embedded).toEqual([]);
    expect((await status("persona.fill", { weak: true })).changed).toEqual(["appearance"]);
  });
});

test("an avatar lives in the time zone of her place, and a zone that is given chooses the place", async () => {
  const { prisma } = setting.context.database;
  expect(await prisma.avatar.findFirstOrThrow()).toMatchObject({ timeZone: "Europe/Lisbon" });
  const timeZone = "Asia/Tokyo";
  await done(setting.run([avatarCreate], "avatar.create", { name: "Mara", brief: "a calm potter", timeZone }));
  const mara = await prisma.avatar.findFirstOrThrow({ where: { slug: "mara" }, include: { fields: true } });
  expect(mara.timeZone).toBe(timeZone);
  const location = mara.fields.find(({ name }) => name === "location")?.value as Persona["location"];
  expect(location.city).toBe("Tokyo");
});

test.each([
  [{ name: "Taylor Swift", brief: "a singer" }, "name"],
  [{ name: "Tina", brief: "a singer who looks like Taylor Swift" }, "brief"],
])("%j is nobody's avatar", async (input, field) => {
  expect(await setting.run([avatarCreate], "avatar.create", input)).toMatchObject({
    problem: { code: "refused", reason: "real_person", field, remedy: expect.any(String) },
  });
});
