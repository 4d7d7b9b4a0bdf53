import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchKept, sendKept } from "./kept-http.ts";
import { wasNeverSent } from "./never-sent.ts";

let connections = 0;
const server = createServer((request, response) => {
  if (request.url === "/never") return;
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    const status = request.url === "/refused" ? 429 : 200;
    response.writeHead(status, { "content-type": "application/json", "retry-after": "2" });
    response.end(JSON.stringify({ said: body, by: request.headers.authorization }));
  });
});
server.on("connection", () => {
  connections += 1;
});
let url: URL;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const call = (signal = AbortSignal.timeout(5_000)) =>
  ({ method: "POST", headers: { authorization: "Bearer a" }, body: "¿qué?", redirect: "manual", signal }) as const;

test("one call after another goes over one connection, and says what came back", async () => {
  for (let time = 0; time < 3; time += 1) {
    const answer = await sendKept(url, call());
    expect(answer).toMatchObject({ ok: true, status: 200 });
    expect(JSON.parse(await answer.text())).toEqual({ said: "¿qué?", by: "Bearer a" });
  }
  expect(connections).toBe(1);
  const refused = await sendKept(new URL("/refused", url), call());
  expect([refused.ok, refused.status, refused.headers.get("Retry-After")]).toEqual([false, 429, "2"]);
});

test("a call that is called off fails with the reason, and one that never left is known as such", async () => {
  const controller = new AbortController();
  const pending = sendKept(new URL("/never", url), call(controller.signal));
  controller.abort(new Error("called off"));
  await expect(pending).rejects.toThrow("called off");
  const nobody = await sendKept(new URL("http://127.0.0.1:1/"), call()).catch((error: unknown) => error);
  expect(wasNeverSent(nobody)).toBe(true);
});

test("libraries read it as the answer of a fetch", async () => {
  const { signal, ...init } = call();
  const answer = await fetchKept(url.href, init);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(await answer.json()).toEqual({ said: "¿qué?", by: "Bearer a" });
  expect(signal.aborted).toBe(false);
});
