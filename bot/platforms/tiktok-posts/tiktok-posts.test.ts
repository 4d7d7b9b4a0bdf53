// Posts of a TikTok account in the product: linked by a token, posted as chosen, done as soon as TikTok says so.
import { afterAll, beforeAll, expect, it } from "vitest";
import { accountPosting } from "../../../agents/commands/account/account-posting.ts";
import { renewTokens } from "../../../agents/commands/account/renew-tokens.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { DAY_MS, HOUR_MS } from "../../../agents/kernel/clock.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { SIGNATURE_HEADER, signatureOf } from "../tiktok/webhook.ts";
import { APP } from "./testing/posts-harness.ts";
import { createPostsProduct, PROCESSING_MS } from "./testing/posts-product.ts";

type Product = Awaited<ReturnType<typeof createPostsProduct>>;
let database: Database;
let product: Product;
const choose = (choices: Record<string, unknown>) =>
  product.run([accountPosting], "account.posting", { account: "@luna.daily", ...choices });
const account = () => database.prisma.account.findFirstOrThrow({ where: { platform: "tiktok_posts" } });
const openJobs = () => database.prisma.outbox.count({ where: { name: "post.publish", doneAt: null } });

beforeAll(async () => {
  database = await createTestDatabase();
  product = await createPostsProduct(database);
});
afterAll(async () => {
  await product.close();
  await database.close();
});

it("connects by the token alone, and only one that may post", async () => {
  expect(await product.connect(product.made)).toMatchObject({
    state: "done",
    output: { platform: "tiktok_posts", handle: "luna.daily", externalId: product.made.id },
  });
  const reader = product.control.addAccount({ username: "reader", scopes: ["user.info.basic", "video.list"] });
  expect(await product.connect(reader)).toMatchObject({
    state: "failed",
    problem: { code: "refused", reason: "permission_missing" },
  });
  expect(await product.connect({ accessToken: "not-a-token" })).toMatchObject({
    state: "failed",
    problem: { code: "refused", reason: "token_invalid" },
  });
});

it("without a choice a post is for the creator's eyes only, labelled, and found without polling", {
  timeout: 60_000,
}, async () => {
  const id = await product.schedule("for me");
  expect(await product.publish(id)).toBe(false);
  expect(await product.post(id)).toMatchObject({ state: "committing", externalId: null });
  expect(await openJobs()).toBe(0);
  product.clock.advance(PROCESSING_MS);
  product.control.tick();
  await product.control.idle();
  // The webhook asked for a look; the job does it.
  expect(await openJobs()).toBe(1);
  expect(await product.publish(id)).toBe(true);
  expect(await product.post(id)).toMatchObject({
    state: "published",
    externalId: expect.stringMatching(/^v_pub_file~/),
    labelled: null,
    permalink: null,
  });
  expect(product.control.posts()).toMatchObject([{ title: "for me", privacy: "SELF_ONLY", aiGenerated: true }]);
});

it("as chosen, it is for everybody, and gets its own name when TikTok gives it one", { timeout: 60_000 }, async () => {
  expect(await choose({ privacy: "PUBLIC_TO_EVERYONE", comments: "on" })).toMatchObject({
    state: "done",
    output: { privacy: "PUBLIC_TO_EVERYONE", comments: true, reuse: false, draft: false },
  });
  expect(await choose({ reuse: "on" })).toMatchObject({ output: { privacy: "PUBLIC_TO_EVERYONE", reuse: true } });
  const id = await product.schedule("for all");
  expect(await product.publish(id)).toBe(false);
  product.clock.advance(2 * PROCESSING_MS);
  expect(await product.publish(id)).toBe(true);
  const [shown] = product.control.posts();
  expect(await product.post(id)).toMatchObject({
    state: "published",
    externalId: shown?.videoId,
    permalink: shown?.permalink,
  });
  expect(shown).toMatchObject({ privacy: "PUBLIC_TO_EVERYONE", allowsComments: true });
  // Had it been taken under the upload's name, the webhook would have renamed it.
  await database.prisma.scheduledPost.update({ where: { id }, data: { externalId: shown?.publishId ?? "" } });
  await tell("post.publish.publicly_available", { publish_id: shown?.publishId, post_id: shown?.videoId });
  expect(await product.post(id)).toMatchObject({ externalId: shown?.videoId });
});

