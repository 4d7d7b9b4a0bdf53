-- Things made for one fan (domain 8): asked for in the chat, priced by people, paid by an offer of layer custom.
CREATE TYPE "CustomState" AS ENUM ('asked', 'refused', 'quoted', 'paid', 'delivered', 'declined', 'canceled', 'refunded');

ALTER TABLE "Offer" ADD COLUMN "customRequestId" TEXT;

CREATE TABLE "CustomRequest" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "fanId" TEXT NOT NULL,
    "conversationId" TEXT,
    "state" "CustomState" NOT NULL DEFAULT 'asked',
    "wish" TEXT NOT NULL,
    "refusedBy" TEXT,
    "offerId" TEXT,
    "level" INTEGER,
    "days" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "dueAt" TIMESTAMPTZ(3),
    "alarms" INTEGER NOT NULL DEFAULT 0,
    "quotedAt" TIMESTAMPTZ(3),
    "paidAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CustomRequest_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "CustomStep" (
    "id" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "amountUsd" DECIMAL(12,2),
    "operatorId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CustomStep_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "CustomPiece" (
    "id" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "pieceId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "CustomPiece_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "CustomRequest_offerId_key" ON "CustomRequest"("offerId");

CREATE INDEX "CustomRequest_avatarId_state_idx" ON "CustomRequest"("avatarId", "state");

CREATE INDEX "CustomRequest_fanId_idx" ON "CustomRequest"("fanId");

CREATE INDEX "CustomRequest_conversationId_idx" ON "CustomRequest"("conversationId");

CREATE INDEX "CustomRequest_state_dueAt_idx" ON "CustomRequest"("state", "dueAt");

CREATE INDEX "CustomStep_requestId_idx" ON "CustomStep"("requestId");

CREATE INDEX "CustomPiece_pieceId_idx" ON "CustomPiece"("pieceId");

CREATE UNIQUE INDEX "CustomPiece_requestId_pieceId_key" ON "CustomPiece"("requestId", "pieceId");

CREATE INDEX "Offer_customRequestId_idx" ON "Offer"("customRequestId");

ALTER TABLE "Offer" ADD CONSTRAINT "Offer_customRequestId_fkey" FOREIGN KEY ("customRequestId") REFERENCES "CustomRequest"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "CustomRequest" ADD CONSTRAINT "CustomRequest_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "CustomRequest" ADD CONSTRAINT "CustomRequest_fanId_fkey" FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "CustomRequest" ADD CONSTRAINT "CustomRequest_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "CustomStep" ADD CONSTRAINT "CustomStep_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "CustomRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "CustomPiece" ADD CONSTRAINT "CustomPiece_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "CustomRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "CustomPiece" ADD CONSTRAINT "CustomPiece_pieceId_fkey" FOREIGN KEY ("pieceId") REFERENCES "Piece"("id") ON DELETE CASCADE ON UPDATE CASCADE;
