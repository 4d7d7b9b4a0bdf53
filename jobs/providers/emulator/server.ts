// What the emulated vendors share: a loopback HTTP server that can also misbehave on request.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

export interface EmulatedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** As sent, undecoded: signatures are made over it. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface EmulatedReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects are sent as JSON, an array of texts in pieces; a promise among them holds the next one back. */
  readonly body?: Uint8Array | string | object | readonly (string | Promise<unknown>)[];
}

/** `hang`: never answered. `cut`: the connection breaks half-way through the body. */
export type Misbehaviour =
  | { readonly kind: "hang" }
  | { readonly kind: "cut" }
  | ({ readonly kind: "reply" } & EmulatedReply);

export interface EmulatorServer {
  /** "http://127.0.0.1:<port>", no slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

export interface EmulatorServerOptions {
  readonly port?: number;
  readonly maxBodyBytes?: number;
  /** Read at every request, so it may be changed while running. */
  readonly latencyMs?: (request: EmulatedRequest) => number;
  readonly misbehave?: (request: EmulatedRequest) => Misbehaviour | undefined;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;

export async function startEmulatorServer(
  answer: (request: EmulatedRequest) => EmulatedReply | Promise<EmulatedReply>,
  options: EmulatorServerOptions = {},
): Promise<EmulatorServer> {
  const server = createServer((incoming, response) => {
    serve(incoming, response, answer, options).catch((thrown: unknown) => {
      response.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: (request: EmulatedRequest) => EmulatedReply | Promise<EmulatedReply>,
  options: EmulatorServerOptions,
): Promise<void> {
  const body = await readBody(incoming, options.maxBodyBytes ?? MAX_BODY_BYTES);
  if (!body) return await send(response, { status: 413, body: { detail: "Too large." } });
  const target = incoming.url ?? "/";
  const url = new URL(target, "http://emulator");
  const request: EmulatedRequest = {
    method: incoming.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    target,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body,
  };
  const latencyMs = options.latencyMs?.(request) ?? 0;
  if (latencyMs > 0) await delay(latencyMs);
  const fault = options.misbehave?.(request);
  if (fault?.kind === "hang") return;
  if (fault?.kind === "reply") return await send(response, fault);
  const reply = await answer(request);
  if (fault?.kind === "cut") return cut(response, reply);
  await send(response, reply);
}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function encode(reply: EmulatedReply): { bytes: Uint8Array; type: string } {
  const { body } = reply;
  if (body instanceof Uint8Array) return { bytes: body, type: "application/octet-stream" };
  if (typeof body === "string") return { bytes: Buffer.from(body), type: "text/plain; charset=utf-8" };
  if (body === undefined) return { bytes: new Uint8Array(), type: "text/plain" };
  return { bytes: Buffer.from(JSON.stringify(body)), type: "application/json" };
}

async function send(response: ServerResponse, reply: EmulatedReply): Promise<void> {
  if (Array.isArray(reply.body)) {
    response.writeHead(reply.status, reply.headers);
    for (const piece of reply.body) {
      if (typeof piece === "string") response.write(piece);
      else await piece;
    }
    response.end();
    return;
  }
  const { bytes, type } = encode(reply);
  response.writeHead(reply.status, { "content-type": type, "content-length": String(bytes.length), ...reply.headers });
  response.end(bytes);
}

/** The full length is announced and half of it sent; of pieces the first half. */
function cut(response: ServerResponse, reply: EmulatedReply): void {
  if (Array.isArray(reply.body)) {
    response.writeHead(reply.status, reply.headers);
    const half = reply.body.slice(0, Math.ceil(reply.body.length / 2)).filter((piece) => typeof piece === "string");
    response.write(half.join(""), () => response.destroy());
    return;
  }
  const { bytes, type } = encode(reply);
  response.writeHead(reply.status, { "content-type": type, "content-length": String(bytes.length), ...reply.headers });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
