-- A dispute may be won: the money counts again, and what it bought is open again.
ALTER TABLE "Purchase" ADD COLUMN "disputeWonAt" TIMESTAMPTZ(3);
