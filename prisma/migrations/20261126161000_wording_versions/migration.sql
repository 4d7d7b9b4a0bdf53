-- CreateEnum
CREATE TYPE "WordingKind" AS ENUM ('template', 'preset');

-- AlterTable
ALTER TABLE "Preset" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "WordingVersion" (
    "id" TEXT NOT NULL,
    "kind" "WordingKind" NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "wording" JSONB NOT NULL,
    "operatorId" TEXT,
    "replacedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WordingVersion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "WordingVersion_kind_key_version_key" ON "WordingVersion"("kind", "key", "version");
