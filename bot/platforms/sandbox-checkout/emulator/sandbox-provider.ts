// The payment provider behind the sandbox: inside the product by default, on a port of its own for tests.
import { type ErrorRequestHandler, Router } from "express";
import { z } from "zod";
import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { requireControlToken } from "../../../emulators/control-guard.ts";
import { type ServedRouter, serveRouter } from "../../../emulators/serve-router.ts";
import { type ReleaseOptions, WebhookCourier } from "../../../emulators/webhook-courier.ts";
import { SIGNATURE_HEADER, signNotice } from "../payment-notice.ts";
import { apiRoutes } from "./api-routes.ts";
import { type Move, type NoticePlan, type Recurrence, SandboxLedger } from "./ledger.ts";
import { type PageTexts, paymentPages } from "./payment-page.ts";
import { type SandboxPayment, SandboxState } from "./state.ts";

export interface SandboxProviderOptions {
  readonly apiKey: string;
  readonly signingSecret: string;
  /** Where notices go, e.g. <public>/webhooks/payments/sandbox; read at every delivery. */
  readonly webhookUrl: () => string;
  /** Where fans reach this provider's pages. */
  readonly baseUrl: () => string;
  readonly texts: PageTexts;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
  /** Present: payments survive the process in this file. */
  readonly journalPath?: string;
  /** Absent: no control over HTTP. */
  readonly controlToken?: string;
  readonly acknowledgeWithinMs?: number;
  readonly retryDelaysMs?: readonly number[];
}

interface SandboxControl {
  payments(): readonly SandboxPayment[];
  /** Pays, refunds, disputes, ends a dispute for the shop, or expires. @throws AppError `not_found`, `conflict` */
  move(intentId: string, to: Move): Promise<void>;
  /** What becomes of a monthly payment. @throws AppError `not_found`, `conflict` */
  recur(intentId: string, kind: Recurrence): Promise<void>;
  planNotice(plan: NoticePlan): void;
  hold(): void;
  release(options?: ReleaseOptions): void;
  idle(): Promise<void>;
}

export interface SandboxProvider {
  /** Mount it anywhere; the adapter's base URL is the address of that place. Reads its own bodies. */
  readonly router: Router;
  readonly control: SandboxControl;
  /** Begins to deliver notices, first those an earlier process left; call it once the receiver listens. */
  start(): void;
  close(): void;
}

export function createSandboxProvider(options: SandboxProviderOptions): SandboxProvider {
  const clock = options.clock ?? systemClock;
  const state = new SandboxState(options.journalPath);
  const courier = createCourier(state, options, clock);
  for (const notice of state.notices.values()) courier.send(notice);
  const ledger = new SandboxLedger(state, courier, clock);
  const find = (intentId: string) => {
    const payment = state.byIntent(intentId);
    if (!payment) throw new AppError("not_found", "The sandbox has no such intent.", { field: "intentId" });
    return payment;
  };
  const control: SandboxControl = {
    payments: () => state.all(),
    move: async (intentId, to) => ledger.move(find(intentId), to),
    recur: async (intentId, kind) => ledger.recur(find(intentId), kind),
    planNotice: (plan) => ledger.plan(plan),
    hold: () => courier.hold(),
    release: (release) => courier.release(release),
    idle: () => courier.idle(),
  };
  const router = Router();
  const pageUrl = (pageId: string) => `${options.baseUrl()}/pay/${pageId}`;
  router.use("/v1", apiRoutes(state, ledger, { apiKey: options.apiKey, pageUrl }), answerErrors);
  router.use("/pay", paymentPages(state, ledger, options.texts));
  router.use("/_control", controlRoutes(control, options.controlToken), answerErrors);
  return {
    router,
    control,
    start: () => courier.release(),
    close: () => {
      courier.close();
      state.close();
    },
  };
}

function createCourier(state: SandboxState, options: SandboxProviderOptions, clock: Clock): WebhookCourier {
  const { signingSecret, acknowledgeWithinMs, retryDelaysMs } = options;
  return new WebhookCourier({
    url: options.webhookUrl,
    headers: (body) => ({ [SIGNATURE_HEADER]: signNotice(signingSecret, body, clock.now()) }),
    onDelivered: (id) => state.record({ type: "delivered", id }),
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...(acknowledgeWithinMs === undefined ? {} : { acknowledgeWithinMs }),
    ...(retryDelaysMs ? { retryDelaysMs } : {}),
  });
}

const MoveRequest = z.object({
  intentId: z.string(),
  to: z.enum(["paid", "refunded", "disputed", "dispute_won", "expired"]),
});

function controlRoutes(control: SandboxControl, token: string | undefined): Router {
  const router = Router();
  router.use(requireControlToken(token));
  router.get("/payments", (_request, response) => {
    response.json({ payments: control.payments() });
  });
  router.post("/payments/:intentId/:to", async (request, response) => {
    const parsed = MoveRequest.safeParse(request.params);
    if (!parsed.success)
      throw new AppError("invalid_input", "paid, refunded, disputed, dispute_won or expired", { field: "to" });
    await control.move(parsed.data.intentId, parsed.data.to);
    response.json({});
  });
  return router;
}

/** For programs; people's pages leave their errors to the server they are part of. */
const answerErrors: ErrorRequestHandler = (thrown: unknown, _request, response, next) => {
  if (thrown instanceof AppError) response.status(thrown.status).json({ error: thrown.message });
  else if (thrown instanceof SyntaxError) response.status(400).json({ error: "the body is not JSON" });
  else next(thrown);
};

export type StartOptions = Omit<SandboxProviderOptions, "baseUrl" | "webhookUrl"> & {
  readonly port?: number;
  readonly webhookUrl: string;
};

/** The provider on a port of its own. */
export async function startSandboxProvider(options: StartOptions): Promise<SandboxProvider & ServedRouter> {
  const { port, webhookUrl, ...rest } = options;
  let url = "";
  const provider = createSandboxProvider({ ...rest, baseUrl: () => url, webhookUrl: () => webhookUrl });
  const served = await serveRouter(provider.router, port);
  url = served.url;
  provider.start();
  return {
    ...provider,
    url,
    close: async () => {
      provider.close();
      await served.close();
    },
  };
}
