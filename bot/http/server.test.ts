import { createServer } from "node:http";
import { connect } from "node:net";
import { Router } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mediaPath } from "../../agents/commands/media/media-link.ts";
import { ManualClock, MINUTE_MS } from "../../agents/kernel/clock.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { mediaMount } from "./media-mount.ts";
import { createHttpServer } from "./server.ts";
import { testRegistry } from "./testing/test-commands.ts";
import { startTestServer, type TestServer } from "./testing/test-server.ts";

const clock = new ManualClock();
let test: TestServer;
let release: () => void = () => undefined;
let arrived: () => void = () => undefined;
let isQueueUp = true;

function echoRouter(): Router {
  const router = Router();
  router.post("/", (request, response) => response.json({ body: request.body }));
  router.get("/wait", async (_request, response) => {
    await new Promise<void>((resolve) => {
      release = resolve;
      arrived();
    });
    response.json({ done: true });
  });
  router.get("/fail", () => {
    throw new TypeError("password=hunter2 went wrong");
  });
  return router;
}

function rawRouter(): Router {
  const router = Router();
  router.post("/", (request, response) => {
    response.json({ text: Buffer.isBuffer(request.body) ? request.body.toString("utf8") : null });
  });
  return router;
}

beforeAll(async () => {
  test = await startTestServer({
    registry: testRegistry({ notes: [], done: 0 }),
    clock,
    checks: [
      { name: "database", check: async () => undefined },
      {
        name: "queue",
        check: async () => {
          if (!isQueueUp) throw new AppError("unavailable", "no Redis");
        },
      },
    ],
    mounts: (app) => [
      { path: "/echo", body: "json", load: echoRouter },
      { path: "/webhooks/test", body: "raw", load: rawRouter },
      { path: "/guarded", body: "json", session: { changes: "token" }, load: echoRouter },
      mediaMount(app),
    ],
  });
});
afterAll(() => test.close());

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, type = "application/json") =>
  fetch(test.url + path, { method: "POST", body, headers: { "content-type": type } });

describe("bodies", () => {
  it("answers a 50 MB message with a clean 413", async () => {
    const response = await post("/echo", new Uint8Array(50 * 1024 * 1024));
    expect(response.status).toBe(413);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.json()).toMatchObject({ code: "too_large", status: 413, remedy: "Send less at once." });
  });

  it.each([
    ["broken JSON", '{"a":', "application/json", "not valid JSON"],
    ["a list", "[1]", "application/json", "must be a JSON object"],
    ["33 levels", `{"a":${"[".repeat(32)}${"]".repeat(32)}}`, "application/json", "deeper than 32"],
    ["NUL", '{"a":"x\\u0000y"}', "application/json", "NUL"],
    ["another type", '{"a":1}', "text/plain", "must be JSON"],
    ["broken UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), "application/json", "not valid JSON"],
  ])("refuses %s", async (_name, body, type, message) => {
    const response = await post("/echo", body, type);
    expect(response.status).toBe(400);
    expect((await response.json()).title).toContain(message);
  });

  it("takes brackets in strings, 32 levels and half characters", async () => {
    const nested = `{"a":${"[".repeat(31)}${"]".repeat(31)},"b":"[[[[{{{{\\"[","c":"\\ud800"}`;
    const response = await post("/echo", nested);
    expect((await response.json()).body).toMatchObject({ b: '[[[[{{{{"[', c: "\ufffd" });
  });

  it("leaves webhook bodies as bytes", async () => {
    const body = '{ "spaces":   "stay" }';
    expect(await (await post("/webhooks/test", body)).json()).toEqual({ text: body });
  });
});

