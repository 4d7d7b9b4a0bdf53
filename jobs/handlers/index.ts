// Every handler, for workers and tests.
import pLimit from "p-limit";
import { buildFanReplyGraph } from "../../agents/graphs/fan-reply/graph.ts";
import { advanceConversationHandler } from "./advance-conversation.ts";
import { applyPaymentHandler } from "./apply-payment.ts";
import { applyRetentionHandler } from "./apply-retention.ts";
import { generatePieceHandler } from "./generate-piece.ts";
import type { Handler } from "./handler.ts";
import { publishPostHandler } from "./publish-post.ts";

export interface HandlerOptions {
  /** Pieces at a provider at the same time. Default 5. */
  readonly mediaConcurrency?: number;
}

const MEDIA_CONCURRENCY = 5;

/** Built once per process: the graph is compiled here. */
export function createHandlers({ mediaConcurrency = MEDIA_CONCURRENCY }: HandlerOptions = {}): readonly Handler[] {
  return [
    advanceConversationHandler(buildFanReplyGraph()),
    generatePieceHandler(pLimit(mediaConcurrency)),
    publishPostHandler,
    applyPaymentHandler,
    applyRetentionHandler,
  ];
}
