// A product with one creator on an emulated Instagram. The emulator runs in the benchmark's process, not in the product's.
import { Router } from "express";
import { fetchKept } from "../../agents/kernel/kept-http.ts";
import { serveRouter } from "../../bot/emulators/serve-router.ts";
import { createInstagramEmulator } from "../../bot/platforms/instagram/emulator/instagram-emulator.ts";
import type { Backend } from "../testbed/ground.ts";
import { type Product, startProduct } from "./product.ts";
import type { ProductSettings } from "./product-protocol.ts";

export interface CreatorOptions {
  readonly answers?: ProductSettings["answers"];
  /** OPENAI_BASE_URL and what goes with it; absent: the offline model. */
  readonly environment?: ProductSettings["environment"];
  /** Instead of sending webhooks: they are handed over. */
  readonly onWebhook?: (webhook: Webhook) => void;
}

export interface Webhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Creator {
  readonly product: Product;
  write(fanId: string, text: string): void;
  /** Whom the product sends a message to, from now on; only one listens. */
  onSent(listener: (fanId: string) => void): void;
  /** Resolves when every webhook so far was acknowledged, with the time of that. */
  delivered(): Promise<number>;
  close(): Promise<void>;
}

const APP_SECRET = "benchmark-app-secret";
/** Fans are answered at once, not after the four seconds in which they may go on writing. */
const NO_WAITING = { BURST_QUIET_SECONDS: "0" };

export async function startCreator(
  backend: Backend,
  { answers, environment: more, onWebhook }: CreatorOptions = {},
): Promise<Creator> {
  let productUrl = "";
  let instagramUrl = "";
  let listener: (fanId: string) => void = () => undefined;
  const emulator = createInstagramEmulator({
    appSecret: APP_SECRET,
    webhookUrl: () => `${productUrl}/webhooks/instagram`,
    baseUrl: () => instagramUrl,
    // The fans' side shares the machine with what is measured, so it is to cost little.
    fetch: onWebhook ? handOver(onWebhook) : fetchKept,
  });
  const watched = Router();
  watched.use((request, response, next) => {
    response.once("finish", () => {
      const { recipient, message } = (request.body ?? {}) as { recipient?: { id?: string }; message?: object };
      // Signs of presence go the same way; they are no answer.
      if (recipient?.id && message) listener(recipient.id);
    });
    next();
  });
  const served = await serveRouter(watched.use(emulator.router));
  instagramUrl = served.url;
  const environment = { INSTAGRAM_BASE_URL: served.url, INSTAGRAM_APP_SECRET: APP_SECRET, ...NO_WAITING, ...more };
  const product = await startProduct(backend, { environment, ...(answers ? { answers } : {}) });
  productUrl = product.url;
  emulator.start();
  const account = emulator.control.addAccount({ username: "luna" });
  await makeAvatar(product);
  await product.operator.ask("account.connect", {
    avatar: "luna",
    accountId: account.id,
    accessToken: account.token,
  });
  return {
    product,
    write: (fanId, text) => void emulator.control.fanWrites(fanId, text, { accountId: account.id }),
    onSent: (wanted) => {
      listener = wanted;
    },
    delivered: async () => {
      await emulator.control.idle();
      return performance.now();
    },
    close: async () => {
      await product.close();
      emulator.close();
      await served.close();
    },
  };
}

export async function makeAvatar({ operator }: Product): Promise<void> {
  await operator.ask("avatar.create", { name: "Luna", brief: "surf and coffee, warm and playful, lives by the sea" });
}

function handOver(onWebhook: (webhook: Webhook) => void): typeof fetch {
  return async (_url, init) => {
    onWebhook({ headers: init?.headers as Record<string, string>, body: String(init?.body) });
    return new Response(null, { status: 200 });
  };
}
