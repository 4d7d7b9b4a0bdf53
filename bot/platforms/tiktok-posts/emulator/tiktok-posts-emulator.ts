// A Content Posting API of our own, strict and with a memory: for tests, and inside the product where no real one is configured.
import express, { type ErrorRequestHandler, Router } from "express";
import { type Clock, MINUTE_MS, SECOND_MS, systemClock } from "../../../../agents/kernel/clock.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { type ServedRouter, serveRouter } from "../../../emulators/serve-router.ts";
import type { TiktokPostsApp } from "../connector.ts";
import { createRateWindow } from "../rate-window.ts";
import { createControl, type TiktokPostsControl } from "./control.ts";
import { controlRoutes } from "./control-routes.ts";
import type { Emulation, EmulationRules } from "./emulation.ts";
import { Faults } from "./faults.ts";
import { postPages } from "./post-page.ts";
import { publishRoutes } from "./publish-routes.ts";
import { readRoutes } from "./read-routes.ts";
import { PostsState } from "./state.ts";
import { uploadRoute } from "./upload-route.ts";
import { createWebhookSender } from "./webhook-sender.ts";

export interface TiktokPostsEmulatorOptions extends Partial<EmulationRules> {
  readonly app: TiktokPostsApp;
  /** Where signed webhooks go; read at every delivery. */
  readonly webhookUrl: () => string;
  /** Where this emulator is reached. */
  readonly baseUrl: () => string;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
  /** Present: what happened survives the process, in this file. */
  readonly journalPath?: string;
  /** Absent: no control over HTTP. */
  readonly controlToken?: string;
  readonly acknowledgeWithinMs?: number;
  readonly retryDelaysMs?: readonly number[];
}

export interface TiktokPostsEmulator {
  /** Mount it anywhere; TIKTOK_BASE_URL is the address of that place. Reads its own bodies. */
  readonly router: Router;
  readonly control: TiktokPostsControl;
  /** Begins to deliver webhooks, first those an earlier process left; call it once the receiver listens. */
  start(): void;
  close(): void;
}

const TICK_MS = SECOND_MS;

export function createTiktokPostsEmulator(options: TiktokPostsEmulatorOptions): TiktokPostsEmulator {
  const { app, clock = systemClock, fetch: request = fetch, webhookUrl, baseUrl } = options;
  const state = new PostsState(options.journalPath);
  const webhooks = createWebhookSender(state, {
    app,
    clock,
    url: webhookUrl,
    fetch: request,
    ...(options.acknowledgeWithinMs === undefined ? {} : { acknowledgeWithinMs: options.acknowledgeWithinMs }),
    ...(options.retryDelaysMs ? { retryDelaysMs: options.retryDelaysMs } : {}),
  });
  const emulation: Emulation = {
    app,
    state,
    clock,
    webhooks,
    baseUrl,
    fetch: request,
    uploads: new Map(),
    faults: new Faults(),
    rates: {
      init: createRateWindow(clock, 6, MINUTE_MS),
      creator_info: createRateWindow(clock, 20, MINUTE_MS),
      status: createRateWindow(clock, 30, MINUTE_MS),
    },
    rules: {
      audited: options.audited ?? true,
      processingMs: options.processingMs ?? 0,
      moderationMs: options.moderationMs ?? 0,
      postsPerDay: options.postsPerDay ?? 15,
      verifiedPrefixes: options.verifiedPrefixes ?? [],
    },
  };
  const control = createControl(emulation);
  let ticking: NodeJS.Timeout | undefined;
  return {
    router: buildRouter(emulation, control, options.controlToken),
    control,
    start: () => {
      webhooks.release();
      ticking ??= setInterval(() => control.tick(), TICK_MS).unref();
    },
    close: () => {
      clearInterval(ticking);
      webhooks.close();
      state.close();
    },
  };
}

function buildRouter(emulation: Emulation, control: TiktokPostsControl, controlToken: string | undefined): Router {
  const router = Router();
  const readBody = express.json({ limit: "1mb" });
  router.use("/_control", readBody, controlRoutes(control, controlToken));
  router.use("/upload", uploadRoute(emulation));
  router.use("/v2/post/publish", readBody, publishRoutes(emulation));
  router.use("/v2", readBody, readRoutes(emulation));
  router.use(postPages(emulation));
  router.use((_request, response) => void response.status(404).type("html").send("<h1>404 page not found</h1>"));
  router.use(answerErrors);
  return router;
}

const answerErrors: ErrorRequestHandler = (thrown: unknown, _request, response, next) => {
  if (thrown instanceof AppError) response.status(thrown.status).json({ error: thrown.message, field: thrown.field });
  else if (thrown instanceof SyntaxError) {
    const error = { code: "invalid_params", message: "The body is not JSON.", log_id: "emulated" };
    response.status(400).json({ data: {}, error });
  } else next(thrown);
};

export type StartOptions = Omit<TiktokPostsEmulatorOptions, "baseUrl" | "webhookUrl"> & {
  readonly port?: number;
  /** Absent: webhooks are made but never delivered. */
  readonly webhookUrl?: () => string;
};

/** The emulator on a port of its own. */
export async function startTiktokPostsEmulator(options: StartOptions): Promise<TiktokPostsEmulator & ServedRouter> {
  const { port, webhookUrl, ...rest } = options;
  let url = "";
  const emulator = createTiktokPostsEmulator({ ...rest, baseUrl: () => url, webhookUrl: webhookUrl ?? (() => "") });
  const served = await serveRouter(emulator.router, port);
  url = served.url;
  if (webhookUrl !== undefined) emulator.control.release();
  return {
    ...emulator,
    url,
    close: async () => {
      emulator.close();
      await served.close();
    },
  };
}