it("what TikTok failed has failed here too, with what to do", { timeout: 60_000 }, async () => {
  product.control.addFault({ fault: { kind: "fail_post", reason: "frame_rate_check_failed" } });
  const id = await product.schedule("unlucky");
  expect(await product.publish(id)).toBe(false);
  product.clock.advance(PROCESSING_MS);
  expect(await product.publish(id)).toBe(true);
  expect(await product.post(id)).toMatchObject({ state: "failed", errorCode: "frame_rate" });
  expect(product.control.posts().map((post) => post.title)).not.toContain("unlucky");
});

it("a commit whose answer was lost is found and not repeated", { timeout: 60_000 }, async () => {
  const id = await product.schedule("lost");
  product.control.addFault({ operation: "upload", fault: { kind: "lose_answer" } });
  await expect(product.publish(id)).rejects.toMatchObject({ code: "outcome_unknown" });
  expect(await product.post(id)).toMatchObject({ state: "unknown" });
  expect(await product.publish(id, 2)).toBe(false);
  product.clock.advance(2 * PROCESSING_MS);
  expect(await product.publish(id, 3)).toBe(true);
  expect(product.control.posts().filter((post) => post.title === "lost")).toHaveLength(1);
});

it("a choice of no account, or of a word that is none, is refused", async () => {
  const missing = await product.run([accountPosting], "account.posting", { account: "nobody" });
  expect(missing).toMatchObject({ state: "failed", problem: { code: "not_found", field: "account" } });
  expect(await choose({ privacy: "everybody" })).toMatchObject({
    state: "failed",
    problem: { code: "invalid_input", field: "privacy" },
  });
});

const tell = async (event: string, content: object, secret = APP.clientSecret) => {
  const at = Math.floor(product.clock.now().getTime() / 1_000);
  const frame = { client_key: APP.clientKey, event, create_time: at, user_openid: product.made.id };
  const body = JSON.stringify({ ...frame, content: JSON.stringify(content) });
  const signature = signatureOf(secret, String(at), Buffer.from(body)).toString("hex");
  const headers = { "content-type": "application/json", [SIGNATURE_HEADER]: `t=${at},s=${signature}` };
  return (await fetch(product.webhookUrl, { method: "POST", headers, body })).status;
};

it("webhooks of another app, and those about messages nobody takes, change nothing", async () => {
  const before = await database.prisma.inboundEvent.count();
  expect(await tell("post.publish.complete", { publish_id: "x" }, "another secret")).toBe(401);
  expect(await tell("im_receive_msg", { conversation_id: "c" })).toBe(200);
  expect(await tell("post.publish.complete", { publish_id: "unknown" })).toBe(200);
  expect(await database.prisma.inboundEvent.count()).toBe(before);
});

it("tokens are renewed before their day is over, each refresh token once", async () => {
  expect(await product.connect(product.control.addAccount({ username: "luna.daily" }))).toMatchObject({
    state: "done",
  });
  expect(await callInternal(product.context, renewTokens, {})).toBe(1);
  expect(await callInternal(product.context, renewTokens, {})).toBe(0);
  product.clock.advance(DAY_MS - HOUR_MS);
  expect(await callInternal(product.context, renewTokens, {})).toBe(1);
  expect((await account()).tokenExpiresAt).toEqual(new Date(product.clock.now().getTime() + DAY_MS));
});

it("a permission taken back disconnects the account", async () => {
  product.control.removeAuthorization(product.made.id);
  await product.control.idle();
  expect(await account()).toMatchObject({ state: "disconnected" });
});
