// An Instagram of our own, strict and with a memory: for tests, and inside the product where no real one is configured.
import express, { type ErrorRequestHandler, Router } from "express";
import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { type ServedRouter, serveRouter } from "../../../emulators/serve-router.ts";
import { accountRoutes, refreshRoute } from "./account-routes.ts";
import { createControl, type InstagramControl } from "./control.ts";
import { controlRoutes } from "./control-routes.ts";
import type { Emulation } from "./emulation.ts";
import { facebookRoutes } from "./facebook-routes.ts";
import { Faults } from "./faults.ts";
import { GraphError } from "./graph-error.ts";
import { insightsRoutes } from "./insights-routes.ts";
import { mediaRoutes } from "./media-routes.ts";
import { messagingRoutes } from "./messaging-routes.ts";
import { messengerProfileRoutes } from "./messenger-profile-routes.ts";
import { type OauthEmulation, oauthRoutes } from "./oauth-routes.ts";
import { OauthState } from "./oauth-state.ts";
import { openPictureShelf } from "./picture-shelf.ts";
import { postPages } from "./post-page.ts";
import { InstagramState } from "./state.ts";
import { uploadRoute } from "./upload-route.ts";
import { createWebhookSender, type WebhookSenderOptions } from "./webhook-sender.ts";

export interface InstagramEmulatorOptions {
  readonly appSecret: string;
  /** Default "emulated-app". */
  readonly appId?: string;
  /** Registered for log-ins; default none. */
  readonly redirectUris?: () => readonly string[];
  /** Where signed webhooks go; read at every delivery. */
  readonly webhookUrl: () => string;
  /** Where this emulator is reached, for permalinks. */
  readonly baseUrl: () => string;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
  /** Present: what happened survives the process, in this file and a folder beside it. */
  readonly journalPath?: string;
  /** Absent: no control over HTTP. */
  readonly controlToken?: string;
  /** Default 0: pictures are ready at once. */
  readonly processingMs?: number;
  /** Default 100. */
  readonly postsPerDay?: number;
  readonly humanAgentGranted?: boolean;
  readonly acknowledgeWithinMs?: number;
  readonly retryDelaysMs?: readonly number[];
  /** Which of so many webhooks that wait goes next; absent: the oldest. */
  readonly nextWebhook?: (waiting: number) => number;
}

export interface InstagramEmulator {
  /** Mount it anywhere; INSTAGRAM_BASE_URL is the address of that place. Reads its own bodies. */
  readonly router: Router;
  readonly control: InstagramControl;
  /** Begins to deliver webhooks, first those an earlier process left; call it once the receiver listens. */
  start(): void;
  close(): void;
}

export function createInstagramEmulator(options: InstagramEmulatorOptions): InstagramEmulator {
  const { journalPath, clock = systemClock } = options;
  const state = new InstagramState(journalPath);
  const webhooks = createWebhookSender(state, senderOptions(options, clock));
  const emulation: Emulation = {
    state,
    webhooks,
    clock,
    faults: new Faults(),
    pictures: openPictureShelf(journalPath === undefined ? undefined : `${journalPath}-pictures`),
    fetch: options.fetch ?? fetch,
    baseUrl: options.baseUrl,
    processingMs: options.processingMs ?? 0,
    postsPerDay: options.postsPerDay ?? 100,
    humanAgentGranted: options.humanAgentGranted ?? false,
  };
  const control = createControl(emulation);
  const oauth = new OauthState(journalPath === undefined ? undefined : `${journalPath}-logins`);
  const { appId = "emulated-app", appSecret, redirectUris = () => [] } = options;
  const logins = { ...emulation, oauth, app: { appId, appSecret, redirectUris } };
  return {
    router: buildRouter(emulation, logins, control, options.controlToken),
    control,
    start: () => webhooks.release(),
    close: () => {
      webhooks.close();
      state.close();
      oauth.close();
    },
  };
}

function senderOptions(options: InstagramEmulatorOptions, clock: Clock): WebhookSenderOptions {
  const { appSecret, webhookUrl, acknowledgeWithinMs, retryDelaysMs, nextWebhook } = options;
  return {
    appSecret,
    clock,
    url: webhookUrl,
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...(acknowledgeWithinMs === undefined ? {} : { acknowledgeWithinMs }),
    ...(retryDelaysMs ? { retryDelaysMs } : {}),
    ...(nextWebhook ? { next: nextWebhook } : {}),
  };
}

function buildRouter(
  emulation: Emulation,
  logins: OauthEmulation,
  control: InstagramControl,
  controlToken: string | undefined,
): Router {
  const router = Router();
  const readBody = [express.json({ limit: "1mb" }), express.urlencoded({ extended: false, limit: "1mb" })];
  router.use("/p", postPages(emulation));
  router.use("/_control", readBody, controlRoutes(control, controlToken));
  router.get("/refresh_access_token", refreshRoute(emulation));
  router.use(oauthRoutes(logins));
  const messaging = [messagingRoutes(emulation), messengerProfileRoutes(emulation)];
  const graph = [accountRoutes(emulation), ...messaging, insightsRoutes(emulation), mediaRoutes(emulation)];
  // What is graph.facebook.com outside: the same accounts, by their pages' tokens.
  router.use("/facebook/:version", requireVersion, facebookRoutes(logins), readBody, ...graph, unknownPath);
  router.use("/ig-api-upload", uploadRoute(emulation));
  router.use("/:version", requireVersion, readBody, ...graph, unknownPath);
  router.use(answerErrors);
  return router;
}

const requireVersion: express.RequestHandler = (request, _response, next) => {
  if (!/^v\d+\.\d+$/.test(String(request.params.version))) throw new GraphError(2_500, "Unknown path components");
  next();
};

const unknownPath: express.RequestHandler = () => {
  throw new GraphError(2_500, "Unknown path components");
};

/** Errors in Graph's form for Graph's paths, and in ours for the control's. */
const answerErrors: ErrorRequestHandler = (thrown: unknown, _request, response, next) => {
  if (thrown instanceof GraphError) response.status(thrown.status).json(thrown.toBody());
  else if (thrown instanceof AppError)
    response.status(thrown.status).json({ error: thrown.message, field: thrown.field });
  else if (thrown instanceof SyntaxError)
    response.status(400).json(new GraphError(100, "(#100) Invalid JSON").toBody());
  else next(thrown);
};

export type StartOptions = Omit<InstagramEmulatorOptions, "baseUrl" | "webhookUrl"> & {
  readonly port?: number;
  /** Absent: webhooks are made but never delivered. */
  readonly webhookUrl?: string;
};

/** The emulator on a port of its own. */
export async function startInstagramEmulator(options: StartOptions): Promise<InstagramEmulator & ServedRouter> {
  const { port, webhookUrl, ...rest } = options;
  let url = "";
  const emulator = createInstagramEmulator({ ...rest, baseUrl: () => url, webhookUrl: () => webhookUrl ?? "" });
  const served = await serveRouter(emulator.router, port);
  url = served.url;
  if (webhookUrl !== undefined) emulator.start();
  return {
    ...emulator,
    url,
    close: async () => {
      emulator.close();
      await served.close();
    },
  };
}
