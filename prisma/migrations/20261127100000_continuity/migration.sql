-- What an avatar's days hold, and what she told each fan of herself: posts and chats tell one story.
CREATE TYPE "StorySource" AS ENUM ('operator', 'post', 'chat');

CREATE TABLE "StoryEvent" (
  "id" TEXT NOT NULL,
  "avatarId" TEXT NOT NULL,
  "startsOn" DATE NOT NULL,
  "endsOn" DATE NOT NULL,
  "what" TEXT NOT NULL,
  "place" TEXT,
  "mood" TEXT,
  "secretUntil" DATE,
  "source" "StorySource" NOT NULL DEFAULT 'operator',
  "postId" TEXT,
  "createdById" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "StoryEvent_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "SaidFact" (
  "id" TEXT NOT NULL,
  "avatarId" TEXT NOT NULL,
  "fanId" TEXT NOT NULL,
  "outboundId" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "embedding" vector(1024),
  "embeddingModel" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "SaidFact_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "StoryEvent_postId_key" ON "StoryEvent"("postId");
CREATE INDEX "StoryEvent_avatarId_endsOn_idx" ON "StoryEvent"("avatarId", "endsOn");
CREATE UNIQUE INDEX "SaidFact_fanId_text_key" ON "SaidFact"("fanId", "text");
CREATE INDEX "SaidFact_avatarId_createdAt_idx" ON "SaidFact"("avatarId", "createdAt");
CREATE INDEX "SaidFact_outboundId_idx" ON "SaidFact"("outboundId");

ALTER TABLE "StoryEvent" ADD CONSTRAINT "StoryEvent_avatarId_fkey"
  FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "StoryEvent" ADD CONSTRAINT "StoryEvent_postId_fkey"
  FOREIGN KEY ("postId") REFERENCES "ScheduledPost"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SaidFact" ADD CONSTRAINT "SaidFact_fanId_fkey"
  FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SaidFact" ADD CONSTRAINT "SaidFact_outboundId_fkey"
  FOREIGN KEY ("outboundId") REFERENCES "OutboundMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;
