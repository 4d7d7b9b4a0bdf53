import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { media } from "../../../jobs/providers/media/media.ts";
import { createFfmpeg } from "../../../jobs/providers/media/video/ffmpeg.ts";
import { REFUSAL_CODES } from "../../domain/distribution/preflight.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { PostFormat, Publisher } from "../../ports/publisher.ts";
import { texts } from "../../texts/texts.ts";
import { findPiece } from "../piece/find-piece.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { composeDraft } from "./compose-draft.ts";
import { postAdvice } from "./post-advice.ts";
import { postNow } from "./post-now.ts";
import { loadPost } from "./work-post.ts";

let setting: TestContext;
/** How often something was encoded for a platform. */
let encodings: number;
const signal = () => AbortSignal.timeout(30_000);
const ffmpeg = createFfmpeg();

const publisher: Publisher = {
  info: { platform: "instagram", postsPerDay: 25, formats: ["image", "carousel", "story", "video"] },
  quota: async () => ({ used: 0, total: 25 }),
  prepare: async () => ({ containerId: "1" }),
  check: async () => ({ state: "ready" }),
  commit: async () => ({ externalId: "1" }),
  find: async () => null,
};

const counting: typeof media = {
  ...media,
  rendition: (bytes, rules) => {
    encodings += 1;
    return media.rendition(bytes, rules);
  },
  clipRendition: (source, rules, abort, keep) => {
    encodings += 1;
    return media.clipRendition(source, rules, abort, keep);
  },
};

