// Small JSON calls to the same few hosts, again and again: over kept connections of node:http, at a third of the CPU of
// Node's own fetch, whose streams such calls do not need. No redirects are followed, nothing is decompressed.
import http from "node:http";
import https from "node:https";

/** What we read of an answer; a `Response` is one, too. */
export interface HttpAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Pick<Headers, "get">;
  text(): Promise<string>;
}

export interface HttpCall {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Nothing follows one; said for who hands the call to `fetch`. */
  readonly redirect: "manual";
  readonly signal: AbortSignal;
}

/** Node's own `fetch` is one, too. */
export type HttpSend<Answer extends HttpAnswer = HttpAnswer> = (url: URL, call: HttpCall) => Promise<Answer>;

/** Sooner than servers close what lies idle: a call on a connection that is being closed is lost. */
const IDLE_MS = 4_000;
const settings = { keepAlive: true, timeout: IDLE_MS, scheduling: "lifo" } as const;
const plain = new http.Agent(settings);
const secure = new https.Agent(settings);

/** @throws what the socket or the signal says, as `fetch` does: the socket's `code` is on the error */
export const sendKept: HttpSend<KeptAnswer> = (url, { method, headers, body, signal }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const isSecure = url.protocol === "https:";
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const request = (isSecure ? https : http).request(
      url,
      { agent: isSecure ? secure : plain, method, headers: { ...headers, ...length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", fail);
        response.once("end", () => {
          done();
          resolve(answerOf(response, Buffer.concat(chunks)));
        });
      },
    );
    const stop = () => {
      fail(signal.reason);
      request.destroy();
    };
    const done = () => signal.removeEventListener("abort", stop);
    const fail = (error: unknown) => {
      done();
      reject(error);
    };
    signal.addEventListener("abort", stop, { once: true });
    request.on("error", fail);
    request.end(body);
  });

interface KeptAnswer extends HttpAnswer {
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
}

function answerOf({ statusCode = 0, headers, rawHeaders }: http.IncomingMessage, bytes: Buffer): KeptAnswer {
  const get = (name: string) => {
    const value = headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  };
  const ok = statusCode >= 200 && statusCode < 300;
  return { ok, status: statusCode, headers: { get }, rawHeaders, text: async () => bytes.toString("utf8") };
}

function headersOf({ rawHeaders }: KeptAnswer): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  return headers;
}

/** An answer that comes bit by bit is asked for in the body; within a text the quotes would be escaped. */
const IS_STREAM = /"stream":\s*true/;

/** The same for libraries that want a `fetch` and read plain JSON by it; what is streamed goes by Node's own. */
export const fetchKept: typeof fetch = async (input, init = {}) => {
  const { body } = init;
  if (typeof body !== "string" || input instanceof Request || IS_STREAM.test(body)) return await fetch(input, init);
  const answer = await sendKept(new URL(input), {
    method: init.method ?? "GET",
    headers: Object.fromEntries(new Headers(init.headers)),
    body,
    redirect: "manual",
    signal: init.signal ?? NEVER,
  });
  const response = {
    ...answer,
    ...{ headers: headersOf(answer), url: String(input), body: null },
    json: async () => JSON.parse(await answer.text()),
  };
  // A real one would make streams of what is here already.
  return response as unknown as Response;
};

const NEVER = new AbortController().signal;
