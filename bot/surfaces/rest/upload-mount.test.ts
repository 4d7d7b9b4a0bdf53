import { connect } from "node:net";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createApp } from "../../../agents/commands/app.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { createTestContext, type TestContext } from "../../../agents/commands/testing/test-context.ts";
import { sha256 } from "../../../agents/kernel/secret.ts";
import { zipFile } from "../../../jobs/providers/media/testing/zip-file.ts";
import { tinySafetensors } from "../../../jobs/providers/training/tiny-safetensors.ts";
import { createHttpServer, type HttpServer } from "../../http/server.ts";
import { restMounts } from "./rest-mounts.ts";
import { uploadMount } from "./upload-mount.ts";

let setting: TestContext;
let server: HttpServer;
let url: string;
let picture: Buffer;

beforeAll(async () => {
  setting = await createTestContext();
  const { context } = setting;
  for (const role of ["manager", "chatter"] as const) {
    const operatorId = `opr_${role}`;
    await context.database.prisma.operator.create({ data: { id: operatorId, name: role, role } });
    const token = { id: `tok_${role}`, operatorId, name: role, role, tokenHash: sha256(`vb_${role}`) };
    await context.database.prisma.apiToken.create({ data: token });
  }
  const app = createApp(context, createRegistry([]));
  const config = { HOST: "127.0.0.1", PORT: 0, TRUST_PROXY: 0 };
  server = createHttpServer({ app, config, checks: [], mounts: [uploadMount(app), ...restMounts(app)] });
  url = `http://127.0.0.1:${await server.listen()}/api/v1/uploads`;
  picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#887766" } })
    .png()
    .toBuffer();
});
afterAll(async () => {
  await server.close(1_000);
  await setting.close();
});
afterEach(async () => {
  await setting.context.ports.store.deleteMany(await stored());
});

async function stored(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of setting.context.ports.store.list("uploads/")) keys.push(key);
  return keys;
}

