// What can be read beside the tools: reports of the caller's role, and stored pictures by the key a card names.
import type { ReadResourceResult, Resource } from "@modelcontextprotocol/sdk/types.js";
import type { AnyCommand } from "../../../agents/commands/command.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { cardText } from "./card-markdown.ts";
import type { McpHost } from "./mcp-host.ts";
import { commandsOf } from "./mcp-tools.ts";

const SCHEME = "vixenbliss://";
export const MEDIA_TEMPLATE = `${SCHEME}media/{+key}`;
const MEDIA = `${SCHEME}media/`;
const REPORT = `${SCHEME}report/`;
/** Keys of the store; nothing that climbs (trust T16). */
const KEY = /^(?!.*\.\.)[a-z0-9][a-z0-9_./-]{0,499}$/i;

export function mediaUri(key: string): string {
  return MEDIA + key;
}

export function listResources(host: McpHost): readonly Resource[] {
  return reportsOf(host).map(({ name }) => ({
    uri: REPORT + name.split(".")[1],
    name: name.replace(".", " "),
    description: texts(host.language).commands[name]?.summary ?? name,
    mimeType: "text/markdown",
  }));
}

/** @throws AppError `not_found`, `too_large`, and what the report refuses */
export async function readResource(host: McpHost, uri: string): Promise<ReadResourceResult> {
  if (uri.startsWith(MEDIA)) return await readPicture(host, uri);
  const report = reportsOf(host).find(({ name }) => uri === REPORT + name.split(".")[1]);
  if (!report) throw notFound(host);
  const result = await host.execute(report.name, {}, {});
  if (result.state === "failed") throw new AppError("refused", result.problem.message);
  const output = result.state === "done" ? result.output : null;
  return {
    contents: [
      { uri, mimeType: "text/markdown", text: cardText(result.card) },
      { uri, mimeType: "application/json", text: JSON.stringify(output) },
    ],
  };
}

/** Those that need nothing to be told. */
function reportsOf(host: McpHost): readonly AnyCommand[] {
  return commandsOf(host).filter(
    ({ name, effect, input }) => name.startsWith("report.") && effect === "read" && input.safeParse({}).success,
  );
}

async function readPicture(host: McpHost, uri: string): Promise<ReadResourceResult> {
  const key = uri.slice(MEDIA.length);
  if (!KEY.test(key)) throw notFound(host);
  const { bytes, contentType } = await host.readFile(key);
  return { contents: [{ uri, mimeType: contentType, blob: Buffer.from(bytes).toString("base64") }] };
}

function notFound({ language }: McpHost): AppError {
  return new AppError("not_found", texts(language).mcp.noSuchResource);
}
