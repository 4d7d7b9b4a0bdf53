-- One-time codes by which a fan shows on another channel that they are the same person.
CREATE TABLE "LinkCode" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "fanId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "operatorId" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LinkCode_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "LinkTry" (
    "id" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinkTry_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "LinkCode_hash_key" ON "LinkCode"("hash");

CREATE INDEX "LinkCode_fanId_createdAt_idx" ON "LinkCode"("fanId", "createdAt");

CREATE INDEX "LinkCode_conversationId_idx" ON "LinkCode"("conversationId");

CREATE INDEX "LinkTry_at_idx" ON "LinkTry"("at");

CREATE UNIQUE INDEX "LinkTry_conversationId_seq_key" ON "LinkTry"("conversationId", "seq");

ALTER TABLE "LinkCode" ADD CONSTRAINT "LinkCode_fanId_fkey" FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "LinkCode" ADD CONSTRAINT "LinkCode_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "LinkTry" ADD CONSTRAINT "LinkTry_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
