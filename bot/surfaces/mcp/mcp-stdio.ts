// `npm run cli -- mcp`: the same server over standard input and output, for a client on this machine.
import { readFile, stat } from "node:fs/promises";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { AnyCommand } from "../../../agents/commands/command.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import type { CliSession } from "../cli/cli-session.ts";
import { type McpFile, type McpHost, requireFits } from "./mcp-host.ts";
import { createMcpServer } from "./mcp-server.ts";

export interface StdioOptions {
  readonly session: CliSession;
  readonly commands: readonly AnyCommand[];
  readonly language: Language;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
}

/** Until the client closes its end, or the signal. */
export async function serveStdio(options: StdioOptions): Promise<void> {
  const server = createMcpServer(hostOf(options));
  const ended = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once("end", resolve);
    options.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}

/** The command line acts as the owner. */
function hostOf({ session, commands, language, version, fetch: fetcher }: StdioOptions): McpHost {
  return {
    version,
    role: "owner",
    language,
    commands,
    execute: (command, input) => session.execute(command, input as Readonly<Record<string, unknown>>),
    readFile: async (key) => await readLocated(await session.locate(key), language, fetcher),
  };
}

async function readLocated(place: string, language: Language, fetcher: typeof fetch): Promise<McpFile> {
  if (!/^https?:/.test(place)) {
    const extension = place.split(".").at(-1) ?? "";
    const contentType = extension === "mp4" ? "video/mp4" : `image/${extension === "jpg" ? "jpeg" : extension}`;
    requireFits((await stat(place)).size, language);
    return { bytes: await readFile(place), contentType };
  }
  const response = await fetcher(place);
  if (!response.ok) throw new AppError("not_found", texts(language).mcp.noSuchResource);
  requireFits(Number(response.headers.get("content-length") ?? 0), language);
  const contentType = response.headers.get("content-type") ?? "application/octet-stream";
  return { bytes: new Uint8Array(await response.arrayBuffer()), contentType };
}
