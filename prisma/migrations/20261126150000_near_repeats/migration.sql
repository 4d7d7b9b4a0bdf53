-- AlterTable
ALTER TABLE "Piece" ADD COLUMN     "promptParts" JSONB,
ADD COLUMN     "repeatsNumber" INTEGER,
ADD COLUMN     "variation" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "Piece_avatarId_createdAt_idx" ON "Piece"("avatarId", "createdAt");
