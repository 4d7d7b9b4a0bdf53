// Sends webhooks to addresses operators named: the name is resolved here, judged, and the connection goes to what was judged.
import { lookup as systemLookup } from "node:dns/promises";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "../../../agents/domain/trust/public-address.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { OutgoingWebhook, WebhookSender } from "../../../agents/ports/webhook-sender.ts";

interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export interface WebhookSenderOptions {
  readonly allowsLoopback: boolean;
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const LOOPBACK = /^(127(\.\d{1,3}){3}|::1)$/;

export function createWebhookSender({
  allowsLoopback,
  resolve = (host) => systemLookup(host, { all: true }),
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: WebhookSenderOptions): WebhookSender {
  return {
    allowsLoopback,
    send: async (webhook, signal) => {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      try {
        const url = new URL(webhook.url);
        return await post(webhook, url, await judge(url, allowsLoopback, resolve), limited);
      } catch (thrown) {
        signal.throwIfAborted();
        if (thrown instanceof AppError) throw thrown;
        throw new AppError("unavailable", "The address could not be reached.", {
          reason: "unreachable",
          cause: thrown,
        });
      }
    },
  };
}

/** @throws AppError `invalid_input` */
async function judge(
  { protocol, hostname }: URL,
  allowsLoopback: boolean,
  resolve: NonNullable<WebhookSenderOptions["resolve"]>,
): Promise<ResolvedAddress> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const found = family === 0 ? await resolve(host) : [{ address: host, family }];
  const [first] = found;
  const isOurs = allowsLoopback && found.every(({ address }) => LOOPBACK.test(address));
  if (protocol !== "https:" && !(protocol === "http:" && isOurs))
    throw new AppError("invalid_input", "Only https is called.", { reason: "not_https" });
  // One private address among public ones is how a name is made to mean both.
  if (!first || !(isOurs || found.every(({ address }) => isPublicAddress(address))))
    throw new AppError("invalid_input", "The address is not on the open Internet.", { reason: "not_public" });
  return first;
}

async function post(
  { headers, body }: OutgoingWebhook,
  url: URL,
  { address, family }: ResolvedAddress,
  signal: AbortSignal,
): Promise<number> {
  const pinned: LookupFunction = (_host, { all }, answer) =>
    all ? answer(null, [{ address, family }]) : answer(null, address, family);
  const request = url.protocol === "https:" ? secureRequest : plainRequest;
  const length = String(Buffer.byteLength(body));
  return await new Promise((resolve, reject) => {
    // A connection of its own: a kept one may lead to what a name meant before.
    const options = {
      method: "POST",
      lookup: pinned,
      agent: false,
      signal,
      headers: { ...headers, "content-length": length },
    };
    request(url, options, (response) => {
      // What is answered is of no interest, and not waited for.
      response.destroy();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end(body);
  });
}
