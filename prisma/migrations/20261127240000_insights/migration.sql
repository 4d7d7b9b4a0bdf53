-- What platforms tell of posts and accounts, read back as they age; the example's figures move over.
ALTER TABLE "Account" ADD COLUMN "pauseReason" TEXT;
UPDATE "Account" SET "pauseReason" = 'operator' WHERE "pausedAt" IS NOT NULL;

CREATE TABLE "PostInsight" (
    "id" TEXT NOT NULL,
    "postId" TEXT NOT NULL,
    "ageHours" INTEGER NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "views" INTEGER,
    "reach" INTEGER,
    "likes" INTEGER,
    "comments" INTEGER,
    "shares" INTEGER,
    "saves" INTEGER,
    "watchSeconds" INTEGER,
    "problem" TEXT,

    CONSTRAINT "PostInsight_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "PostInsight_postId_ageHours_key" ON "PostInsight"("postId", "ageHours");
ALTER TABLE "PostInsight" ADD CONSTRAINT "PostInsight_postId_fkey" FOREIGN KEY ("postId") REFERENCES "ScheduledPost"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "AccountInsight" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "followers" INTEGER,
    "media" INTEGER,
    "likes" INTEGER,
    "reach" INTEGER,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AccountInsight_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "AccountInsight_accountId_day_key" ON "AccountInsight"("accountId", "day");
ALTER TABLE "AccountInsight" ADD CONSTRAINT "AccountInsight_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "ShotWeight" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "templateKey" TEXT NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,
    "factor" DOUBLE PRECISION NOT NULL,
    "posts" INTEGER NOT NULL,
    "operatorId" TEXT,
    "appliedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ShotWeight_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ShotWeight_avatarId_templateKey_key" ON "ShotWeight"("avatarId", "templateKey");
ALTER TABLE "ShotWeight" ADD CONSTRAINT "ShotWeight_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "ScheduledPost_publishedAt_idx" ON "ScheduledPost"("publishedAt");

INSERT INTO "PostInsight" ("id", "postId", "ageHours", "readAt", "reach", "likes", "comments", "shares", "saves")
SELECT 'pin_' || substr("id", 5), "id", 24, "publishedAt" + interval '24 hours', ("insights"->>'reach')::int, ("insights"->>'likes')::int,
    ("insights"->>'comments')::int, ("insights"->>'shares')::int, ("insights"->>'saves')::int
FROM "ScheduledPost" WHERE "insights" ? 'reach' AND "publishedAt" IS NOT NULL;
ALTER TABLE "ScheduledPost" DROP COLUMN "insights";