beforeAll(async () => {
  setting = await createTestContext({ ports: { publishers: { instagram: publisher }, media: counting } });
});
afterAll(() => setting.close());
beforeEach(async () => {
  encodings = 0;
  const { prisma } = setting.context.database;
  await prisma.avatar.deleteMany();
  const ana = { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x", state: "active" as const };
  await prisma.avatar.create({ data: ana });
  const accessToken = setting.context.secrets.seal("t", { table: "Account", row: "acc_a", field: "accessToken" });
  const account = { id: "acc_a", avatarId: "avt_a", platform: "instagram", externalId: "1", handle: "ana" };
  await prisma.account.create({ data: { ...account, accessToken } });
});

interface TestFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

async function picture(width: number, height: number, background: string): Promise<TestFile> {
  const bare = await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
  return await media.label(bare);
}

async function clip(width: number, height: number, seconds: number): Promise<TestFile> {
  const bare = await ffmpeg.inFolder(async (folder) => {
    const file = path.join(folder, "clip.mp4");
    const input = ["-f", "lavfi", "-i", `testsrc2=size=${width}x${height}:rate=24:duration=${seconds}`];
    const encoding = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", file];
    await ffmpeg.run([...input, ...encoding], { signal: signal(), timeoutMs: 30_000 });
    return await readFile(file);
  });
  return { bytes: await media.labelVideo(bare), contentType: "video/mp4", width, height };
}

/** An approved piece of these files, and its post; several files only in a carousel. */
async function approved(kind: PostFormat, files: readonly TestFile[], caption = "Good morning") {
  const { prisma } = setting.context.database;
  const { store } = setting.context.ports;
  const of = { avatarId: "avt_a", provider: "p", model: "m", prompt: "p", parameters: {} };
  const piece = { id: "pce_1", avatarId: "avt_a", number: 1, templateKey: "t", prompt: "p", seed: 1, kind, caption };
  await prisma.piece.create({ data: { ...piece, tier: "safe", state: "approved" } });
  for (const [index, { bytes, contentType, width, height }] of files.entries()) {
    const storageKey = `avatars/avt_a/pieces/${index}.${contentType === "video/mp4" ? "mp4" : "png"}`;
    await store.put(storageKey, bytes, contentType);
    const facts = {
      kind: contentType.split("/")[0] ?? "",
      storageKey,
      contentType,
      bytes: bytes.length,
      width,
      height,
    };
    const id = `ast_${index}`;
    await prisma.asset.create({ data: { ...of, ...facts, id, sha256: sha256(bytes) } });
    if (kind !== "carousel") continue;
    const job = { id: `job_${index}`, kind: "image", purpose: "content", state: "succeeded", position: index } as const;
    await prisma.vendorJob.create({
      data: { ...job, avatarId: "avt_a", pieceId: "pce_1", assetId: id, provider: "p", model: "m", request: {} },
    });
  }
  await prisma.piece.update({ where: { id: "pce_1" }, data: { assetId: "ast_0" } });
  const approvedHash = hashOf(await findPiece(setting.as("owner"), "ana-1"));
  await prisma.piece.update({ where: { id: "pce_1" }, data: { approvedHash } });
  const row = { id: "pst_1", pieceId: "pce_1", accountId: "acc_a", caption, contentHash: approvedHash };
  await prisma.scheduledPost.create({ data: { ...row, dueAt: setting.clock.now() } });
}

async function compose() {
  const post = await loadPost(setting.context, "pst_1");
  if (!post) throw new Error("no post");
  return await composeDraft(setting.context, post, signal());
}

const shapeOf = async (read: (range: { start: number; end: number }) => Promise<Uint8Array>, bytes: number) => {
  const { width, height, format } = await sharp(await read({ start: 0, end: bytes })).metadata();
  return { format, aspect: Number((width / height).toFixed(2)) };
};

test("a picture goes out as a JPEG of a shape that is taken, made once", async () => {
  await approved("image", [await picture(900, 1_600, "#c96f4a")]);
  const draft = await compose();
  expect(draft).toMatchObject({ format: "image", caption: "Good morning", aiGenerated: true, media: { length: 1 } });
  const [file] = draft.media;
  if (!file) throw new Error("no file");
  expect(await shapeOf(file.read, file.bytes)).toEqual({ format: "jpeg", aspect: 0.8 });
  expect(await media.hasSyntheticMark(await file.read({ start: 0, end: file.bytes }))).toBe(true);
  const again = await compose();
  expect(again.media).toMatchObject([{ bytes: file.bytes, contentType: "image/jpeg" }]);
  expect(encodings).toBe(1);
});

test("a copy that was changed in the store is made anew, not sent", async () => {
  await approved("image", [await picture(900, 1_600, "#c96f4a")]);
  await compose();
  await setting.context.ports.store.put(
    "avatars/avt_a/pieces/0-instagram_image.jpg",
    Buffer.from("another"),
    "image/jpeg",
  );
  const [file] = (await compose()).media;
  expect(file && (await shapeOf(file.read, file.bytes))).toMatchObject({ format: "jpeg" });
  expect(encodings).toBe(2);
});

test("a carousel has all its pictures in order", async () => {
  const colours = ["#c96f4a", "#4ac96f", "#6f4ac9"];
  await approved("carousel", await Promise.all(colours.map((colour) => picture(1_000, 1_000, colour))));
  const draft = await compose();
  expect(draft).toMatchObject({ format: "carousel", media: { length: 3 } });
  const names = draft.media.map(({ url }) => /pieces\/(\d)-instagram_carousel\.jpg/.exec(url)?.[1]);
  expect(names).toEqual(["0", "1", "2"]);
});

test("the pictures of a carousel have the shape of the first", async () => {
  await approved("carousel", [await picture(1_200, 1_000, "#c96f4a"), await picture(900, 1_600, "#4ac96f")]);
  const shapes = await Promise.all((await compose()).media.map(({ read, bytes }) => shapeOf(read, bytes)));
  expect(shapes.map(({ aspect }) => aspect)).toEqual([1.2, 1.2]);
});

test("a carousel of one picture is refused with what to do", async () => {
  await approved("carousel", [await picture(1_000, 1_000, "#c96f4a")]);
  const refused = { reason: "item_count", message: expect.stringContaining("batch create ana --format carousel") };
  await expect(compose()).rejects.toMatchObject(refused);
});

test("a story fills the screen", async () => {
  await approved("story", [await picture(1_000, 1_000, "#c96f4a")]);
  const [file] = (await compose()).media;
  expect(file && (await shapeOf(file.read, file.bytes))).toEqual({ format: "jpeg", aspect: 0.56 });
});

test("a clip becomes a reel, once; one that fits is not touched", async () => {
  await approved("video", [await clip(320, 240, 3.2)]);
  const [file] = (await compose()).media;
  expect(file).toMatchObject({ kind: "video", contentType: "video/mp4" });
  const bytes = await file?.read({ start: 0, end: file.bytes });
  expect(await media.hasVideoMark(bytes ?? new Uint8Array())).toBe(true);
  await compose();
  expect(encodings).toBe(1);
  await setting.context.database.prisma.piece.deleteMany();
  await setting.context.database.prisma.asset.deleteMany();
  await approved("video", [{ bytes: bytes ?? new Uint8Array(), contentType: "video/mp4", width: 134, height: 240 }]);
  const [kept] = (await compose()).media;
  expect(kept?.url).toContain("/pieces/0.mp4");
});

test("too short a clip is refused: nothing can mend it", async () => {
  await approved("video", [await clip(180, 320, 1)]);
  await expect(compose()).rejects.toMatchObject({ reason: "too_short" });
});

test("the run card shows the pictures and says how they are made to fit", async () => {
  await approved("carousel", [await picture(900, 1_600, "#c96f4a"), await picture(1_000, 1_000, "#4ac96f")]);
  await setting.context.database.prisma.scheduledPost.deleteMany();
  const asked = await setting.run([postNow], "post.now", { piece: "ana-1" });
  const card = asked.state === "waiting" ? asked.card : null;
  expect(card?.images?.map(({ key }) => key)).toEqual(["avatars/avt_a/pieces/0.png", "avatars/avt_a/pieces/1.png"]);
  const fields = Object.fromEntries((card?.fields ?? []).map(({ label, value }) => [label, value]));
  expect(fields["Goes out as"]).toBe("a carousel (2)");
  expect(fields["Made to fit"]).toBe(
    "1/2 will be cut to 4:5, will be converted to JPEG; 2/2 will be cut to 4:5, will be converted to JPEG",
  );
});

test("every reason a post is refused for has its advice, in both languages", () => {
  const post = { platform: "instagram", handle: "ana", piece: "ana-1", format: "video" };
  for (const language of ["en", "es"] as const) {
    for (const code of REFUSAL_CODES) {
      expect(postAdvice(code, post, language)).not.toBe(texts(language).publishing.unknownCode(code));
      expect(postAdvice(code, post, language)).not.toMatch(/undefined|\s{2}/);
    }
  }
  expect(postAdvice("caption_length", post, "en")).toContain("up to 2200 signs");
});