interface Sent {
  readonly kind?: string;
  readonly type?: string;
  readonly role?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(
  body: Uint8Array | string | ReadableStream,
  { kind = "picture", type = "image/png", role = "manager", headers = {} }: Sent = {},
) {
  const response = await fetch(`${url}?kind=${kind}`, {
    method: "POST",
    body,
    headers: { authorization: `Bearer vb_${role}`, "content-type": type, ...headers },
    duplex: "half",
  } as RequestInit);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

test("takes a picture, weights, a card and an archive, each looked into before the answer", async () => {
  const made = await send(picture);
  expect(made.status).toBe(201);
  expect(made.headers.get("cache-control")).toBe("no-store");
  expect(made.body).toEqual({
    key: expect.stringMatching(/^uploads\/picture-[0-9a-f]{32}\.png$/),
    kind: "picture",
    contentType: "image/png",
    bytes: picture.length,
    sha256: sha256(picture),
    width: 64,
    height: 48,
  });
  const weights = await send(tinySafetensors(1), { kind: "safetensors", type: "application/octet-stream" });
  expect(weights).toMatchObject({ status: 201, body: { tensors: 2, rank: 16 } });
  const card = await send('{"spec":"chara_card_v2"}', { kind: "card", type: "application/json; charset=utf-8" });
  expect(card).toMatchObject({ status: 201, body: { kind: "card" } });
  const zip = zipFile([{ name: "001_full.jpg", content: picture, method: 8 }]);
  expect(await send(zip, { kind: "archive", type: "application/zip" })).toMatchObject({ body: { files: 1 } });
  expect(await stored()).toHaveLength(4);
  const { bytes } = await setting.context.ports.store.get(made.body.key);
  expect(Buffer.from(bytes).equals(picture)).toBe(true);
});

test.each<[string, Uint8Array | string, Sent, string]>([
  ["a text called a picture", "hello", {}, "image_type"],
  ["a picture of another type than said", "png", { type: "image/jpeg" }, "image_type"],
  ["a drawing that scripts", '<svg xmlns="http://www.w3.org/2000/svg"/>', {}, "image_type"],
  [
    "a pickle called weights",
    Buffer.from("800495", "hex"),
    { kind: "safetensors", type: "application/octet-stream" },
    "pickle",
  ],
  ["nothing called weights", "", { kind: "safetensors", type: "application/octet-stream" }, "header_missing"],
  ["a list called a card", "[1]", { kind: "card", type: "application/json" }, "card_json"],
  [
    "a ZIP that leads out of it",
    zipFile([{ name: "../x" }]),
    { kind: "archive", type: "application/zip" },
    "archive_name",
  ],
  [
    "a ZIP that swells",
    zipFile([{ name: "a", content: Buffer.alloc(900_000), method: 8 }]),
    { kind: "archive", type: "application/zip" },
    "archive_ratio",
  ],
])("refuses %s and keeps nothing of it", async (_name, body, sent, reason) => {
  const answer = await send(body === "png" ? picture : body, sent);
  expect(answer.status).toBe(reason === "archive_ratio" ? 413 : 400);
  expect(answer.body).toMatchObject({ field: "file", reason, remedy: expect.any(String) });
  const spanish = await send(body === "png" ? picture : body, { ...sent, headers: { "accept-language": "es" } });
  expect(spanish.body.title).not.toBe(answer.body.title);
  expect(await stored()).toEqual([]);
});

test("more than a kind may have is refused, also when nobody announced how much it would be", async () => {
  const large = Buffer.alloc(5 * 1024 * 1024 + 1, 32);
  const sent = { kind: "card", type: "application/json" };
  expect(await send(large, sent)).toMatchObject({ status: 413, body: { code: "too_large", field: "file" } });
  const pieces = new ReadableStream({
    start: (controller) => {
      for (let at = 0; at < large.length; at += 65_536) controller.enqueue(large.subarray(at, at + 65_536));
      controller.close();
    },
  });
  const spanish = await send(pieces, { ...sent, headers: { "accept-language": "es" } });
  expect(spanish).toMatchObject({ status: 413, body: { title: expect.stringContaining("5 MB como mucho") } });
  expect(await stored()).toEqual([]);
});

test("an upload that breaks off leaves nothing", async () => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = [
    "POST /api/v1/uploads?kind=picture HTTP/1.1",
    `Host: ${hostname}`,
    "Authorization: Bearer vb_manager",
    "Content-Type: image/png",
    `Content-Length: ${picture.length}`,
  ];
  const { auditEntry } = setting.context.database.prisma;
  const before = await auditEntry.count();
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  await new Promise<void>((resolve) => socket.write(picture.subarray(0, 100), () => resolve()));
  await expect.poll(() => socket.bytesWritten, { interval: 5 }).toBeGreaterThan(100);
  socket.destroy();
  await expect.poll(() => auditEntry.count(), { interval: 10, timeout: 10_000 }).toBe(before + 1);
  expect(await auditEntry.findFirst({ orderBy: { seq: "desc" } })).toMatchObject({
    command: "upload.receive",
    outcome: "invalid_input",
  });
  expect(await stored()).toEqual([]);
});

test("an upload that does not arrive in time is answered and leaves nothing", async () => {
  const app = createApp(setting.context, createRegistry([]));
  const config = { HOST: "127.0.0.1", PORT: 0, TRUST_PROXY: 0 };
  const mounts = [uploadMount(app, { totalMs: 100 })];
  const impatient = createHttpServer({ app, config, checks: [], mounts });
  try {
    const address = `http://127.0.0.1:${await impatient.listen()}/api/v1/uploads?kind=picture`;
    const { auditEntry } = setting.context.database.prisma;
    const before = await auditEntry.count();
    const endless = new ReadableStream({ start: (controller) => controller.enqueue(picture.subarray(0, 100)) });
    const headers = { authorization: "Bearer vb_manager", "content-type": "image/png" };
    const init = { method: "POST", body: endless, headers, duplex: "half" } as RequestInit;
    const response = await fetch(address, init);
    expect(response.status).toBe(408);
    expect(await response.json()).toMatchObject({ reason: "too_slow", retryable: true });
    await expect.poll(() => auditEntry.count(), { interval: 10, timeout: 10_000 }).toBe(before + 1);
    expect(await stored()).toEqual([]);
  } finally {
    await impatient.close(1_000);
  }
});

test("only managers and owners send files, and bad input is named", async () => {
  expect(await send(picture, { role: "nobody" })).toMatchObject({ status: 401 });
  expect(await send(picture, { role: "chatter" })).toMatchObject({ status: 403, body: { code: "forbidden" } });
  expect(await send(picture, { kind: "film" })).toMatchObject({ status: 400, body: { field: "kind" } });
  const typed = await send(picture, { type: "image/gif" });
  expect(typed).toMatchObject({
    status: 400,
    body: { field: "contentType", remedy: expect.stringContaining("image/png") },
  });
  const listed = await fetch(url, { headers: { authorization: "Bearer vb_manager" } });
  expect([listed.status, listed.headers.get("allow")]).toEqual([405, "POST"]);
  expect(await stored()).toEqual([]);
});
