-- Retention looks for the oldest rows of tables that only grow. Block ranges cost next to nothing to keep.

-- CreateIndex
CREATE INDEX "ButtonPayload_createdAt_idx" ON "ButtonPayload" USING BRIN ("createdAt");

-- CreateIndex
CREATE INDEX "ChatEntry_createdAt_idx" ON "ChatEntry" USING BRIN ("createdAt");

-- CreateIndex
CREATE INDEX "IdempotencyRecord_createdAt_idx" ON "IdempotencyRecord" USING BRIN ("createdAt");

-- CreateIndex
CREATE INDEX "InboundEvent_receivedAt_idx" ON "InboundEvent" USING BRIN ("receivedAt");

-- CreateIndex
CREATE INDEX "Message_sentAt_idx" ON "Message" USING BRIN ("sentAt");

-- CreateIndex
CREATE INDEX "OutboundMessage_createdAt_idx" ON "OutboundMessage" USING BRIN ("createdAt");
