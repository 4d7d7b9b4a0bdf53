// One request as an attacker writes it: the path goes out byte by byte, where fetch would tidy it up.
import { Agent, request } from "node:http";
import type { Answer } from "./judge.ts";

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface FullAnswer extends Answer {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const MOST_READ_BYTES = 65_536;
const LIMIT_MS = 15_000;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Status 0: the connection was cut or nothing came. An event stream is left as soon as it says something. */
export async function ask(
  url: string,
  path: string,
  { method = "GET", headers = {}, body }: Asked,
): Promise<FullAnswer> {
  const { hostname, port } = new URL(url);
  return await new Promise((resolve) => {
    const failed = () => resolve({ method, path, status: 0, location: "", body: "", headers: {} });
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    try {
      const sent = request({
        agent,
        hostname,
        port,
        method,
        path,
        headers: { ...headers, ...length },
        timeout: LIMIT_MS,
      });
      sent.on("error", failed).on("timeout", () => sent.destroy());
      sent.on("response", (response) => {
        const { statusCode: status = 0, headers: given } = response;
        let read = "";
        const done = () =>
          resolve({ method, path, status, location: given.location ?? "", body: read, headers: given });
        response.setEncoding("utf8").on("data", (chunk: string) => {
          read += chunk;
          if (read.length < MOST_READ_BYTES && !/event-stream/.test(given["content-type"] ?? "")) return;
          done();
          response.destroy();
        });
        response.on("end", done).on("error", done);
      });
      sent.end(body);
    } catch {
      failed(); // a path that Node itself will not send
    }
  });
}
