// A product with one creator on an emulated Instagram. The emulator runs in the benchmark's process, not in the product's.
import { Router } from "express";
import { serveRouter } from "../../bot/emulators/serve-router.ts";
import { createInstagramEmulator } from "../../bot/platforms/instagram/emulator/instagram-emulator.ts";
import type { Bench } from "./benchmark.ts";
import { type Product, startProduct } from "./product.ts";
import type { ProductSettings } from "./product-protocol.ts";

export interface CreatorOptions {
  readonly answers?: ProductSettings["answers"];
  readonly environment?: Readonly<Record<string, string>>;
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

export async function startCreator(bench: Bench, options: CreatorOptions = {}): Promise<Creator> {
  let productUrl = "";
  let instagramUrl = "";
  let listener: (fanId: string) => void = () => undefined;
  const emulator = createInstagramEmulator({
    appSecret: APP_SECRET,
    webhookUrl: () => `${productUrl}/webhooks/instagram`,
    baseUrl: () => instagramUrl,
    ...(options.onWebhook ? { fetch: handOver(options.onWebhook) } : {}),
  });
  const watched = Router();
  watched.use((request, response, next) => {
    response.once("finish", () => {
      const { recipient } = (request.body ?? {}) as { recipient?: { id?: string } };
      if (recipient?.id) listener(recipient.id);
    });
    next();
  });
  const served = await serveRouter(watched.use(emulator.router));
  instagramUrl = served.url;
  const place = await bench.claimPlace();
  const environment = {
    ...place,
    INSTAGRAM_BASE_URL: served.url,
    INSTAGRAM_APP_SECRET: APP_SECRET,
    ...options.environment,
  };
  const product = await startProduct({ environment, answers: options.answers ?? "graph" });
  productUrl = product.url;
  emulator.start();
  const account = emulator.control.addAccount({ username: "luna" });
  await product.run("avatar.create", { name: "Luna", brief: "surf and coffee, warm and playful, lives by the sea" });
  await product.run("account.connect", { avatar: "luna", accountId: account.id, accessToken: account.token });
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

function handOver(onWebhook: (webhook: Webhook) => void): typeof fetch {
  return async (_url, init) => {
    onWebhook({ headers: init?.headers as Record<string, string>, body: String(init?.body) });
    return new Response(null, { status: 200 });
  };
}