describe("errors", () => {
  it("tells nothing of the inside, in the reader's language, with a request id", async () => {
    const response = await fetch(`${test.url}/echo/fail`, { headers: { "accept-language": "es" } });
    const problem = await response.json();
    expect(response.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain("hunter2");
    expect(problem.instance).toBe(`urn:vixenbliss:request:${response.headers.get("x-request-id")}`);
    expect(test.log()).not.toContain("hunter2");
  });

  it("gives people a page and programs a problem", async () => {
    const page = await fetch(`${test.url}/nothing`, { headers: { accept: "text/html" } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("There is nothing at this address.");
    expect((await fetch(`${test.url}/nothing/%zz`)).status).toBe(404);
  });

  it("guards before anything is read", async () => {
    expect((await post("/guarded", "{}")).status).toBe(401);
    const page = await fetch(`${test.url}/guarded/x?y=1`, { headers: { accept: "text/html" }, redirect: "manual" });
    expect([page.status, page.headers.get("location")]).toEqual([303, "/login?next=%2Fguarded%2Fx%3Fy%3D1"]);
  });

  it("sends a strict policy with every answer", async () => {
    const policy = (await fetch(`${test.url}/healthz`)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe-inline");
  });
});

describe("health and metrics", () => {
  it("is ready only while everything works", async () => {
    expect((await fetch(`${test.url}/readyz`)).status).toBe(200);
    isQueueUp = false;
    const response = await fetch(`${test.url}/readyz`);
    isQueueUp = true;
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ checks: { database: "ok", queue: "unavailable" } });
  });

  it("counts requests by area and shows queues and memory", async () => {
    await fetch(`${test.url}/healthz`);
    const text = await (await fetch(`${test.url}/metrics`)).text();
    expect(text).toMatch(/vixenbliss_http_request_seconds_count\{method="GET",area="\/healthz",status="200"\} [1-9]/);
    expect(text).toContain('vixenbliss_queue_jobs{queue="media",state="waiting"} 2');
    expect(text).toMatch(/process_resident_memory_bytes \d{7,}/);
  });
});

describe("media", () => {
  const key = "avatars/avt_1/pieces/a-b.png";
  it("serves a signed link until it expires, and nothing else", async () => {
    const { context } = test.app;
    await context.ports.store.put(key, new Uint8Array([1, 2, 3]), "image/png");
    const link = mediaPath(context, key);
    const response = await fetch(test.url + link);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(response.headers.get("cache-control")).toContain("private");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    const other = link.replace("a-b", "a-c");
    const longer = link.replace(/expires=\d+/, "expires=9999999999");
    expect((await fetch(test.url + other)).status).toBe(403);
    expect((await fetch(test.url + longer)).status).toBe(403);
    expect((await fetch(`${test.url}/media/${key}`)).status).toBe(401);
    clock.advance(10 * MINUTE_MS + 1_000);
    expect((await fetch(test.url + link)).status).toBe(410);
  });

  it("offers what is no picture, film or sound as a download", async () => {
    const { context } = test.app;
    await context.ports.store.put("avatars/x.json", Buffer.from("{}"), "application/json");
    const response = await fetch(test.url + mediaPath(context, "avatars/x.json"));
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-disposition")).toBe("attachment");
  });
});

describe("start and stop", () => {
  it("names PORT when it is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const config = { HOST: "127.0.0.1", PORT: port, TRUST_PROXY: 0 };
    const server = createHttpServer({ app: test.app, config, checks: [], mounts: [] });
    await expect(server.listen()).rejects.toMatchObject({ code: "conflict", field: "PORT" });
    await server.close();
    other.close();
  });

  it("finishes what is running and takes nothing new", async () => {
    const config = { HOST: "127.0.0.1", PORT: 0, TRUST_PROXY: 0 };
    const mounts = [{ path: "/echo", load: echoRouter }];
    const server = createHttpServer({ app: test.app, config, checks: [], mounts });
    const port = await server.listen();
    const isRunning = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const running = fetch(`http://127.0.0.1:${port}/echo/wait`);
    await isRunning;
    const closed = server.close(5_000);
    const refused = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve("taken")).once("error", (error) => resolve(error.message));
    });
    expect(refused).toContain("ECONNREFUSED");
    release();
    expect(await (await running).json()).toEqual({ done: true });
    await closed;
  });
});
