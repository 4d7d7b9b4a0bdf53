-- What else fans do beside writing: react, edit, read, come from an ad or a link, comment under a post.
ALTER TABLE "Message"
  ADD COLUMN "reaction" TEXT,
  ADD COLUMN "reactedAt" TIMESTAMPTZ(3),
  ADD COLUMN "editedAt" TIMESTAMPTZ(3);

ALTER TABLE "Conversation"
  ADD COLUMN "cameFrom" JSONB,
  ADD COLUMN "fanReadAt" TIMESTAMPTZ(3);

ALTER TABLE "FanAddress"
  ADD COLUMN "username" TEXT,
  ADD COLUMN "followsAccount" BOOLEAN,
  ADD COLUMN "profileAt" TIMESTAMPTZ(3);

ALTER TABLE "Account" ADD COLUMN "repliesToComments" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "CommentReply" (
  "id" TEXT NOT NULL,
  "accountId" TEXT NOT NULL,
  "commentId" TEXT NOT NULL,
  "fanExternalId" TEXT NOT NULL,
  "language" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "state" "OutboundState" NOT NULL DEFAULT 'pending',
  "blockedBy" TEXT,
  "error" TEXT,
  "externalId" TEXT,
  "commentedAt" TIMESTAMPTZ(3) NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "sentAt" TIMESTAMPTZ(3),
  CONSTRAINT "CommentReply_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "CommentReply_accountId_commentId_key" ON "CommentReply" ("accountId", "commentId");
CREATE INDEX "CommentReply_createdAt_idx" ON "CommentReply" ("createdAt");
ALTER TABLE "CommentReply" ADD CONSTRAINT "CommentReply_accountId_fkey"
  FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
