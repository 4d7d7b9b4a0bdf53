import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createRemoteFiles, type RemoteFilesOptions } from "./remote-files.ts";

const FILE = Buffer.from("0123456789".repeat(1_000));
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** "public.example" is this machine, which counts as public here; all other names and addresses are judged as always. */
function guarded(options: Partial<RemoteFilesOptions> = {}) {
  const asked: string[] = [];
  const files = createRemoteFiles({
    protocol: "http:",
    resolve: async (host) => {
      asked.push(host);
      return [{ address: host.endsWith("public.example") ? "127.0.0.1" : "10.0.0.7", family: 4 }];
    },
    isPublic: (address) => address === "127.0.0.1",
    ...options,
  });
  return { asked, read: (url: string, bytes = 8) => files.readHead(url, bytes, AbortSignal.timeout(10_000)) };
}

const ranged: RequestListener = (request, response) => {
  const [, end] = /bytes=0-(\d+)/.exec(request.headers.range ?? "") ?? [];
  const part = FILE.subarray(0, Number(end) + 1);
  response.writeHead(206, { "content-range": `bytes 0-${end}/${FILE.length}` }).end(part);
};

test("reads the first bytes and the whole length, with and without ranges, under the name that was asked for", async () => {
  let host = "";
  const port = await serve((request, response) => {
    host = request.headers.host ?? "";
    ranged(request, response);
  });
  const { read, asked } = guarded();
  const head = await read(`http://public.example:${port}/a.safetensors`);
  expect([Buffer.from(head.bytes).toString(), head.totalBytes]).toEqual(["01234567", FILE.length]);
  expect([host, asked]).toEqual([`public.example:${port}`, ["public.example"]]);
  const plain = await serve((_request, response) =>
    response.writeHead(200, { "content-length": FILE.length }).end(FILE),
  );
  const whole = await read(`http://public.example:${plain}/a`, 20_000);
  expect([whole.bytes.length, whole.totalBytes]).toEqual([FILE.length, FILE.length]);
});

test("hangs up after what was asked for, however much a server sends", async () => {
  let sent = 0;
  let onClose: () => void = () => undefined;
  const hungUp = new Promise<void>((resolve) => {
    onClose = resolve;
  });
  const port = await serve((_request, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write(FILE)) sent += FILE.length;
    };
    response.on("drain", more).on("close", onClose);
    more();
  });
  const head = await guarded().read(`http://public.example:${port}/endless`);
  expect([head.bytes.length, head.totalBytes]).toEqual([8, null]);
  await hungUp;
  expect(sent).toBeGreaterThan(0);
});

test.each([
  ["http://127.0.0.1/x", "an address of this machine"],
  ["http://localhost/x", "its name"],
  ["http://169.254.169.254/latest/meta-data", "a cloud's own service"],
  ["http://0x7f000001/x", "a number for it"],
  ["http://2130706433/x", "another number for it"],
  ["http://[::1]/x", "its IPv6 address"],
  ["http://[::ffff:127.0.0.1]/x", "its IPv4 address in IPv6"],
])("%s is not looked at: %s", async (url) => {
  const files = createRemoteFiles({ protocol: "http:" });
  const read = files.readHead(url, 8, AbortSignal.timeout(10_000));
  await expect(read).rejects.toMatchObject({ code: "invalid_input", reason: "not_public" });
});

test("a name is refused when one of its addresses is private, and is asked for once, so it cannot change its mind", async () => {
  const both = guarded({
    resolve: async () => [
      { address: "127.0.0.1", family: 4 },
      { address: "10.0.0.7", family: 4 },
    ],
  });
  await expect(both.read("http://public.example/x")).rejects.toMatchObject({ reason: "not_public" });
  const port = await serve(ranged);
  let answers = 0;
  const rebinding = guarded({
    resolve: async () => {
      answers += 1;
      return [{ address: answers === 1 ? "127.0.0.1" : "10.0.0.7", family: 4 }];
    },
  });
  expect((await rebinding.read(`http://public.example:${port}/x`)).bytes).toHaveLength(8);
  expect(answers).toBe(1);
});

test("three redirects are followed, each judged anew; a fourth, a private one or one out of https is not", async () => {
  const port = await serve((request, response) => {
    const [, path = "", left = "0"] = /^\/(\w+)\/(\d+)/.exec(request.url ?? "") ?? [];
    if (Number(left) === 0) return ranged(request, response);
    const next = Number(left) - 1;
    const private_ = path === "private" ? "http://inside.example" : "";
    const location = path === "file" ? "file:///etc/passwd" : `${private_}/${path}/${next}`;
    return response.writeHead(302, { location }).end();
  });
  const { read, asked } = guarded();
  expect((await read(`http://public.example:${port}/chain/3`)).bytes).toHaveLength(8);
  await expect(read(`http://public.example:${port}/chain/4`)).rejects.toMatchObject({ reason: "redirects" });
  await expect(read(`http://public.example:${port}/private/1`)).rejects.toMatchObject({ reason: "not_public" });
  expect(asked.at(-1)).toBe("inside.example");
  await expect(read(`http://public.example:${port}/file/1`)).rejects.toMatchObject({ reason: "not_https" });
});

test("only https, nobody's password, and nothing that is not there", async () => {
  const strict = createRemoteFiles({ resolve: async () => [{ address: "8.8.8.8", family: 4 }] });
  for (const url of ["http://public.example/x", "ftp://public.example/x", "https://me:secret@public.example/x", "x"])
    await expect(strict.readHead(url, 8, AbortSignal.timeout(1_000))).rejects.toMatchObject({ reason: "not_https" });
  const port = await serve((request, response) => response.writeHead(request.url === "/gone" ? 404 : 500).end("no"));
  const { read } = guarded();
  await expect(read(`http://public.example:${port}/gone`)).rejects.toMatchObject({ reason: "not_there" });
  await expect(read(`http://public.example:${port}/broken`)).rejects.toMatchObject({ code: "unavailable" });
  const silent = await serve(() => undefined);
  await expect(guarded({ timeoutMs: 50 }).read(`http://public.example:${silent}/x`)).rejects.toMatchObject({
    code: "unavailable",
  });
});
