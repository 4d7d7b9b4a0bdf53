-- Notices are told on each surface of their own; what was told before was told everywhere.
ALTER TABLE "OperatorNotice" ADD COLUMN "toldOn" TEXT[] DEFAULT ARRAY[]::TEXT[];
UPDATE "OperatorNotice" SET "toldOn" = ARRAY['telegram', 'discord'] WHERE "toldAt" IS NOT NULL;
DROP INDEX "OperatorNotice_toldAt_createdAt_idx";
CREATE INDEX "OperatorNotice_createdAt_idx" ON "OperatorNotice"("createdAt");
