// A TikTok API for Business of our own, strict and with a memory, for tests and programs beside the product.
import express, { type ErrorRequestHandler, Router } from "express";
import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { type ServedRouter, serveRouter } from "../../../emulators/serve-router.ts";
import type { TiktokApp } from "../client.ts";
import { accountRoutes } from "./account-routes.ts";
import { createControl, type TiktokControl } from "./control.ts";
import { controlRoutes } from "./control-routes.ts";
import type { Emulation } from "./emulation.ts";
import { Faults } from "./faults.ts";
import { messagingRoutes } from "./messaging-routes.ts";
import { TiktokState } from "./state.ts";
import { createWebhookSender, type WebhookSenderOptions } from "./webhook-sender.ts";

export interface StartOptions extends Omit<WebhookSenderOptions, "app" | "clock"> {
  readonly app: TiktokApp;
  readonly clock?: Clock;
  /** Absent: no control over HTTP. */
  readonly controlToken?: string;
  readonly port?: number;
}

export interface TiktokEmulator extends ServedRouter {
  readonly control: TiktokControl;
}

/** TIKTOK_BASE_URL is its address. It tells events to whatever address /business/webhook/update/ was given. */
export async function startTiktokEmulator(options: StartOptions): Promise<TiktokEmulator> {
  const { app, clock = systemClock, controlToken, port, ...courier } = options;
  const state = new TiktokState();
  const webhooks = createWebhookSender(state, { ...courier, app, clock });
  const emulation: Emulation = { app, state, clock, webhooks, faults: new Faults() };
  const control = createControl(emulation);
  const served = await serveRouter(buildRouter(emulation, control, controlToken), port);
  return {
    control,
    url: served.url,
    close: async () => {
      webhooks.close();
      await served.close();
    },
  };
}

function buildRouter(emulation: Emulation, control: TiktokControl, controlToken: string | undefined): Router {
  const router = Router();
  const readBody = express.json({ limit: "1mb" });
  router.use("/_control", readBody, controlRoutes(control, controlToken));
  router.use("/open_api/v1.3", readBody, accountRoutes(emulation), messagingRoutes(emulation));
  // Without the slash at its end, or not at all: a page, not an envelope.
  router.use((_request, response) => void response.status(404).type("html").send("<h1>404 page not found</h1>"));
  router.use(answerErrors);
  return router;
}

const answerErrors: ErrorRequestHandler = (thrown: unknown, _request, response, next) => {
  if (thrown instanceof AppError) response.status(thrown.status).json({ error: thrown.message, field: thrown.field });
  else if (thrown instanceof SyntaxError)
    response.json({ code: 40_002, message: "The body is not JSON.", request_id: "emulated", data: {} });
  else next(thrown);
};
