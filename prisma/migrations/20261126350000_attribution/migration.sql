-- What brought a fan, and what a payment is owed to. A comment is known by the address it came from, since who comments
-- may write later; what a purchase is owed to is copied, so that it outlives the fan's data.
ALTER TABLE "CommentReply" ADD COLUMN "postExternalId" TEXT;

CREATE TABLE "FanTouch" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "fanExternalId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "postExternalId" TEXT,
    "postId" TEXT,
    "templateKey" TEXT,
    "ref" TEXT,
    "touchedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FanTouch_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "PurchaseTouch" (
    "id" TEXT NOT NULL,
    "purchaseId" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "postExternalId" TEXT,
    "postId" TEXT,
    "templateKey" TEXT,
    "ref" TEXT,
    "touchedAt" TIMESTAMPTZ(3),
    "windowDays" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PurchaseTouch_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "FanTouch_accountId_fanExternalId_touchedAt_idx" ON "FanTouch"("accountId", "fanExternalId", "touchedAt");

CREATE INDEX "FanTouch_touchedAt_idx" ON "FanTouch"("touchedAt");

CREATE UNIQUE INDEX "FanTouch_accountId_kind_key_key" ON "FanTouch"("accountId", "kind", "key");

CREATE INDEX "PurchaseTouch_postId_idx" ON "PurchaseTouch"("postId");

CREATE UNIQUE INDEX "PurchaseTouch_purchaseId_position_key" ON "PurchaseTouch"("purchaseId", "position");

ALTER TABLE "FanTouch" ADD CONSTRAINT "FanTouch_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "PurchaseTouch" ADD CONSTRAINT "PurchaseTouch_purchaseId_fkey" FOREIGN KEY ("purchaseId") REFERENCES "Purchase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is known from before: the ads and links fans came by. Their posts are not known.
INSERT INTO "FanTouch" ("id", "accountId", "fanExternalId", "kind", "key", "ref", "touchedAt")
SELECT 'tch_' || replace(gen_random_uuid()::text, '-', ''), a."accountId", a."externalId",
    CASE WHEN c."cameFrom"->>'adId' IS NULL THEN 'referral' ELSE 'ad' END, 'cameFrom:' || c."id" || ':' || a."id",
    COALESCE(c."cameFrom"->>'ref', c."cameFrom"->>'adId'), COALESCE((c."cameFrom"->>'at')::timestamptz, c."createdAt")
FROM "Conversation" c JOIN "FanAddress" a ON a."fanId" = c."fanId" AND a."accountId" = c."accountId"
WHERE c."cameFrom" IS NOT NULL;
INSERT INTO "FanTouch" ("id", "accountId", "fanExternalId", "kind", "key", "touchedAt")
SELECT 'tch_' || replace(gen_random_uuid()::text, '-', ''), "accountId", "fanExternalId", 'comment', "commentId", "commentedAt"
FROM "CommentReply";
