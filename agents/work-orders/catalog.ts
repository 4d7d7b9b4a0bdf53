// Every work order, so that workers, relay and tests read one list.
import { advanceConversation } from "./advance-conversation.ts";
import { applyPayment } from "./apply-payment.ts";
import { generatePiece } from "./generate-piece.ts";
import { publishPost } from "./publish-post.ts";
import type { WorkOrder } from "./work-order.ts";

export const WORK_ORDERS: readonly WorkOrder[] = [advanceConversation, generatePiece, publishPost, applyPayment];
