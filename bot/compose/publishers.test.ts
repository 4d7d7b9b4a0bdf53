// From `account connect` to a post that is there once: the product's own steps against the emulated platforms.
import { afterEach, beforeEach, expect, test } from "vitest";
import { accountConnect } from "../../agents/commands/account/account-connect.ts";
import { hashOf } from "../../agents/commands/piece/piece-approve.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { plainPng } from "../../agents/domain/avatars/cards/plain-png.ts";
import { sha256 } from "../../agents/kernel/secret.ts";
import { publishPostHandler } from "../../jobs/handlers/publish-post.ts";
import { runOnce } from "../../jobs/handlers/testing/run-once.ts";
import { type BlueskyEmulator, startBlueskyEmulator } from "../platforms/bluesky/emulator/bluesky-emulator.ts";
import { POST_FAULTS } from "../platforms/posting/emulator/post-emulator.ts";
import { CHANNEL, createChannelHarness } from "../platforms/telegram-channel/testing/channel-harness.ts";
import { TELEGRAM_FAULTS } from "../surfaces/telegram/emulator/telegram-emulator.ts";
import { openPublishers } from "./publishers.ts";

const BLUESKY = { did: "did:plc:luna", handle: "luna.bsky.social", password: "abcd-efgh-ijkl-mnop" };

let setting: TestContext;
let channel: Awaited<ReturnType<typeof createChannelHarness>>;
let bluesky: BlueskyEmulator;

beforeEach(async () => {
  channel = await createChannelHarness();
  setting = await createTestContext();
  bluesky = await startBlueskyEmulator(BLUESKY, setting.clock);
  const { context } = setting;
  const config = { ...context.config, TELEGRAM_API_ROOT: channel.telegram.apiRoot, BLUESKY_BASE_URL: bluesky.url };
  Object.assign(context.ports, openPublishers({ config, clock: setting.clock }));
  await addApprovedPiece();
});
afterEach(async () => {
  await setting.close();
  await bluesky.close();
  await channel.close();
});

async function addApprovedPiece() {
  const { ports, database } = setting.context;
  const ana = { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x", state: "active" as const };
  await database.prisma.avatar.create({ data: { ...ana, languages: ["es"] } });
  const { bytes, contentType } = await ports.media.label(plainPng(1_080, 1_350, [90, 120, 150]));
  const storageKey = "avatars/avt_a/pieces/one.png";
  await ports.store.put(storageKey, bytes, contentType);
  const file = { id: "ast_1", avatarId: "avt_a", kind: "image", storageKey, contentType, bytes: bytes.length };
  const asset = await database.prisma.asset.create({
    data: { ...file, sha256: sha256(bytes), provider: "p", model: "m", prompt: "p", parameters: {} },
  });
  const facts = { id: "pce_1", caption: "Buenos días", kind: "image" as const, jobs: [], asset };
  const piece = { id: "pce_1", avatarId: "avt_a", number: 1, templateKey: "t", prompt: "p", seed: 1 };
  await database.prisma.piece.create({
    data: {
      ...piece,
      tier: "safe",
      caption: "Buenos días",
      state: "approved",
      assetId: "ast_1",
      approvedHash: hashOf(facts),
    },
  });
}

async function connect(platform: string, accessToken: string): Promise<string> {
  const done = await setting.run([accountConnect], "account.connect", { avatar: "ana", platform, accessToken });
  if (done.state !== "done") throw new Error(`not connected: ${JSON.stringify(done)}`);
  return (await setting.context.database.prisma.account.findFirstOrThrow({ where: { platform } })).id;
}

async function schedule(accountId: string) {
  const { prisma } = setting.context.database;
  const piece = await prisma.piece.findUniqueOrThrow({ where: { id: "pce_1" } });
  const row = { id: "pst_1", pieceId: piece.id, accountId, caption: piece.caption, dueAt: setting.clock.now() };
  await prisma.scheduledPost.create({ data: { ...row, contentHash: piece.approvedHash ?? "" } });
}

/** One try of the job; what it throws the queue would try again. */
const work = (attempt: number) =>
  runOnce(setting.context, publishPostHandler, { postId: "pst_1" }, { attempt }).catch((thrown: unknown) => thrown);
const post = () => setting.context.database.prisma.scheduledPost.findUniqueOrThrow({ where: { id: "pst_1" } });

test("on Bluesky a lost answer is found again, and the caption says what no label says", async () => {
  await schedule(await connect("bluesky", `${BLUESKY.handle}:${BLUESKY.password}`));
  bluesky.faults.add("putRecord", POST_FAULTS.cut);
  await work(1);
  expect(await post()).toMatchObject({ state: "unknown" });
  await work(2);
  expect(await post()).toMatchObject({
    state: "published",
    labelled: null,
    permalink: expect.stringContaining("bsky.app"),
  });
  expect(bluesky.posts().map(({ text }) => text)).toEqual(["Buenos días\n\nGenerado con IA"]);
});

test("in a Telegram channel a lost answer is left to a person, never sent again", async () => {
  await schedule(await connect("telegram_channel", channel.account.accessToken));
  channel.telegram.faults.add("sendPhoto", TELEGRAM_FAULTS.cut);
  await work(1);
  await work(2);
  await work(3);
  expect(await post()).toMatchObject({ state: "failed", errorCode: "history_unavailable" });
  expect(channel.telegram.messages(CHANNEL.id)).toHaveLength(1);
});

test("a Telegram channel that asks to slow down gets its post later", async () => {
  await schedule(await connect("telegram_channel", channel.account.accessToken));
  channel.telegram.faults.add("sendPhoto", TELEGRAM_FAULTS.tooManyRequests(3));
  expect(await work(1)).toMatchObject({ code: "rate_limited" });
  await work(2);
  expect(await post()).toMatchObject({ state: "published", permalink: "https://t.me/luna_channel/1" });
  expect(channel.telegram.messages(CHANNEL.id)).toHaveLength(1);
});

test("an account is linked only where the token belongs to the one that was meant", async () => {
  const input = { avatar: "ana", platform: "bluesky", accessToken: `${BLUESKY.handle}:${BLUESKY.password}` };
  const run = (accountId: string) => setting.run([accountConnect], "account.connect", { ...input, accountId });
  expect(await run("did:plc:another")).toMatchObject({ state: "failed", problem: { reason: "account_mismatch" } });
  expect(await run(BLUESKY.did)).toMatchObject({ state: "done", output: { handle: BLUESKY.handle } });
});
