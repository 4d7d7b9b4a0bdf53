-- What a provider was asked for where it takes another currency than the price's (Telegram Stars), and the go-ahead a
-- channel was given to take it.
ALTER TABLE "Purchase" ADD COLUMN "quoteAmount" INTEGER;
ALTER TABLE "Purchase" ADD COLUMN "quoteCurrency" TEXT;
ALTER TABLE "Purchase" ADD COLUMN "approvalKey" TEXT;
ALTER TABLE "Purchase" ADD COLUMN "approvedAt" TIMESTAMPTZ(3);
