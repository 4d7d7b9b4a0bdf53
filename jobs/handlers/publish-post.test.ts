import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { avatarPause } from "../../agents/commands/avatar/avatar-pause.ts";
import { avatarRetire } from "../../agents/commands/avatar/avatar-retire.ts";
import { hashOf } from "../../agents/commands/piece/piece-approve.ts";
import { runApproved } from "../../agents/commands/template/testing/run-approved.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { plainPng } from "../../agents/domain/avatars/cards/plain-png.ts";
import { sha256 } from "../../agents/kernel/secret.ts";
import type { ContainerState, PublishedPost, Publisher } from "../../agents/ports/publisher.ts";
import { publishPostHandler } from "./publish-post.ts";
import { MovedToDelayed, runOnce } from "./testing/run-once.ts";

let setting: TestContext;
/** What happens here while the platform is at it. */
let meanwhile: { prepare?: () => Promise<unknown>; check?: () => Promise<unknown> };
let container: ContainerState;
let found: PublishedPost | "pending" | null;
let commits: number;

const publisher: Publisher = {
  info: { platform: "instagram", postsPerDay: 25, formats: ["image"] },
  quota: async () => ({ used: 0, total: 25 }),
  prepare: async () => {
    await meanwhile.prepare?.();
    return { containerId: "container-1" };
  },
  check: async () => {
    await meanwhile.check?.();
    return container;
  },
  commit: async () => {
    commits += 1;
    return { externalId: "media-1" };
  },
  find: async (_account, by) =>
    "externalId" in by ? { externalId: by.externalId, permalink: null, labelled: true } : found,
};

