// Looks at files elsewhere (trust T9): names are resolved here, refused unless all they stand for is public, and the connection
// goes to the very address that was judged. Each redirect is judged anew.
import { lookup as systemLookup } from "node:dns/promises";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "../../../agents/domain/trust/public-address.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { RemoteFiles, RemoteHead } from "../../../agents/ports/remote-files.ts";

interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export interface RemoteFilesOptions {
  /** Tests serve on loopback, where there is no certificate. */
  readonly protocol?: "https:" | "http:";
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
  readonly isPublic?: (address: string) => boolean;
  readonly timeoutMs?: number;
}

/** Trust T9. */
const REDIRECTS_MOST = 3;
const DEFAULT_TIMEOUT_MS = 15_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

type Guard = Required<RemoteFilesOptions>;

export function createRemoteFiles(options: RemoteFilesOptions = {}): RemoteFiles {
  const guard: Guard = {
    protocol: "https:",
    resolve: (host) => systemLookup(host, { all: true }),
    isPublic: isPublicAddress,
    timeoutMs: DEFAULT_TIMEOUT_MS,
    ...options,
  };
  return {
    readHead: async (url, bytes, signal) => {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(guard.timeoutMs)]);
      try {
        return await follow(guard, url, bytes, limited);
      } catch (thrown) {
        signal.throwIfAborted();
        if (thrown instanceof AppError) throw thrown;
        throw new AppError("unavailable", "The server could not be reached.", { reason: "unreachable", cause: thrown });
      }
    },
  };
}

const refused = (reason: string, message: string) => new AppError("invalid_input", message, { reason });

async function follow(guard: Guard, url: string, bytes: number, signal: AbortSignal): Promise<RemoteHead> {
  let at = parse(guard, url);
  for (let hops = 0; hops <= REDIRECTS_MOST; hops += 1) {
    const response = await ask(guard, at, bytes, signal);
    const { statusCode = 0, headers } = response;
    if (REDIRECTS.has(statusCode) && headers.location !== undefined) {
      response.destroy();
      at = parse(guard, headers.location, at);
      continue;
    }
    if (statusCode === 200 || statusCode === 206) return await readHead(response, bytes);
    response.destroy();
    if (statusCode >= 500 || statusCode === 429) throw new Error(`HTTP ${statusCode}`);
    throw refused("not_there", `The server answers ${statusCode}.`);
  }
  throw refused("redirects", `More than ${REDIRECTS_MOST} redirects.`);
}

function parse(guard: Guard, url: string, base?: URL): URL {
  if (!URL.canParse(url, base)) throw refused("not_https", "This is not an address.");
  const parsed = new URL(url, base);
  if (parsed.protocol !== guard.protocol || parsed.username !== "" || parsed.password !== "")
    throw refused("not_https", "Only https, without a user, is looked at.");
  return parsed;
}

/** @throws AppError `not_public` */
async function publicAddressOf(guard: Guard, { hostname }: URL): Promise<ResolvedAddress> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const found = family === 0 ? await guard.resolve(host) : [{ address: host, family }];
  const [first] = found;
  // One private address among public ones is how a name is made to mean both.
  if (!first || !found.every(({ address }) => guard.isPublic(address)))
    throw refused("not_public", "The address is not on the open Internet.");
  return first;
}

async function ask(guard: Guard, at: URL, bytes: number, signal: AbortSignal): Promise<IncomingMessage> {
  const { address, family } = await publicAddressOf(guard, at);
  const pinned: LookupFunction = (_host, { all }, answer) =>
    all ? answer(null, [{ address, family }]) : answer(null, address, family);
  const request = guard.protocol === "https:" ? secureRequest : plainRequest;
  return await new Promise((resolve, reject) => {
    request(
      at,
      {
        lookup: pinned,
        // A connection of its own: a kept one may lead to what a name meant before.
        agent: false,
        signal,
        headers: { range: `bytes=0-${bytes - 1}`, "accept-encoding": "identity" },
      },
      resolve,
    )
      .on("error", reject)
      .end();
  });
}

async function readHead(response: IncomingMessage, bytes: number): Promise<RemoteHead> {
  const totalBytes = totalOf(response);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    size += chunk.length;
    // A server that knows no ranges sends all of it; leaving the loop hangs up.
    if (size >= bytes) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, bytes), totalBytes };
}

function totalOf({ statusCode, headers }: IncomingMessage): number | null {
  const text = statusCode === 206 ? /\/(\d+)$/.exec(headers["content-range"] ?? "")?.[1] : headers["content-length"];
  return text === undefined ? null : Number(text);
}
