-- Segments, broadcasts and follow-up sequences: messages nobody asked for, and what came of them.
CREATE TYPE "CampaignState" AS ENUM ('running', 'paused', 'canceled', 'done');

CREATE TYPE "OutreachState" AS ENUM ('queued', 'planned', 'sent', 'left_out', 'failed');

ALTER TABLE "Conversation" ADD COLUMN     "reachedAt" TIMESTAMPTZ(3);

ALTER TABLE "OutboundMessage" ADD COLUMN     "afterAnswer" BOOLEAN,
ADD COLUMN     "outreachId" TEXT;

CREATE TABLE "Segment" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Segment_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Broadcast" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "segment" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "texts" JSONB NOT NULL,
    "packId" TEXT,
    "state" "CampaignState" NOT NULL DEFAULT 'running',
    "pausedReason" TEXT,
    "cursorFanId" TEXT NOT NULL DEFAULT '',
    "expandedAt" TIMESTAMPTZ(3),
    "audience" INTEGER NOT NULL DEFAULT 0,
    "leftOut" JSONB NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resumedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Broadcast_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Sequence" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "segment" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "steps" JSONB NOT NULL,
    "state" "CampaignState" NOT NULL DEFAULT 'running',
    "pausedReason" TEXT,
    "cursorAt" TIMESTAMPTZ(3),
    "cursorId" TEXT NOT NULL DEFAULT '',
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resumedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Sequence_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Outreach" (
    "id" TEXT NOT NULL,
    "broadcastId" TEXT,
    "sequenceId" TEXT,
    "step" INTEGER NOT NULL DEFAULT 0,
    "silentSince" TIMESTAMPTZ(3),
    "avatarId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "fanId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "state" "OutreachState" NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "outboundId" TEXT,
    "plannedAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "boughtAt" TIMESTAMPTZ(3),
    "boughtUsd" DECIMAL(12,2),
    "optedOutAt" TIMESTAMPTZ(3),
    "blockedAt" TIMESTAMPTZ(3),
    "complainedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Outreach_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Segment_avatarId_name_key" ON "Segment"("avatarId", "name");
CREATE INDEX "Broadcast_avatarId_createdAt_idx" ON "Broadcast"("avatarId", "createdAt");
CREATE INDEX "Broadcast_state_idx" ON "Broadcast"("state");
CREATE INDEX "Sequence_state_idx" ON "Sequence"("state");
CREATE UNIQUE INDEX "Sequence_avatarId_name_key" ON "Sequence"("avatarId", "name");
CREATE UNIQUE INDEX "Outreach_outboundId_key" ON "Outreach"("outboundId");
CREATE INDEX "Outreach_accountId_plannedAt_idx" ON "Outreach"("accountId", "plannedAt");
CREATE INDEX "Outreach_conversationId_idx" ON "Outreach"("conversationId");
CREATE INDEX "Outreach_fanId_sentAt_idx" ON "Outreach"("fanId", "sentAt");
CREATE INDEX "Outreach_avatarId_sentAt_idx" ON "Outreach"("avatarId", "sentAt");
CREATE INDEX "Outreach_createdAt_idx" ON "Outreach" USING BRIN ("createdAt");
CREATE UNIQUE INDEX "Outreach_broadcastId_fanId_key" ON "Outreach"("broadcastId", "fanId");
CREATE UNIQUE INDEX "Outreach_sequenceId_step_conversationId_silentSince_key" ON "Outreach"("sequenceId", "step", "conversationId", "silentSince");
CREATE INDEX "Fan_tags_idx" ON "Fan" USING GIN ("tags");
ALTER TABLE "Segment" ADD CONSTRAINT "Segment_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Broadcast" ADD CONSTRAINT "Broadcast_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Sequence" ADD CONSTRAINT "Sequence_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Outreach" ADD CONSTRAINT "Outreach_broadcastId_fkey" FOREIGN KEY ("broadcastId") REFERENCES "Broadcast"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Outreach" ADD CONSTRAINT "Outreach_sequenceId_fkey" FOREIGN KEY ("sequenceId") REFERENCES "Sequence"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Outreach" ADD CONSTRAINT "Outreach_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Outreach" ADD CONSTRAINT "Outreach_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Outreach" ADD CONSTRAINT "Outreach_fanId_fkey" FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Outreach" ADD CONSTRAINT "Outreach_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What waits, by account; messages of an outreach are few among all.
CREATE INDEX "Outreach_queued" ON "Outreach" ("accountId", "dueAt", "id") WHERE state = 'queued';
CREATE INDEX "OutboundMessage_outreach" ON "OutboundMessage" ("outreachId") WHERE "outreachId" IS NOT NULL;

-- What became of the message is a fact of the transaction that says so, whoever learns of it first.
CREATE FUNCTION record_outreach() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'sent' THEN
    UPDATE "Outreach" SET state = 'sent', reason = NULL, "sentAt" = NEW."sentAt" WHERE "outboundId" = NEW.id;
    IF FOUND THEN UPDATE "Conversation" SET "reachedAt" = NEW."sentAt" WHERE id = NEW."conversationId"; END IF;
  ELSIF NEW.state IN ('blocked', 'discarded') THEN
    UPDATE "Outreach" SET state = 'left_out', reason = coalesce(split_part(NEW."blockedBy", ':', 2), NEW.state::text)
    WHERE "outboundId" = NEW.id AND state = 'planned';
  ELSIF NEW.state = 'failed' THEN
    UPDATE "Outreach" SET state = 'failed', reason = NEW.error,
      "blockedAt" = CASE WHEN NEW.error = 'recipient_unavailable' THEN NEW."sendingAt" END
    WHERE "outboundId" = NEW.id AND state = 'planned';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "OutboundMessage_outreach" AFTER UPDATE OF state ON "OutboundMessage" FOR EACH ROW
WHEN (NEW."outreachId" IS NOT NULL AND NEW.state <> OLD.state) EXECUTE FUNCTION record_outreach();

-- The first message of the fan after one, within a week. Other messages of fans never come here.
CREATE FUNCTION record_outreach_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Outreach" SET "answeredAt" = NEW."lastInboundAt" WHERE "answeredAt" IS NULL AND id = (
    SELECT id FROM "Outreach" WHERE "conversationId" = NEW.id AND "sentAt" > NEW."lastInboundAt" - interval '7 days'
    ORDER BY "sentAt" DESC LIMIT 1);
  RETURN NULL;
END $$;
CREATE TRIGGER "Conversation_outreach_answer" AFTER UPDATE OF "lastInboundAt" ON "Conversation" FOR EACH ROW
WHEN (NEW."reachedAt" IS NOT NULL AND NEW."lastInboundAt" > NEW."reachedAt"
  AND (OLD."lastInboundAt" IS NULL OR OLD."lastInboundAt" <= NEW."reachedAt")) EXECUTE FUNCTION record_outreach_answer();
