// One avatar with a linked account on an emulated TikTok and an approved clip, webhooks coming in over HTTP as in the product.
import { accountConnect } from "../../../../agents/commands/account/account-connect.ts";
import { createApp } from "../../../../agents/commands/app.ts";
import { hashOf } from "../../../../agents/commands/piece/piece-approve.ts";
import { createRegistry } from "../../../../agents/commands/registry.ts";
import { createTestContext } from "../../../../agents/commands/testing/test-context.ts";
import { ManualClock, MINUTE_MS } from "../../../../agents/kernel/clock.ts";
import { sha256 } from "../../../../agents/kernel/secret.ts";
import { publishPostHandler } from "../../../../jobs/handlers/publish-post.ts";
import { MovedToDelayed, runOnce } from "../../../../jobs/handlers/testing/run-once.ts";
import { labelVideo } from "../../../../jobs/providers/media/video/video-mark.ts";
import type { Database } from "../../../../prisma/client.ts";
import { createHttpServer } from "../../../http/server.ts";
import { tiktokWebhookMount } from "../../tiktok/webhook-mount.ts";
import { TIKTOK_POSTS_PLATFORM as PLATFORM } from "../../tiktok-login/platform-id.ts";
import { createTiktokPostsConnector } from "../connector.ts";
import { startTiktokPostsEmulator } from "../emulator/tiktok-posts-emulator.ts";
import { createTiktokPublisher } from "../publisher.ts";
import { APP, clipOf } from "./posts-harness.ts";

export const PROCESSING_MS = MINUTE_MS;

export async function createPostsProduct(database: Database) {
  const clock = new ManualClock();
  let url = "";
  const emulator = await startTiktokPostsEmulator({
    app: APP,
    clock,
    retryDelaysMs: [5],
    processingMs: PROCESSING_MS,
    moderationMs: PROCESSING_MS,
    webhookUrl: () => `${url}/webhooks/tiktok`,
  });
  const options = { baseUrl: () => emulator.url, clock };
  const connectors = { [PLATFORM]: createTiktokPostsConnector({ ...options, app: APP }) };
  const publishers = { [PLATFORM]: createTiktokPublisher(options) };
  const setting = await createTestContext({ database, clock, ports: { connectors, publishers } });
  const { context } = setting;
  const app = createApp(context, createRegistry([]));
  const mounts = [tiktokWebhookMount({ app: () => app, tiktokApp: null, postsApp: APP })];
  const server = createHttpServer({ app, config: { ...context.config, PORT: 0 }, checks: [], mounts });
  url = `http://127.0.0.1:${await server.listen()}`;
  const made = emulator.control.addAccount({ username: "luna.daily" });
  const { prisma } = database;
  const luna = { id: "avt_l", slug: "luna", name: "Luna", statedAge: 25, brief: "x", state: "active" as const };
  await prisma.avatar.create({ data: luna });
  let pieces = 0;

  /** An approved clip and its post, due now. */
  const schedule = async (caption: string) => {
    pieces += 1;
    const bytes = await labelVideo(await clipOf(4));
    const storageKey = `avatars/avt_l/pieces/clip-${pieces}.mp4`;
    await context.ports.store.put(storageKey, bytes, "video/mp4");
    const file = { id: `ast_${pieces}`, avatarId: "avt_l", kind: "video", storageKey, contentType: "video/mp4" };
    const facts = { bytes: bytes.length, width: 72, height: 128, durationMs: 4_000, sha256: sha256(bytes) };
    const asset = await prisma.asset.create({
      data: { ...file, ...facts, provider: "p", model: "m", prompt: "p", parameters: {} },
    });
    const id = `pce_${pieces}`;
    const approvedHash = hashOf({ id, caption, kind: "video", jobs: [], asset });
    const plan = {
      id,
      avatarId: "avt_l",
      number: pieces,
      templateKey: "t",
      prompt: "p",
      seed: 1,
      caption,
      approvedHash,
    };
    await prisma.piece.create({
      data: { ...plan, kind: "video", tier: "safe", state: "approved", assetId: asset.id },
    });
    const account = await prisma.account.findFirstOrThrow({ where: { platform: PLATFORM } });
    const post = { id: `pst_${pieces}`, pieceId: id, accountId: account.id, caption, contentHash: approvedHash };
    await prisma.scheduledPost.create({ data: { ...post, dueAt: clock.now() } });
    return post.id;
  };
  return {
    ...setting,
    clock,
    made,
    control: emulator.control,
    webhookUrl: `${url}/webhooks/tiktok`,
    connect: ({ accessToken, refreshToken }: { accessToken: string; refreshToken?: string }) => {
      const tokens = { accessToken, ...(refreshToken === undefined ? {} : { refreshToken }) };
      return setting.run([accountConnect], "account.connect", { avatar: "luna", platform: PLATFORM, ...tokens });
    },
    schedule,
    /** One attempt of the job; false: it wants to look again later. */
    publish: async (postId: string, attempt = 1) => {
      try {
        await runOnce(context, publishPostHandler, { postId }, { attempt });
        return true;
      } catch (thrown) {
        if (thrown instanceof MovedToDelayed) return false;
        throw thrown;
      }
    },
    post: (id: string) => prisma.scheduledPost.findUniqueOrThrow({ where: { id } }),
    close: async () => {
      await server.close();
      await emulator.close();
      await setting.close();
    },
  };
}
