// Connections that trickle are cut, whatever they trickle; an upload is not, as long as it goes on.
import { connect, type Socket } from "node:net";
import { Router } from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testRegistry } from "./testing/test-commands.ts";
import { startTestServer, type TestServer } from "./testing/test-server.ts";

const HEADERS_MS = 150;
const BODY_MS = 200;
const WINDOW_MS = 150;
const UPLOAD_MS = 1_500;
const LEAST_BYTES = 10_000;
/** For what must not be cut: a loaded machine stands still for longer than the other limits last. */
const PATIENT_WINDOW_MS = 750;
const PATIENT_MS = 60_000;

let test: TestServer;
let startReading: () => void = () => undefined;

/** Reads its stream itself, as an upload does. */
function streamRouter(): Router {
  const router = Router();
  const count = async (stream: AsyncIterable<Uint8Array>) => {
    let bytes = 0;
    for await (const chunk of stream) bytes += chunk.length;
    return bytes;
  };
  router.post("/", async (request, response) => response.json({ bytes: await count(request) }));
  router.post("/held", async (request, response) => {
    await new Promise<void>((resolve) => {
      startReading = resolve;
    });
    response.json({ bytes: await count(request) });
  });
  router.post("/unwanted", (_request, response) => response.status(401).json({}));
  return router;
}

function jsonRouter(): Router {
  const router = Router();
  router.post("/", (request, response) => response.json({ body: request.body }));
  return router;
}

beforeAll(async () => {
  const rate = { windowMs: WINDOW_MS, leastBytes: LEAST_BYTES };
  test = await startTestServer({
    registry: testRegistry({ notes: [], done: 0 }),
    limits: { headersMs: HEADERS_MS, checkEveryMs: 20, arrival: { totalMs: BODY_MS } },
    mounts: () => [
      { path: "/json", body: "json", load: jsonRouter },
      { path: "/stream", arrival: { totalMs: UPLOAD_MS, rate }, load: streamRouter },
      {
        path: "/patient",
        arrival: { totalMs: PATIENT_MS, rate: { ...rate, windowMs: PATIENT_WINDOW_MS } },
        load: streamRouter,
      },
    ],
  });
});
afterAll(() => test.close());

interface Sent {
  readonly socket: Socket;
  readonly startedAt: number;
  /** All that came back, once the server closed the connection. */
  readonly answer: Promise<string>;
}

function open(text: string): Sent {
  const { hostname, port } = new URL(test.url);
  const socket = connect(Number(port), hostname).setEncoding("utf8");
  let answered = "";
  socket.on("data", (chunk) => {
    answered += chunk;
  });
  // Cut in the middle of sending, the other side may be told so in this way.
  socket.on("error", () => undefined);
  socket.write(text);
  return {
    socket,
    startedAt: performance.now(),
    answer: new Promise((resolve) => socket.once("close", () => resolve(answered))),
  };
}

const head = (path: string, bytes: number, more = "") =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n${more}\r\n`;

/** Sends so much every 10 ms until it is told to stop or the connection is gone. */
function trickle({ socket }: Sent, bytes: number, total = Number.POSITIVE_INFINITY): () => void {
  let left = total;
  const timer = setInterval(() => {
    const now = Math.min(bytes, left);
    left -= now;
    if (now > 0 && !socket.destroyed) socket.write(" ".repeat(now));
    else clearInterval(timer);
  }, 10);
  return () => clearInterval(timer);
}

it("cuts headers that do not end", async () => {
  const sent = open("POST /json HTTP/1.1\r\nHost: x\r\n");
  expect(await sent.answer).toMatch(/^HTTP\/1\.1 408 /);
});

it("answers a body that does not end, in the reader's language, and closes", async () => {
  const sent = open(head("/json", 1_000_000, "Accept-Language: es\r\n"));
  const stop = trickle(sent, 10);
  const answer = await sent.answer;
  stop();
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain("Connection: close");
  expect(answer).toContain('"reason":"too_slow"');
  expect(answer).toContain("La petición no llegó a tiempo.");
});

it("does so for addresses that nothing is at, too", async () => {
  const sent = open(head("/nothing", 1_000_000));
  const stop = trickle(sent, 10);
  expect(await sent.answer).toMatch(/^HTTP\/1\.1 404 /);
  stop();
});

it("takes an upload that goes on for longer than any other body may", async () => {
  const bytes = 150_000;
  const sent = open(head("/patient", bytes, "Connection: close\r\n"));
  trickle(sent, 2_500, bytes);
  expect(await sent.answer).toContain(`{"bytes":${bytes}}`);
  expect(performance.now() - sent.startedAt).toBeGreaterThan(BODY_MS);
});

it("cuts an upload that trickles, long before its time is over", async () => {
  const sent = open(head("/stream", 1_000_000));
  const stop = trickle(sent, 10);
  expect(await sent.answer).toMatch(/^HTTP\/1\.1 408 /);
  stop();
  expect(performance.now() - sent.startedAt).toBeLessThan(UPLOAD_MS);
});

it("cuts an upload that never ends", async () => {
  const sent = open(head("/stream", 1_000_000_000));
  const stop = trickle(sent, 10_000);
  expect(await sent.answer).toMatch(/^HTTP\/1\.1 408 /);
  stop();
  expect(performance.now() - sent.startedAt).toBeGreaterThanOrEqual(UPLOAD_MS - 50);
});

it("does not blame an upload for waiting until it is read", async () => {
  const bytes = 4_000_000;
  const sent = open(head("/patient/held", bytes, "Connection: close\r\n") + " ".repeat(bytes));
  const windows = new Promise((resolve) => setTimeout(resolve, 3 * PATIENT_WINDOW_MS));
  await windows;
  startReading();
  expect(await sent.answer).toContain(`{"bytes":${bytes}}`);
});

it("does not wait for the rest of what was refused", async () => {
  const sent = open(head("/stream/unwanted", 1_000_000_000));
  const stop = trickle(sent, 5_000);
  expect(await sent.answer).toMatch(/^HTTP\/1\.1 401 /);
  stop();
  expect(performance.now() - sent.startedAt).toBeLessThan(UPLOAD_MS);
});
