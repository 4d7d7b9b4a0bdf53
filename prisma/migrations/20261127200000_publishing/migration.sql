-- Copies of a file made for platforms, and how long a platform has been at a post.
ALTER TABLE "Asset" ADD COLUMN "renditions" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "ScheduledPost" ADD COLUMN "containerAt" TIMESTAMPTZ(3), ADD COLUMN "stuck" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "committedAt" TIMESTAMPTZ(3);
UPDATE "ScheduledPost" SET "committedAt" = "updatedAt" WHERE state IN ('committing', 'unknown');
