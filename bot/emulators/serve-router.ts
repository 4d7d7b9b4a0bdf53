// Serves an emulator's router on a loopback port of its own, for tests, proofs and programs beside the product.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Router } from "express";
import { PAGE_STYLE_PATH, sendPageStyle } from "../http/page.ts";

export interface ServedRouter {
  /** "http://127.0.0.1:<port>" */
  readonly url: string;
  close(): Promise<void>;
}

export async function serveRouter(router: Router, port = 0): Promise<ServedRouter> {
  const app = express();
  app.disable("x-powered-by");
  app.get(PAGE_STYLE_PATH, sendPageStyle);
  app.use(router);
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
