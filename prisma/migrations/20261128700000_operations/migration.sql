-- Notices about the whole workspace, or for one operator, and news that is written once.
ALTER TABLE "OperatorNotice" ALTER COLUMN "avatarId" DROP NOT NULL;
ALTER TABLE "OperatorNotice" ADD COLUMN "operatorId" TEXT, ADD COLUMN "dedupeKey" TEXT;
CREATE UNIQUE INDEX "OperatorNotice_dedupeKey_key" ON "OperatorNotice"("dedupeKey");
