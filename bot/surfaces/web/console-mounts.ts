// The web console as parts of the HTTP server.
import { Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import type { Mount } from "../../http/mount.ts";
import { requireSession } from "../../http/session-guard.ts";
import { consoleApiRouter } from "./console-api.ts";
import { type ConsoleAssets, loadConsoleAssets } from "./console-assets.ts";
import { sendConsolePage } from "./console-page.ts";
import { EventStreams } from "./event-streams.ts";
import { fanRouter } from "./fan-routes.ts";
import type { FanSimulator } from "./fan-simulator.ts";
import { loginRouter } from "./login-router.ts";

export interface ConsoleOptions {
  readonly app: App;
  /** Absent where the platform is real: the panel says so. */
  readonly fanSimulator?: FanSimulator;
}

export function consoleMounts({ app, fanSimulator }: ConsoleOptions): readonly Mount[] {
  const streams = new EventStreams(app.context);
  return [
    { path: "/login", body: "form", load: () => loginRouter(app) },
    { path: "/assets/console", load: async () => (await loadConsoleAssets()).router },
    { path: "/console-api/fan", body: "json", session: { changes: "token" }, load: () => fanRouter(fanSimulator) },
    {
      path: "/console-api",
      body: "json",
      session: { changes: "token" },
      load: () => consoleApiRouter(app, streams),
      close: () => streams.close(),
    },
    { path: "/", load: async () => pageRouter(app, await loadConsoleAssets(), fanSimulator !== undefined) },
  ];
}

function pageRouter(app: App, assets: ConsoleAssets, hasFanSimulator: boolean): Router {
  const router = Router();
  router.get("/", requireSession(app), (request, response) => {
    sendConsolePage(app, assets, hasFanSimulator, request, response);
  });
  return router;
}
