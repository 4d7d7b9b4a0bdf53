// Every handler, for workers and tests.
import type { Replier } from "../../agents/graphs/fan-reply/state.ts";
import { advanceConversationHandler } from "./advance-conversation.ts";
import { advanceVendorJobHandler } from "./advance-vendor-job.ts";
import { applyPaymentHandler } from "./apply-payment.ts";
import { applyRetentionHandler } from "./apply-retention.ts";
import { assembleReelHandler } from "./assemble-reel.ts";
import { buildDatasetHandler } from "./build-dataset.ts";
import { captionPiecesHandler } from "./caption-pieces.ts";
import { deliverWebhookHandler } from "./deliver-webhook.ts";
import { eraseFansHandler } from "./erase-fans.ts";
import { gradeLoraHandler } from "./grade-lora.ts";
import type { Handler } from "./handler.ts";
import { lookAfterAccountHandler } from "./look-after-account.ts";
import { createProviderSlots } from "./provider-slots.ts";
import { publishPostHandler } from "./publish-post.ts";
import { refundPaymentHandler } from "./refund-payment.ts";
import { remindTeamHandler } from "./remind-team.ts";
import { replyToCommentHandler } from "./reply-to-comment.ts";
import { runOutreachHandler } from "./run-outreach.ts";
import { sweepStorageHandler } from "./sweep-storage.ts";

export interface HandlerOptions {
  /** Jobs at each provider at the same time. Default 5. */
  readonly mediaConcurrency?: number;
}

const MEDIA_CONCURRENCY = 5;

export function createHandlers({ mediaConcurrency = MEDIA_CONCURRENCY }: HandlerOptions = {}): readonly Handler[] {
  return [
    advanceConversationHandler(fanReplies()),
    advanceVendorJobHandler(createProviderSlots(mediaConcurrency)),
    captionPiecesHandler,
    assembleReelHandler,
    buildDatasetHandler,
    gradeLoraHandler,
    publishPostHandler,
    lookAfterAccountHandler,
    replyToCommentHandler,
    runOutreachHandler,
    applyPaymentHandler,
    refundPaymentHandler,
    applyRetentionHandler,
    eraseFansHandler,
    sweepStorageHandler,
    deliverWebhookHandler,
    remindTeamHandler,
  ];
}

/** The graph, loaded once, at the first turn: a start has no use for it. */
function fanReplies(): Replier {
  let graph: Promise<Replier> | undefined;
  return {
    invoke: async (start) => {
      graph ??= import("../../agents/graphs/fan-reply/graph.ts").then(({ createReplier }) => createReplier());
      return await (await graph).invoke(start);
    },
  };
}
