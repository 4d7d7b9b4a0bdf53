// The emulated Instagram beside the product: it outlives every kill, and writes down each webhook and how it was answered.
import { Router } from "express";
import { serveRouter } from "../../bot/emulators/serve-router.ts";
import type { InstagramControl } from "../../bot/platforms/instagram/emulator/control.ts";
import { createInstagramEmulator } from "../../bot/platforms/instagram/emulator/instagram-emulator.ts";

export interface WebhookAttempt {
  readonly messageIds: readonly string[];
  /** Echoes of the account's own messages have other event ids. */
  readonly isEcho: boolean;
  /** 0: no answer. */
  readonly status: number;
}

export interface FanPlatform {
  /** INSTAGRAM_BASE_URL */
  readonly url: string;
  readonly control: InstagramControl;
  readonly attempts: readonly WebhookAttempt[];
  /** Called when the product calls (`send`) or is called (`webhook`), before anything happens. */
  onTraffic: ((kind: "send" | "webhook") => void) | undefined;
  close(): Promise<void>;
}

/** Soon again, so that many kills fit into a run. */
const RETRY_DELAYS_MS = [250, 500, 1_000, 2_000];

/** @param nextWebhook which of so many that wait goes next; absent: the oldest */
export async function startFanPlatform(
  appSecret: string,
  webhookUrl: string,
  nextWebhook?: (waiting: number) => number,
): Promise<FanPlatform> {
  const attempts: WebhookAttempt[] = [];
  let url = "";
  const tell = (kind: "send" | "webhook") => platform.onTraffic?.(kind);
  const emulator = createInstagramEmulator({
    appSecret,
    webhookUrl: () => webhookUrl,
    baseUrl: () => url,
    retryDelaysMs: RETRY_DELAYS_MS,
    ...(nextWebhook ? { nextWebhook } : {}),
    fetch: (input, init) => recordAttempt(attempts, tell, input, init),
  });
  const router = Router();
  router.use((request, _response, next) => {
    if (request.method === "POST" && request.path.endsWith("/messages")) tell("send");
    next();
  });
  router.use(emulator.router);
  const served = await serveRouter(router);
  url = served.url;
  emulator.start();
  const platform: FanPlatform = {
    url,
    control: emulator.control,
    attempts,
    onTraffic: undefined,
    close: async () => {
      emulator.close();
      await served.close();
    },
  };
  return platform;
}

async function recordAttempt(
  attempts: WebhookAttempt[],
  tell: (kind: "webhook") => void,
  ...request: Parameters<typeof fetch>
): Promise<Response> {
  const body = String(request[1]?.body ?? "");
  const told = {
    messageIds: [...body.matchAll(/"mid":"([^"]+)"/g)].map(([, mid]) => mid ?? ""),
    isEcho: body.includes('"is_echo":true'),
  };
  tell("webhook");
  try {
    const response = await fetch(...request);
    attempts.push({ ...told, status: response.status });
    return response;
  } catch (error) {
    attempts.push({ ...told, status: 0 });
    throw error;
  }
}
