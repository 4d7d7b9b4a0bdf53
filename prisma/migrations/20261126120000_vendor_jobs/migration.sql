-- CreateEnum
CREATE TYPE "DatasetState" AS ENUM ('building', 'built', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "VendorJobKind" AS ENUM ('image', 'video', 'voice', 'training');

-- CreateEnum
CREATE TYPE "VendorJobPurpose" AS ENUM ('content', 'face', 'dataset', 'exam', 'trial', 'training');

-- CreateEnum
CREATE TYPE "VendorJobState" AS ENUM ('planned', 'running', 'unknown', 'succeeded', 'refused', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "VendorAttemptState" AS ENUM ('begun', 'unknown', 'released', 'succeeded', 'refused', 'failed');

-- AlterEnum
CREATE TYPE "TrainingState_new" AS ENUM ('planned', 'running', 'succeeded', 'failed', 'canceled', 'unknown');
ALTER TABLE "public"."Training" ALTER COLUMN "state" DROP DEFAULT;
ALTER TABLE "Training" ALTER COLUMN "state" TYPE "TrainingState_new" USING ("state"::text::"TrainingState_new");
ALTER TYPE "TrainingState" RENAME TO "TrainingState_old";
ALTER TYPE "TrainingState_new" RENAME TO "TrainingState";
DROP TYPE "public"."TrainingState_old";
ALTER TABLE "Training" ALTER COLUMN "state" SET DEFAULT 'planned';

-- DropIndex
DROP INDEX "Training_externalId_key";

-- AlterTable
ALTER TABLE "Avatar" ADD COLUMN     "referenceFace" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[];

-- AlterTable
ALTER TABLE "Asset" ADD COLUMN     "perceptualHash" TEXT;

-- AlterTable
ALTER TABLE "LoraModel" ADD COLUMN     "activatedAt" TIMESTAMPTZ(3),
ADD COLUMN     "base" TEXT,
ADD COLUMN     "bytes" INTEGER,
ADD COLUMN     "weightsKey" TEXT;

-- AlterTable
ALTER TABLE "Training" DROP COLUMN "externalId",
DROP COLUMN "provider",
ADD COLUMN     "datasetId" TEXT,
ADD COLUMN     "vendorJobId" TEXT;

-- CreateTable
CREATE TABLE "Dataset" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" "DatasetState" NOT NULL DEFAULT 'building',
    "requested" INTEGER NOT NULL,
    "triggerWord" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "report" JSONB,
    "archiveKey" TEXT,
    "archiveBytes" INTEGER,
    "sha256" TEXT,
    "operatorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VendorJob" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "kind" "VendorJobKind" NOT NULL,
    "purpose" "VendorJobPurpose" NOT NULL,
    "state" "VendorJobState" NOT NULL DEFAULT 'planned',
    "request" JSONB NOT NULL,
    "pieceId" TEXT,
    "setId" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "operatorId" TEXT,
    "onlyProvider" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "provider" TEXT,
    "model" TEXT,
    "externalId" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "error" TEXT,
    "assetId" TEXT,
    "similarity" DOUBLE PRECISION,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "VendorJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VendorAttempt" (
    "key" TEXT NOT NULL,
    "jobId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "state" "VendorAttemptState" NOT NULL DEFAULT 'begun',
    "reason" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "retryAt" TIMESTAMPTZ(3),

    CONSTRAINT "VendorAttempt_pkey" PRIMARY KEY ("key")
);

-- What pieces knew of their own making moves into a job each, so that attempts in flight go on where they are.
INSERT INTO "VendorJob" (id, "avatarId", kind, purpose, state, request, "pieceId", "operatorId", attempt, provider, model,
  "externalId", error, "assetId", "createdAt", "updatedAt", "endedAt")
SELECT 'vjb_' || p.id, p."avatarId", 'image', 'content',
  (CASE WHEN p."assetId" IS NOT NULL THEN 'succeeded' WHEN p.state = 'generating' THEN 'running'
        WHEN p.state = 'unknown' THEN 'unknown' WHEN p.state = 'planned' THEN 'planned' ELSE 'failed' END)::"VendorJobState",
  jsonb_build_object('prompt', p.prompt, 'negative', p.negative, 'seed', p.seed, 'aspectRatio', p."aspectRatio", 'explicitness', p.explicitness,
    'parameters', jsonb_build_object('steps', 28, 'guidance', 3.5),
    'shot', jsonb_build_object('title', replace(p."templateKey", '-', ' '), 'lines', jsonb_build_array())),
  p.id, b."operatorId", p.attempt, p.provider, a.model, p."providerJobId", p.error, p."assetId", p."createdAt", p."updatedAt",
  CASE WHEN p.state IN ('planned', 'generating', 'unknown') THEN NULL ELSE p."updatedAt" END
FROM "Piece" p LEFT JOIN "Batch" b ON b.id = p."batchId" LEFT JOIN "Asset" a ON a.id = p."assetId";

INSERT INTO "VendorAttempt" (key, "jobId", number, provider, model, state, "startedAt", "endedAt")
SELECT 'piece:' || p.id || ':' || p.attempt, 'vjb_' || p.id, p.attempt, p.provider, coalesce(c.model, ''),
  (CASE p.state WHEN 'generating' THEN 'begun' WHEN 'unknown' THEN 'unknown' WHEN 'failed' THEN 'failed'
        WHEN 'planned' THEN 'failed' ELSE 'succeeded' END)::"VendorAttemptState",
  p."updatedAt", CASE WHEN p.state IN ('generating', 'unknown') THEN NULL ELSE p."updatedAt" END
FROM "Piece" p LEFT JOIN "CostEntry" c ON c."attemptKey" = 'piece:' || p.id || ':' || p.attempt
WHERE p.attempt > 0 AND p.provider IS NOT NULL;

-- The model of an attempt in flight is the one its budget was reserved for.
UPDATE "VendorJob" j SET model = a.model FROM "VendorAttempt" a
WHERE a."jobId" = j.id AND j.model IS NULL AND a.number = j.attempt AND a.model <> '';

-- Work that waits under its former name: a new id, as the queue may still hold a job of the old one, which ends by itself.
UPDATE "Outbox" SET id = id || '_v', name = 'vendor-job.advance', "dispatchedAt" = NULL, "leaseUntil" = NULL,
  payload = jsonb_build_object('jobId', 'vjb_' || (payload ->> 'pieceId')), "dedupeKey" = 'vjb_' || (payload ->> 'pieceId')
WHERE name = 'piece.generate' AND "doneAt" IS NULL AND "failedAt" IS NULL;

-- AlterTable
ALTER TABLE "Piece" ADD COLUMN "captionedAt" TIMESTAMPTZ(3),
ADD COLUMN "similarity" DOUBLE PRECISION,
ADD COLUMN "heldFor" TEXT[] DEFAULT ARRAY[]::TEXT[];
UPDATE "Piece" SET "heldFor" = ARRAY['not_examined'], error = NULL WHERE state = 'held' AND error = 'not examined by moderation';
UPDATE "Piece" SET "captionedAt" = "updatedAt" WHERE caption <> '';
-- Captions are work of their own now, and a piece waits for its own.
INSERT INTO "Outbox" (id, name, queue, payload, "dedupeKey", "availableAt")
SELECT 'obx_' || id || '_caption', 'pieces.caption', 'media', jsonb_build_object('pieceIds', jsonb_build_array(id)), id, CURRENT_TIMESTAMP
FROM "Piece" WHERE "captionedAt" IS NULL AND state IN ('planned', 'generating', 'unknown');
ALTER TABLE "Piece" DROP COLUMN "attempt",
DROP COLUMN "leaseUntil",
DROP COLUMN "provider",
DROP COLUMN "providerJobId";

-- CreateIndex
CREATE INDEX "Asset_thumbnailKey_idx" ON "Asset"("thumbnailKey");

-- CreateIndex
CREATE UNIQUE INDEX "Dataset_avatarId_version_key" ON "Dataset"("avatarId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "VendorJob_assetId_key" ON "VendorJob"("assetId");

-- CreateIndex
CREATE INDEX "VendorJob_pieceId_idx" ON "VendorJob"("pieceId");

-- CreateIndex
CREATE INDEX "VendorJob_setId_position_idx" ON "VendorJob"("setId", "position");

-- CreateIndex
CREATE INDEX "VendorJob_avatarId_idx" ON "VendorJob"("avatarId");

-- CreateIndex
CREATE INDEX "VendorJob_externalId_idx" ON "VendorJob"("externalId");

-- CreateIndex
CREATE INDEX "VendorJob_state_updatedAt_idx" ON "VendorJob"("state", "updatedAt");

-- CreateIndex
CREATE INDEX "VendorAttempt_provider_startedAt_idx" ON "VendorAttempt"("provider", "startedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "VendorAttempt_jobId_number_key" ON "VendorAttempt"("jobId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Training_vendorJobId_key" ON "Training"("vendorJobId");

-- CreateIndex
CREATE UNIQUE INDEX "Training_loraId_key" ON "Training"("loraId");

-- AddForeignKey
ALTER TABLE "Dataset" ADD CONSTRAINT "Dataset_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Training" ADD CONSTRAINT "Training_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Training" ADD CONSTRAINT "Training_loraId_fkey" FOREIGN KEY ("loraId") REFERENCES "LoraModel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Training" ADD CONSTRAINT "Training_vendorJobId_fkey" FOREIGN KEY ("vendorJobId") REFERENCES "VendorJob"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VendorJob" ADD CONSTRAINT "VendorJob_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VendorJob" ADD CONSTRAINT "VendorJob_pieceId_fkey" FOREIGN KEY ("pieceId") REFERENCES "Piece"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VendorJob" ADD CONSTRAINT "VendorJob_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VendorAttempt" ADD CONSTRAINT "VendorAttempt_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "VendorJob"("id") ON DELETE CASCADE ON UPDATE CASCADE;
