import { afterAll, beforeAll, expect, test } from "vitest";
import { createS3Store } from "../../../jobs/providers/storage/s3.ts";
import { type S3Emulator, startS3Emulator } from "../../../jobs/providers/storage/s3-emulator/s3-emulator.ts";
import { tinySafetensors } from "../../../jobs/providers/training/tiny-safetensors.ts";
import { sha256 } from "../../kernel/secret.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { uploadFinish } from "./upload-finish.ts";
import { uploadStart } from "./upload-start.ts";

let emulator: S3Emulator;
let bucket: TestContext;
let files: TestContext;
const commands = [uploadStart, uploadFinish];
const weights = tinySafetensors(3);

interface Started {
  readonly key: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
}

beforeAll(async () => {
  emulator = await startS3Emulator();
  const store = createS3Store({ endpoint: emulator.endpoint, bucket: emulator.bucket, ...emulator.credentials });
  bucket = await createTestContext({ ports: { store } });
  files = await createTestContext({ database: bucket.context.database });
});
afterAll(async () => {
  await files.close();
  await bucket.close();
  await emulator.close();
});

async function start(input: object): Promise<Started> {
  const result = await bucket.run(commands, "upload.start", input);
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return result.output as Started;
}

async function put({ url, method, headers }: Started, body: Uint8Array): Promise<number> {
  return (await fetch(url, { method, headers, body: Buffer.from(body) })).status;
}

const finish = (upload: string, actor = {}) => bucket.run(commands, "upload.finish", { upload }, actor);

test("with a bucket the file goes straight there, and is looked at when it is there", async () => {
  const started = await start({ kind: "safetensors" });
  expect(started).toMatchObject({ method: "PUT", headers: { "content-type": "application/octet-stream" } });
  expect(await finish(started.key)).toMatchObject({ problem: { code: "not_found", field: "upload" } });
  expect(await put(started, weights)).toBe(200);
  const finished = await finish(started.key, { language: "es" });
  expect(finished).toMatchObject({
    state: "done",
    output: { key: started.key, bytes: weights.length, sha256: sha256(weights), tensors: 2, rank: 16 },
    card: { title: "Recibido: pesos de LoRA", text: expect.stringContaining("lora upload AVATAR") },
  });
  expect(await finish(started.key)).toMatchObject({ state: "done" });
});

test("what is not what it was said to be is gone when that is found, however large it is", async () => {
  const lying = await start({ kind: "picture", contentType: "image/jpeg" });
  expect(await put(lying, Buffer.from("<html>"))).toBe(200);
  expect(await finish(lying.key)).toMatchObject({ problem: { code: "invalid_input", reason: "image_type" } });
  const large = await start({ kind: "card", contentType: "application/json" });
  expect(await put(large, Buffer.alloc(5 * 1024 * 1024 + 1, 32))).toBe(200);
  expect(await finish(large.key)).toMatchObject({ problem: { code: "too_large", field: "upload" } });
  for (const { key } of [lying, large]) expect(await bucket.context.ports.store.exists(key)).toBe(false);
});

test("with files on disk the card says how to post them", async () => {
  const posted = await files.run(commands, "upload.start", { kind: "archive" }, { role: "manager" });
  expect(posted).toMatchObject({
    state: "done",
    output: { key: null, method: "POST", url: "http://127.0.0.1:3000/api/v1/uploads?kind=archive", expiresAt: null },
  });
  expect(JSON.stringify(posted.card)).toContain("token create");
});

test("bad input is named with what to do, and uploads are not for chatters", async () => {
  expect(await bucket.run(commands, "upload.start", { kind: "picture" })).toMatchObject({
    problem: { field: "contentType", remedy: "One of: image/png, image/jpeg, image/webp." },
  });
  for (const key of ["avatars/avt_a/pieces/one.png", "uploads/picture-1.png", "uploads/film-0.mp4"])
    expect(await finish(key, { language: "es" })).toMatchObject({
      problem: { code: "invalid_input", field: "upload", remedy: expect.stringContaining("upload start") },
    });
  const chatter = { role: "chatter" } as const;
  expect(await bucket.run(commands, "upload.start", { kind: "archive" }, chatter)).toMatchObject({
    problem: { code: "forbidden" },
  });
  expect(await finish("uploads/picture-1.png", chatter)).toMatchObject({ problem: { code: "forbidden" } });
});
