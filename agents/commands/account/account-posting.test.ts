import { afterAll, beforeAll, expect, test } from "vitest";
import type { Publisher } from "../../ports/publisher.ts";
import { texts } from "../../texts/texts.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { accountPosting } from "./account-posting.ts";
import { readPostChoices } from "./post-choices.ts";

let setting: TestContext;
const choose = (input: Record<string, unknown>) => setting.run([accountPosting], "account.posting", input);
const stored = async (id: string) =>
  readPostChoices((await setting.context.database.prisma.account.findUniqueOrThrow({ where: { id } })).postChoices);

beforeAll(async () => {
  const takesPosts = {} as Publisher;
  setting = await createTestContext({ ports: { publishers: { instagram: takesPosts, tiktok_posts: takesPosts } } });
  const { prisma } = setting.context.database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  for (const [id, platform, handle] of [
    ["acc_i", "instagram", "ana"],
    ["acc_t", "tiktok_posts", "ana"],
    ["acc_w", "web", "ana.web"],
  ] as const)
    await prisma.account.create({ data: { id, avatarId: "avt_a", platform, externalId: id, handle } });
});
afterAll(() => setting.close());

test("keeps what was chosen, and adds to it", async () => {
  expect(await stored("acc_t")).toBeUndefined();
  await choose({ account: "@ana", platform: "tiktok_posts", privacy: "SELF_ONLY", comments: "on" });
  const result = await choose({ account: "acc_t", comments: "off", reuse: "on", draft: "on" });
  const choices = { privacy: "SELF_ONLY", allowComments: false, allowReuse: true, asDraft: true };
  expect(await stored("acc_t")).toEqual(choices);
  expect(await stored("acc_i")).toBeUndefined();
  const words = texts("en").posting;
  expect(result).toMatchObject({ state: "done", card: { title: words.title("ana", "TikTok") } });
  expect(JSON.stringify(result)).toContain(words.labelByHand);
});

test("asks which one is meant where several have the name", async () => {
  expect(await choose({ account: "ana" })).toMatchObject({
    state: "failed",
    problem: { code: "conflict", field: "platform", remedy: expect.stringContaining("acc_t (tiktok_posts)") },
  });
});

test("knows only accounts that are posted to, and words that may be a platform's", async () => {
  expect(await choose({ account: "ana.web" })).toMatchObject({ problem: { code: "not_found", field: "account" } });
  for (const wrong of [{ privacy: "everyone" }, { comments: "maybe" }])
    expect(await choose({ account: "acc_t", ...wrong })).toMatchObject({ problem: { code: "invalid_input" } });
});

test("what cannot be read counts as nothing chosen", () => {
  for (const broken of [null, "x", [], { privacy: 1 }]) expect(readPostChoices(broken)).toBeUndefined();
});
