// What only the second opinion hears is acted on with care, and nothing of it lasts: a plain word or one click settles it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { guard } from "../../graphs/fan-reply/nodes/understand.ts";
import { texts } from "../../texts/texts.ts";
import { conversationRelease } from "./conversation-take.ts";
import { startCreator, type TestCreator, type TestFan } from "./testing/creator-with-fans.ts";

let creator: TestCreator;
beforeAll(async () => {
  creator = await startCreator();
});
afterAll(() => creator.close());

const SOUNDS_YOUNG = {
  en: "my mom says i can't have a phone until my grades go up",
  es: "mi mamá no me compra el celular hasta que suba mis notas",
} as const;
const SOUNDS_DESPERATE = "i just want to close my eyes and never open them again";
const SOUNDS_LIKE_STOP = "scrub my digits from whatever list this is";

async function say(fan: TestFan, text: string): Promise<string> {
  await fan.write(text);
  await fan.settle();
  return fan.received().at(-1) ?? "";
}

const release = async (conversation: string) =>
  await creator.setting.run([conversationRelease], "conversation.release", { conversation });

test("these lines are heard by the second opinion alone", () => {
  const found = (text: string) => [...guard([text], creator.setting.clock.now()).doubtful];
  expect([SOUNDS_YOUNG.en, SOUNDS_YOUNG.es, SOUNDS_DESPERATE, SOUNDS_LIKE_STOP].map(found)).toEqual([
    ["minor"],
    ["minor"],
    ["crisis"],
    ["optOut"],
  ]);
});

test.each([
  ["en", "I'm 34"],
  ["es", "tengo 34"],
] as const)(
  "who sounds like a minor is asked, sold nothing, and goes on with a plain answer (%s)",
  async (lang, answer) => {
    const fan = creator.newFan();
    expect(await say(fan, SOUNDS_YOUNG[lang])).toBe(texts(lang).fans.ageDoubt);
    expect(await creator.stateOf(fan)).toMatchObject({
      minorLockedAt: null,
      handoverReason: "age_doubt",
      autonomy: "off",
      fan: { ageState: "doubted" },
    });
    const asked = fan.received().length;
    await say(fan, lang === "en" ? "send me pics" : "manda fotos");
    expect(fan.received()).toHaveLength(asked);
    await say(fan, answer);
    expect(fan.received().length).toBeGreaterThan(asked);
    expect(await creator.stateOf(fan)).toMatchObject({
      handoverReason: null,
      autonomy: null,
      waitingSince: null,
      fan: { ageState: "declared_adult" },
    });
  },
);

test("an age in doubt is settled by one click, too, and that is on record", async () => {
  const fan = creator.newFan();
  await say(fan, SOUNDS_YOUNG.en);
  const { id } = await creator.stateOf(fan);
  await release(id);
  expect(await creator.stateOf(fan)).toMatchObject({ autonomy: null, fan: { ageState: "unknown" } });
  const events = await creator.setting.context.database.prisma.trustEvent.findMany({ where: { stream: id } });
  expect(events.map(({ decision }) => decision)).toContain("doubted");
  expect(events.some(({ decision }) => decision.startsWith("doubt_settled:"))).toBe(true);
  expect(await say(fan, "did you sleep well?")).not.toBe(texts("en").fans.ageDoubt);
});

test("a plain word lifts a doubt, never a lock", async () => {
  const fan = creator.newFan();
  await say(fan, SOUNDS_YOUNG.en);
  await say(fan, "im 16");
  await say(fan, "jk im 34");
  expect(await creator.stateOf(fan)).toMatchObject({ minorLockedAt: expect.any(Date), fan: { ageState: "minor" } });
});

test("whose age was verified is not asked again on a likeness", async () => {
  const fan = creator.newFan();
  await say(fan, "hi");
  const { fanId } = await creator.stateOf(fan);
  const { prisma } = creator.setting.context.database;
  await prisma.fan.update({ where: { id: fanId }, data: { ageState: "verified_adult" } });
  expect(await say(fan, SOUNDS_YOUNG.en)).not.toBe(texts("en").fans.ageDoubt);
  expect(await creator.stateOf(fan)).toMatchObject({ autonomy: null, fan: { ageState: "verified_adult" } });
});

test("what sounds like a crisis gets the help lines and a person; handed back, offers may be made again", async () => {
  const fan = creator.newFan();
  expect(await say(fan, SOUNDS_DESPERATE)).toContain("stepping out of character");
  const { id, ...state } = await creator.stateOf(fan);
  expect(state).toMatchObject({ crisisAt: null, handoverReason: "crisis_doubt", autonomy: "off" });
  expect(state.noOfferUntil).not.toBeNull();
  await release(id);
  expect(await creator.stateOf(fan)).toMatchObject({ handoverReason: null, autonomy: null, noOfferUntil: null });
});

test("who may have meant stop is asked once and then left alone, until they write again", async () => {
  const fan = creator.newFan();
  expect(await say(fan, SOUNDS_LIKE_STOP)).toContain(texts("en").fans.stopDoubt);
  const state = await creator.stateOf(fan);
  expect(state).toMatchObject({ optedOutAt: null });
  expect(state.silentUntil).not.toBeNull();
  await say(fan, "no no, i like it here");
  expect(await creator.stateOf(fan)).toMatchObject({ silentUntil: null, optedOutAt: null });
  await say(fan, "STOP");
  expect(await creator.stateOf(fan)).toMatchObject({ optedOutAt: expect.any(Date) });
});
