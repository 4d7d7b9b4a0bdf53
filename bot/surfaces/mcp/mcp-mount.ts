// POST /mcp: streamable HTTP without sessions; every request carries its token, as in REST (trust T8, T13).
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { type Request, type Response, Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { readMedia } from "../../../agents/commands/media/read.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import type { Mount } from "../../http/mount.ts";
import { sendProblem } from "../../http/problem-response.ts";
import { languageOf } from "../../http/request-facts.ts";
import { originOf } from "../../http/same-origin.ts";
import { authenticate } from "../rest/authenticate.ts";
import { publicCommands } from "../rest/public-commands.ts";
import { type McpFile, type McpHost, requireFits } from "./mcp-host.ts";
import { createMcpServer } from "./mcp-server.ts";

export function mcpMount(app: App): Mount {
  return { path: "/mcp", body: "json", load: () => mcpRouter(app) };
}

function mcpRouter(app: App): Router {
  const router = Router();
  router.post("/", async (request, response) => {
    refuseOtherOrigin(request);
    const actor = await authenticate(app, request, "mcp");
    await answer(createMcpServer(hostOf(app, actor)), request, response);
  });
  router.all("/", (request, response) => {
    refuseOtherOrigin(request);
    const words = texts(languageOf(request)).web.http;
    response.setHeader("Allow", "POST");
    const message = words.methodNotAllowed(request.method);
    sendProblem(request, response, { code: "invalid_input", message, status: 405, retryable: false });
  });
  return router;
}

/** A page elsewhere that reaches a server on this machine by a name of its own (DNS rebinding). */
function refuseOtherOrigin(request: Request): void {
  if (originOf(request) !== "other") return;
  const words = texts(languageOf(request)).web.http;
  throw new AppError("forbidden", words.crossSite, { reason: "cross_site" });
}

async function answer(server: ReturnType<typeof createMcpServer>, request: Request, response: Response): Promise<void> {
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.once("close", () => void server.close());
  response.setHeader("Cache-Control", "no-store");
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  await transport.handleRequest(request, response, request.body);
}

function hostOf(app: App, actor: Actor): McpHost {
  return {
    version: app.context.installation.version,
    role: actor.role,
    language: actor.language,
    commands: publicCommands(app.registry),
    execute: (command, input, options) => app.execute({ command, input, actor, ...options }),
    readFile: (key) => readFile(app, key, actor.language),
  };
}

async function readFile(app: App, key: string, language: Language): Promise<McpFile> {
  const media = await callInternal(app.context, readMedia, { key, access: { by: "operator" } });
  requireFits(media.bytes, language);
  const chunks: Uint8Array[] = [];
  for await (const chunk of media.whole()) chunks.push(chunk);
  return { bytes: Buffer.concat(chunks), contentType: media.contentType };
}
