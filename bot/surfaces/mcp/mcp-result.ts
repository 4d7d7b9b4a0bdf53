// Results of commands as MCP content: the card to read, the same as data, and links to its pictures.
import type { CallToolResult, ContentBlock } from "@modelcontextprotocol/sdk/types.js";
import type { ExecuteResult } from "../../../agents/commands/execute.ts";
import type { Card, CardImage } from "../../../agents/commands/view.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { cardText } from "./card-markdown.ts";
import { mediaUri } from "./mcp-resources.ts";

const TYPES: Readonly<Record<string, string>> = {
  ...{ png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", webp: "image/webp", gif: "image/gif" },
  ...{ mp4: "video/mp4", webm: "video/webm", mp3: "audio/mpeg", ogg: "audio/ogg", wav: "audio/wav" },
};

export function toolResult(result: ExecuteResult, language: Language): CallToolResult {
  const text = cardText(result.card);
  if (result.state === "failed") {
    const { code, message, field, remedy, reason, retryable } = result.problem;
    return {
      isError: true,
      content: [{ type: "text", text }],
      structuredContent: plain({ state: "failed", problem: { code, message, field, remedy, reason, retryable } }),
    };
  }
  if (result.state === "waiting") {
    const { runCardId, card } = result;
    const next = texts(language).mcp.approveWith(runCardId);
    return {
      content: [{ type: "text", text: `${text}\n\n${next}` }, ...pictures(card)],
      structuredContent: plain({ state: "waiting", runCardId, approveWith: "run_approve", card }),
    };
  }
  const { output, card } = result;
  return {
    content: [{ type: "text", text }, ...pictures(card)],
    structuredContent: plain({ state: "done", output, card }),
  };
}

/** As it travels: dates as texts, nothing undefined. */
function plain(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}

function pictures({ images = [] }: Card): readonly ContentBlock[] {
  return images.map((image) => ({ type: "resource_link", uri: mediaUri(image.key), ...describe(image) }));
}

function describe(image: CardImage): {
  readonly name: string;
  readonly description: string;
  readonly mimeType?: string;
} {
  const mimeType = TYPES[image.key.split(".").at(-1) ?? ""];
  return { name: image.alt, description: image.caption ?? image.alt, ...(mimeType ? { mimeType } : {}) };
}
