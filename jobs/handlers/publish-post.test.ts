import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { avatarPause } from "../../agents/commands/avatar/avatar-pause.ts";
import { avatarRetire } from "../../agents/commands/avatar/avatar-retire.ts";
import { noticeList } from "../../agents/commands/notice/notice-list.ts";
import { hashOf } from "../../agents/commands/piece/piece-approve.ts";
import { runApproved } from "../../agents/commands/template/testing/run-approved.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { plainPng } from "../../agents/domain/avatars/cards/plain-png.ts";
import { AppError, type AppErrorOptions, type ErrorCode } from "../../agents/kernel/errors.ts";
import { sha256 } from "../../agents/kernel/secret.ts";
import type { ContainerState, PublishedPost, Publisher } from "../../agents/ports/publisher.ts";
import { publishPostHandler } from "./publish-post.ts";
import { runOnce } from "./testing/run-once.ts";

let setting: TestContext;
/** What happens here while the platform is at it. */
let meanwhile: { prepare?: () => Promise<unknown>; check?: () => Promise<unknown> };
let container: ContainerState;
let found: PublishedPost | "pending" | null;
let commits: number;
let commitError: AppError | null;
let quotaUsed: number;
let labelled: boolean;
let lookedSince: Date | null;

const publisher: Publisher = {
  info: { platform: "instagram", postsPerDay: 25, formats: ["image"] },
  quota: async () => ({ used: quotaUsed, total: 25 }),
  prepare: async () => {
    await meanwhile.prepare?.();
    return { containerId: "container-1" };
  },
  check: async () => {
    await meanwhile.check?.();
    return container;
  },
  commit: async () => {
    if (commitError) throw commitError;
    commits += 1;
    return { externalId: "media-1" };
  },
  find: async (_account, by) => {
    if ("externalId" in by) return { externalId: by.externalId, permalink: null, labelled };
    lookedSince = by.since;
    return found;
  },
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
  commitError = null;
  quotaUsed = 0;
  labelled = true;
  lookedSince = null;
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

interface Progress {
  readonly state?: "preparing" | "unknown";
  readonly containerId?: string;
  readonly containerAt?: Date;
  readonly stuck?: number;
}

/** @param over how far it had come */
async function publish(over: Progress = {}, attempt = 1) {
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

const minutesAgo = (minutes: number) => new Date(setting.clock.now().getTime() - minutes * 60_000);
const { attempts: lastAttempt } = publishPostHandler.order;
const failWith = (code: ErrorCode, options: AppErrorOptions) => async () => {
  throw new AppError(code, "no", options);
};
const notices = () => setting.context.database.prisma.operatorNotice.findMany({ orderBy: { createdAt: "asc" } });

test("what the platform works on is asked for again, less and less often", async () => {
  container = { state: "processing" };
  await expect(publish()).rejects.toMatchObject({ delayMs: 1_500 });
  await setting.context.database.prisma.scheduledPost.deleteMany();
  await expect(publish({ ...waiting, containerAt: minutesAgo(2) })).rejects.toMatchObject({ delayMs: 30_000 });
});

test("a container that never becomes ready is replaced once, then the post fails by name", async () => {
  container = { state: "processing" };
  const stuck = publish({ ...waiting, containerAt: minutesAgo(11) });
  await expect(stuck).rejects.toMatchObject({ reason: "container_stuck", retryable: true });
  expect(await post()).toMatchObject({ state: "scheduled", containerId: null, stuck: 1 });
  await setting.context.database.prisma.scheduledPost.deleteMany();
  await publish({ ...waiting, containerAt: minutesAgo(11), stuck: 1 });
  expect(await post()).toMatchObject({ state: "failed", errorCode: "container_stuck", stuck: 2 });
});

test.each([
  [1, 60_000],
  [2, 120_000],
  [3, 240_000],
])("told of too many calls at attempt %i, it waits %i ms at least", async (attempt, retryAfterMs) => {
  meanwhile.prepare = failWith("rate_limited", { reason: "rate_limited" });
  await expect(publish({}, attempt)).rejects.toMatchObject({ code: "rate_limited", retryAfterMs });
  await setting.context.database.prisma.scheduledPost.deleteMany();
  meanwhile.prepare = failWith("rate_limited", { retryAfterMs: 900_000 });
  await expect(publish({}, attempt)).rejects.toMatchObject({ retryAfterMs: 900_000 });
});

test("an account without posts left today waits for tomorrow instead of failing", async () => {
  quotaUsed = 25;
  await expect(publish()).rejects.toMatchObject({ code: "rate_limited", reason: "quota", retryAfterMs: 3_600_000 });
  expect(await post()).toMatchObject({ state: "preparing", containerId: null });
});

test("after three times two, four and eight hours it fails, and the team hears what to do", async () => {
  const { prisma } = setting.context.database;
  meanwhile.prepare = failWith("unavailable", { reason: "platform_fault" });
  await publish({}, lastAttempt);
  for (const hours of [2, 4, 8]) {
    const { dueAt, reschedules, state } = await post();
    expect((dueAt.getTime() - setting.clock.now().getTime()) / 3_600_000).toBe(hours);
    expect(state).toBe("preparing");
    setting.clock.advance(hours * 3_600_000);
    await runOnce(setting.context, publishPostHandler, { postId: "pst_1" }, { attempt: lastAttempt });
    expect(reschedules).toBe(Math.log2(hours));
  }
  expect(await post()).toMatchObject({ state: "failed", errorCode: "platform_fault" });
  const [notice] = await notices();
  expect(notice).toMatchObject({ kind: "post", facts: { trouble: "failed", code: "platform_fault", piece: "ana-1" } });
  const listed = await setting.run([noticeList], "notice.list", {});
  expect(JSON.stringify(listed)).toContain("post now ana-1 @ana");
  expect(await prisma.operatorNotice.count()).toBe(1);
});

test("taken for spam, the account stands still and other posts wait", async () => {
  const { prisma } = setting.context.database;
  meanwhile.prepare = failWith("refused", { reason: "blocked_as_spam" });
  await publish();
  expect(await post()).toMatchObject({ state: "failed", errorCode: "blocked_as_spam" });
  const account = await prisma.account.findUniqueOrThrow({ where: { id: "acc_a" } });
  expect(account).toMatchObject({ state: "limited", pausedAt: setting.clock.now() });
  expect((await notices()).map(({ facts }) => Object(facts).trouble)).toEqual(["failed", "account_paused"]);
  await prisma.scheduledPost.deleteMany();
  meanwhile = {};
  await expect(publish()).rejects.toMatchObject({ delayMs: 300_000 });
  expect(commits).toBe(0);
});

test("a commit to which its container is gone is looked up, then prepared anew", async () => {
  commitError = new AppError("expired", "gone", { reason: "container_gone" });
  await expect(publish()).rejects.toMatchObject({ reason: "container_gone", retryable: true });
  expect(await post()).toMatchObject({ state: "committing", containerId: "container-1" });
  container = { state: "failed", code: "container_gone", retryable: true };
  await expect(runOnce(setting.context, publishPostHandler, { postId: "pst_1" })).rejects.toThrow("container_gone");
  container = { state: "ready" };
  commitError = null;
  await runOnce(setting.context, publishPostHandler, { postId: "pst_1" });
  expect(await post()).toMatchObject({ state: "published" });
});

test("a lost answer is looked up from the first commit on, however long ago", async () => {
  commitError = new AppError("outcome_unknown", "lost", {});
  await expect(publish()).rejects.toMatchObject({ code: "outcome_unknown" });
  const committedAt = setting.clock.now();
  setting.clock.advance(7_200_000);
  found = { externalId: "media-7", permalink: null, labelled: true };
  await setting.context.database.prisma.scheduledPost.update({ where: { id: "pst_1" }, data: { error: "touched" } });
  await runOnce(setting.context, publishPostHandler, { postId: "pst_1" });
  expect(lookedSince).toEqual(committedAt);
  expect(await post()).toMatchObject({ state: "published", externalId: "media-7" });
});

test("a label that was dropped is told of", async () => {
  labelled = false;
  await publish();
  expect(await post()).toMatchObject({ state: "published", labelled: false });
  expect(await notices()).toMatchObject([{ kind: "post", facts: { trouble: "label_dropped", handle: "ana" } }]);
});
