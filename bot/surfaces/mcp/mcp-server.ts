// The Model Context Protocol over any transport: tools are the caller's commands, resources its reports and pictures.
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import type { McpHost } from "./mcp-host.ts";
import { listResources, MEDIA_TEMPLATE, readResource } from "./mcp-resources.ts";
import { toolResult } from "./mcp-result.ts";
import { commandsOf, toolName, toolOf } from "./mcp-tools.ts";

/** In `_meta` of a call: asked again with it, nothing is done twice. */
const IDEMPOTENCY_KEY = "vixenbliss/idempotencyKey";
/** What the protocol says for a resource that is not there. */
const RESOURCE_NOT_FOUND = -32_002;

export function createMcpServer(host: McpHost): Server {
  const words = texts(host.language).mcp;
  const server = new Server(
    { name: "vixenbliss", version: host.version },
    { capabilities: { tools: {}, resources: {} }, instructions: words.instructions },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: commandsOf(host).map((command) => toolOf(command, host.language)),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    // Also those of other roles: what is not allowed is refused by the command, in its own words.
    const command = host.commands.find((each) => toolName(each) === params.name);
    if (!command) throw new McpError(ErrorCode.InvalidParams, words.noSuchTool(params.name.slice(0, 60)));
    const key = params._meta?.[IDEMPOTENCY_KEY];
    const once = typeof key === "string" && /^[\x21-\x7e]{1,200}$/.test(key) ? { idempotencyKey: key } : {};
    return toolResult(await host.execute(command.name, params.arguments ?? {}, once), host.language);
  });
  server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: [...listResources(host)] }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [{ uriTemplate: MEDIA_TEMPLATE, name: "media", description: words.mediaTemplate }],
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }) => {
    try {
      return await readResource(host, params.uri);
    } catch (thrown) {
      if (!(thrown instanceof AppError))
        throw new McpError(ErrorCode.InternalError, texts(host.language).common.somethingFailed);
      const code = thrown.code === "not_found" ? RESOURCE_NOT_FOUND : ErrorCode.InvalidRequest;
      throw new McpError(code, thrown.message, { uri: params.uri });
    }
  });
  return server;
}
