-- Lists newest first of tables with a million rows: a block range index narrows a period down but gives no order.
CREATE INDEX "Message_sentAt_id_idx" ON "Message" ("sentAt" DESC, "id");
DROP INDEX "Message_sentAt_idx";

CREATE INDEX "OutboundMessage_newest_idx" ON "OutboundMessage" ("createdAt");
DROP INDEX "OutboundMessage_createdAt_idx";
ALTER INDEX "OutboundMessage_newest_idx" RENAME TO "OutboundMessage_createdAt_idx";

CREATE INDEX "InboundEvent_newest_idx" ON "InboundEvent" ("receivedAt");
DROP INDEX "InboundEvent_receivedAt_idx";
ALTER INDEX "InboundEvent_newest_idx" RENAME TO "InboundEvent_receivedAt_idx";

CREATE INDEX "TrustEvent_at_idx" ON "TrustEvent" ("at");

-- The inbox: who asked to be erased first, then whoever wrote last; and the back office's list without the former.
CREATE INDEX "Conversation_erasureAskedAt_lastInboundAt_idx"
  ON "Conversation" ("erasureAskedAt", "lastInboundAt" DESC NULLS LAST);
CREATE INDEX "Conversation_lastInboundAt_idx" ON "Conversation" ("lastInboundAt" DESC NULLS LAST);
