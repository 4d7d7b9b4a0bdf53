// A clip on the TikTok that runs inside the installation: linked in one step, posted as chosen, there for everybody to see.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOf } from "../../agents/commands/piece/piece-approve.ts";
import { sha256 } from "../../agents/kernel/secret.ts";
import { tinyVideo } from "../../jobs/providers/emulator/tiny-video.ts";
import { labelVideo } from "../../jobs/providers/media/video/video-mark.ts";
import { eventually, type Product, startProduct } from "./testing/product.ts";

let product: Product;

/** An approved clip of the avatar. */
async function addClip(caption: string): Promise<void> {
  const { store } = product.running.app.context.ports;
  const avatar = await product.prisma.avatar.update({ where: { slug: "luna" }, data: { state: "active" } });
  const bytes = await labelVideo(await tinyVideo({ seed: 1, seconds: 4, width: 72, height: 128 }));
  const storageKey = `avatars/${avatar.id}/pieces/clip.mp4`;
  await store.put(storageKey, bytes, "video/mp4");
  const file = { id: "ast_clip", avatarId: avatar.id, kind: "video", storageKey, contentType: "video/mp4" };
  const facts = { bytes: bytes.length, width: 72, height: 128, durationMs: 4_000, sha256: sha256(bytes) };
  const asset = await product.prisma.asset.create({
    data: { ...file, ...facts, provider: "p", model: "m", prompt: "p", parameters: {} },
  });
  const approvedHash = hashOf({ id: "pce_clip", caption, kind: "video", jobs: [], asset });
  const plan = { id: "pce_clip", avatarId: avatar.id, number: 901, templateKey: "t", prompt: "p", seed: 1 };
  await product.prisma.piece.create({
    data: { ...plan, caption, approvedHash, kind: "video", tier: "safe", state: "approved", assetId: asset.id },
  });
}

describe("a clip on the emulated TikTok", { timeout: 90_000 }, () => {
  beforeAll(async () => {
    product = await startProduct();
    await product.run("avatar.create", { name: "Luna", brief: "surf and coffee, warm and playful" });
  });
  afterAll(() => product?.close());

  it("is linked, chosen, posted and seen", async () => {
    const linked = await product.run("account.link", { avatar: "luna", platform: "tiktok_posts" });
    expect(linked).toMatchObject({ platform: "tiktok_posts", handle: "luna", emulated: true });
    const chosen = await product.run("account.posting", { account: "luna", privacy: "PUBLIC_TO_EVERYONE" });
    expect(chosen).toMatchObject({ privacy: "PUBLIC_TO_EVERYONE", comments: false });
    await addClip("Morning swell, coffee after");
    const { id } = await product.run<{ id: string }>("post.now", { piece: "luna-901", account: "luna" });
    const post = await eventually(async () => {
      const shown = await product.run<{ state: string; permalink: string | null }>("post.show", { post: id });
      expect(shown).toMatchObject({ state: "published", labelled: null });
      return shown;
    }, 60_000);
    expect(post.permalink).toMatch(/\/_emulated\/tiktok\/@luna\/video\/75\d{17}$/);
    const page = await (await fetch(post.permalink ?? "")).text();
    expect(page).toContain("Morning swell, coffee after");
    expect(page).toContain("AI label");
  });
});