beforeAll(async () => {
  setting = await createTestContext({ ports: { publishers: { instagram: publisher } } });
});
afterAll(() => setting.close());
beforeEach(async () => {
  meanwhile = {};
  container = { state: "ready" };
  found = null;
  commits = 0;
  const { prisma } = setting.context.database;
  await prisma.outbox.deleteMany();
  await prisma.avatar.deleteMany();
  const ana = { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x", state: "active" as const };
  await prisma.avatar.create({ data: ana });
  const { context } = setting;
  const accessToken = context.secrets.seal("token", { table: "Account", row: "acc_a", field: "accessToken" });
  const account = { id: "acc_a", avatarId: "avt_a", platform: "instagram", externalId: "1", handle: "ana" };
  await prisma.account.create({ data: { ...account, emulated: true, accessToken } });
  const { bytes, contentType } = await context.ports.media.label(plainPng(1_080, 1_350, [90, 120, 150]));
  const storageKey = "avatars/avt_a/pieces/one.png";
  await context.ports.store.put(storageKey, bytes, contentType);
  const file = { id: "ast_1", avatarId: "avt_a", kind: "image", storageKey, contentType, bytes: bytes.length };
  const asset = await prisma.asset.create({
    data: { ...file, sha256: sha256(bytes), provider: "p", model: "m", prompt: "p", parameters: {} },
  });
  const approvedHash = hashOf({ id: "pce_1", caption: "Good morning", kind: "image", jobs: [], asset });
  const piece = { id: "pce_1", avatarId: "avt_a", number: 1, templateKey: "t", prompt: "p", seed: 1 };
  await prisma.piece.create({
    data: { ...piece, tier: "safe", caption: "Good morning", state: "approved", assetId: "ast_1", approvedHash },
  });
});

const post = () => setting.context.database.prisma.scheduledPost.findUniqueOrThrow({ where: { id: "pst_1" } });
const retire = () => runApproved(setting, [avatarRetire], "avatar.retire", { avatar: "ana" });
const pause = () => setting.run([avatarPause], "avatar.pause", { avatar: "ana" });

/** @param over how far it had come */
async function publish(over: { state?: "preparing" | "unknown"; containerId?: string } = {}, attempt = 1) {
  const { context, clock } = setting;
  const piece = await context.database.prisma.piece.findUniqueOrThrow({ where: { id: "pce_1" } });
  const row = { id: "pst_1", pieceId: piece.id, accountId: "acc_a", caption: piece.caption, dueAt: clock.now() };
  await context.database.prisma.scheduledPost.create({
    data: { ...row, contentHash: piece.approvedHash ?? "", ...over },
  });
  await runOnce(context, publishPostHandler, { postId: "pst_1" }, { attempt });
}
const waiting = { state: "preparing", containerId: "container-1" } as const;

test("goes out once, from the beginning or from where it stood", async () => {
  await publish();
  expect(await post()).toMatchObject({ state: "published", externalId: "media-1", attempts: 1, leaseUntil: null });
  await runOnce(setting.context, publishPostHandler, { postId: "pst_1" });
  expect(commits).toBe(1);
  await setting.context.database.prisma.scheduledPost.deleteMany();
  await publish(waiting);
  expect(await post()).toMatchObject({ state: "published" });
});

test("a file that lost its mark since it was approved is not sent", async () => {
  const { context } = setting;
  const { store } = context.ports;
  const key = "avatars/avt_a/pieces/one.png";
  await store.put(
    key,
    await sharp((await store.get(key)).bytes)
      .png()
      .toBuffer(),
    "image/png",
  );
  await publish();
  expect(await post()).toMatchObject({ state: "failed", errorCode: "mark_missing", containerId: null });
  expect(commits).toBe(0);
});

test("nor is what the platform's publisher does not take", async () => {
  await setting.context.database.prisma.piece.updateMany({ data: { kind: "story" } });
  await publish();
  expect(await post()).toMatchObject({ state: "failed", errorCode: "kind", containerId: null });
});

test("nor is another file that was put in its place", async () => {
  const { media, store } = setting.context.ports;
  const { bytes, contentType } = await media.label(plainPng(1_080, 1_350, [150, 90, 120]));
  await store.put("avatars/avt_a/pieces/one.png", bytes, contentType);
  await publish();
  expect(await post()).toMatchObject({ state: "failed", errorCode: "file_changed", containerId: null });
});

test.each([
  ["retired", retire, "avatar_retired"],
  ["paused", pause, "avatar_paused"],
])("an avatar that is %s while the platform looks at the picture publishes nothing", async (_name, stop, errorCode) => {
  meanwhile.check = stop;
  await publish(waiting);
  expect(commits).toBe(0);
  expect(await post()).toMatchObject({ state: "canceled", errorCode, attempts: 0, leaseUntil: null });
  expect(setting.events.published).toContainEqual({ topic: "post:pst_1", kind: "canceled" });
  await runOnce(setting.context, publishPostHandler, { postId: "pst_1" });
  expect(commits).toBe(0);
});

test("called off while it is prepared, it stays called off", async () => {
  meanwhile.prepare = retire;
  await publish();
  expect(commits).toBe(0);
  expect(await post()).toMatchObject({ state: "canceled", errorCode: "avatar_retired", containerId: null });
});

test.each([true, false])("nor does a picture the platform cannot use bring it back (again: %s)", async (retryable) => {
  meanwhile.check = retire;
  container = { state: "failed", code: "bad_picture", retryable };
  await publish(waiting);
  expect(await post()).toMatchObject({ state: "canceled", errorCode: "avatar_retired", reschedules: 0 });
});

test("nor does a platform that fails in the last try", async () => {
  meanwhile.check = async () => {
    await retire();
    throw new Error("down");
  };
  await publish(waiting, publishPostHandler.order.attempts);
  expect(await post()).toMatchObject({ state: "canceled", errorCode: "avatar_retired", reschedules: 0 });
  const { prisma } = setting.context.database;
  expect(await prisma.outbox.count({ where: { name: publishPostHandler.order.name } })).toBe(0);
});

test("what may be out already is looked up: there, it is written down; not there, it is not sent again", async () => {
  await retire();
  found = { externalId: "media-9", permalink: null, labelled: true };
  await publish({ state: "unknown", containerId: "container-1" });
  expect(await post()).toMatchObject({ state: "published", externalId: "media-9" });
  await setting.context.database.prisma.scheduledPost.deleteMany();
  found = null;
  await publish({ state: "unknown", containerId: "container-1" });
  expect(await post()).toMatchObject({ state: "canceled", errorCode: "avatar_retired" });
  expect(commits).toBe(0);
});

test("while its account is paused a post waits; what may be out already is looked up all the same", async () => {
  const { prisma } = setting.context.database;
  const hold = (pausedAt: Date | null) => prisma.account.update({ where: { id: "acc_a" }, data: { pausedAt } });
  await hold(setting.clock.now());
  await expect(publish()).rejects.toBeInstanceOf(MovedToDelayed);
  expect(await post()).toMatchObject({ state: "scheduled", containerId: null });
  await prisma.scheduledPost.deleteMany();
  found = { externalId: "media-9", permalink: null, labelled: true };
  await publish({ state: "unknown", containerId: "container-1" });
  expect(await post()).toMatchObject({ state: "published", externalId: "media-9" });
  await prisma.scheduledPost.deleteMany();
  await hold(null);
  await publish();
  expect(commits).toBe(1);
});
