// A sandbox provider with a shop that receives its notices, on a clock that stands still.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import type { SignedNotice } from "../../../../agents/ports/conformance/checkout.ts";
import { texts } from "../../../../agents/texts/texts.ts";
import { type StartOptions, startSandboxProvider } from "../emulator/sandbox-provider.ts";
import { SIGNATURE_HEADER, signNotice } from "../payment-notice.ts";
import { createSandboxCheckout } from "../sandbox-checkout.ts";

const SIGNING_SECRET = "test_signing_secret";
const API_KEY = "test_api_key";

export async function createSandboxHarness(options: Partial<StartOptions> = {}) {
  const clock = new ManualClock();
  const received: SignedNotice[] = [];
  const replies: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const signature = request.headers[SIGNATURE_HEADER];
      if (request.method === "POST") {
        const headers = { [SIGNATURE_HEADER]: String(signature) };
        received.push({ rawBody: Buffer.concat(chunks), headers });
      }
      response.writeHead(replies.shift() ?? 200).end("ok");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const shop = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secrets = { apiKey: API_KEY, signingSecret: SIGNING_SECRET };
  const provider = await startSandboxProvider({
    ...secrets,
    clock,
    texts: (language) => texts(language).sales.sandboxPage,
    webhookUrl: `${shop}/webhooks/payments/sandbox`,
    retryDelaysMs: [5],
    ...options,
  });
  return {
    clock,
    provider,
    control: provider.control,
    received,
    /** Statuses the shop answers next, before it goes on with 200. */
    replies,
    returnUrl: `${shop}/g/token`,
    checkout: createSandboxCheckout({ ...secrets, baseUrl: () => provider.url }),
    secrets,
    sign: (body: string, at: Date): SignedNotice => ({
      rawBody: Buffer.from(body),
      headers: { [SIGNATURE_HEADER]: signNotice(SIGNING_SECRET, body, at) },
    }),
    latestNotice: (): SignedNotice => {
      const notice = received.at(-1);
      if (!notice) throw new Error("no notice came");
      return notice;
    },
    close: async () => {
      await provider.close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
