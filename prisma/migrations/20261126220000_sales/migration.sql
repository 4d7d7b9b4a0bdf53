-- Spend limits, reversals as rows of their own, subscriptions that follow from their payments.
ALTER TABLE "Fan" ADD COLUMN "offersFrozenAt" TIMESTAMPTZ(3);

ALTER TABLE "Purchase"
  ADD COLUMN "reservedUntil" TIMESTAMPTZ(3),
  ADD COLUMN "expiredAt" TIMESTAMPTZ(3),
  ADD COLUMN "disputedAt" TIMESTAMPTZ(3),
  ADD COLUMN "refundedUsd" DECIMAL(12,2) NOT NULL DEFAULT 0,
  ADD COLUMN "refundDueReason" TEXT,
  ADD COLUMN "subscriptionId" TEXT,
  ADD COLUMN "periodEnd" TIMESTAMPTZ(3);

ALTER TABLE "Subscription"
  ADD COLUMN "sandbox" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "failedAt" TIMESTAMPTZ(3),
  ADD COLUMN "canceledAt" TIMESTAMPTZ(3),
  ADD COLUMN "stoppedAt" TIMESTAMPTZ(3);

CREATE TABLE "PurchaseReversal" (
  "id" TEXT NOT NULL,
  "purchaseId" TEXT NOT NULL,
  "avatarId" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "amountUsd" DECIMAL(12,2) NOT NULL,
  "sandbox" BOOLEAN NOT NULL,
  "occurredAt" TIMESTAMPTZ(3) NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "PurchaseReversal_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "SpendLimit" (
  "scope" TEXT NOT NULL,
  "avatarId" TEXT,
  "fanId" TEXT,
  "dailyUsd" DECIMAL(12,2),
  "monthlyUsd" DECIMAL(12,2),
  "nextDailyUsd" DECIMAL(12,2),
  "nextMonthlyUsd" DECIMAL(12,2),
  "nextFrom" TIMESTAMPTZ(3),
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "SpendLimit_pkey" PRIMARY KEY ("scope")
);

CREATE INDEX "Purchase_subscriptionId_idx" ON "Purchase"("subscriptionId");
CREATE INDEX "Subscription_avatarId_state_idx" ON "Subscription"("avatarId", "state");
CREATE INDEX "PurchaseReversal_purchaseId_idx" ON "PurchaseReversal"("purchaseId");
CREATE INDEX "PurchaseReversal_avatarId_occurredAt_idx" ON "PurchaseReversal"("avatarId", "occurredAt");
CREATE INDEX "SpendLimit_avatarId_idx" ON "SpendLimit"("avatarId");
CREATE INDEX "SpendLimit_fanId_idx" ON "SpendLimit"("fanId");

ALTER TABLE "Purchase" ADD CONSTRAINT "Purchase_subscriptionId_fkey"
  FOREIGN KEY ("subscriptionId") REFERENCES "Subscription"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "PurchaseReversal" ADD CONSTRAINT "PurchaseReversal_purchaseId_fkey"
  FOREIGN KEY ("purchaseId") REFERENCES "Purchase"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SpendLimit" ADD CONSTRAINT "SpendLimit_avatarId_fkey"
  FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SpendLimit" ADD CONSTRAINT "SpendLimit_fanId_fkey"
  FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was given back so far was given back whole.
UPDATE "Purchase" SET "expiredAt" = "createdAt" WHERE "state" = 'expired';
UPDATE "Purchase" SET "disputedAt" = "refundedAt" WHERE "state" = 'disputed';
UPDATE "Purchase" SET "refundedUsd" = "amountUsd" WHERE "state" = 'refunded';
INSERT INTO "PurchaseReversal" ("id", "purchaseId", "avatarId", "kind", "amountUsd", "sandbox", "occurredAt")
  SELECT 'rev_' || "id", "id", "avatarId", CASE "state" WHEN 'disputed' THEN 'dispute' ELSE 'refund' END, "amountUsd",
    "sandbox", "refundedAt"
  FROM "Purchase" WHERE "refundedAt" IS NOT NULL AND "paidAt" IS NOT NULL;
UPDATE "Fan" SET "offersFrozenAt" = now() WHERE "id" IN (SELECT "fanId" FROM "Purchase" WHERE "state" = 'disputed');
