// Every handler, for workers and tests.
import { buildFanReplyGraph } from "../../agents/graphs/fan-reply/graph.ts";
import { advanceConversationHandler } from "./advance-conversation.ts";
import { applyPaymentHandler } from "./apply-payment.ts";
import { applyRetentionHandler } from "./apply-retention.ts";
import { generatePieceHandler } from "./generate-piece.ts";
import type { Handler } from "./handler.ts";
import { publishPostHandler } from "./publish-post.ts";

/** Built once per process: the graph is compiled here. */
export function createHandlers(): readonly Handler[] {
  return [
    advanceConversationHandler(buildFanReplyGraph()),
    generatePieceHandler,
    publishPostHandler,
    applyPaymentHandler,
    applyRetentionHandler,
  ];
}
