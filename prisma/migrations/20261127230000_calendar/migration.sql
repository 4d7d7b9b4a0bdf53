-- The calendar of posts: how each came to its hour, what it waits for, quiet days, sounds and plans over weeks.
CREATE TYPE "PostPlacing" AS ENUM ('now', 'calendar', 'operator', 'forced');
CREATE TYPE "PostWait" AS ENUM ('approval', 'account', 'slot');
CREATE TYPE "PostCampaignState" AS ENUM ('running', 'done', 'canceled');

ALTER TABLE "Avatar" ADD COLUMN "asksBeforePosting" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "Account" ADD COLUMN "timeZone" TEXT,
ADD COLUMN "calendarPausedAt" TIMESTAMPTZ(3);

CREATE TABLE "QuietStretch" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "QuietStretch_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Sound" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "link" TEXT,
    "platform" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Sound_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "PostCampaign" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "PostCampaignState" NOT NULL DEFAULT 'running',
    "startsOn" DATE NOT NULL,
    "weeks" INTEGER NOT NULL,
    "postsPerWeek" INTEGER NOT NULL,
    "themes" TEXT[],
    "plannedWeeks" INTEGER NOT NULL DEFAULT 0,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PostCampaign_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "ScheduledPost" ADD COLUMN "placedBy" "PostPlacing" NOT NULL DEFAULT 'now',
ADD COLUMN "waitsFor" "PostWait",
ADD COLUMN "needsApproval" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "askedAt" TIMESTAMPTZ(3),
ADD COLUMN "approvedAt" TIMESTAMPTZ(3),
ADD COLUMN "soundId" TEXT,
ADD COLUMN "campaignId" TEXT;

CREATE INDEX "QuietStretch_avatarId_endsOn_idx" ON "QuietStretch"("avatarId", "endsOn");
CREATE UNIQUE INDEX "Sound_title_key" ON "Sound"("title");
CREATE INDEX "PostCampaign_avatarId_idx" ON "PostCampaign"("avatarId");
CREATE INDEX "PostCampaign_state_idx" ON "PostCampaign"("state");
CREATE INDEX "ScheduledPost_soundId_idx" ON "ScheduledPost"("soundId");
CREATE INDEX "ScheduledPost_campaignId_idx" ON "ScheduledPost"("campaignId");

ALTER TABLE "QuietStretch" ADD CONSTRAINT "QuietStretch_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PostCampaign" ADD CONSTRAINT "PostCampaign_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ScheduledPost" ADD CONSTRAINT "ScheduledPost_soundId_fkey" FOREIGN KEY ("soundId") REFERENCES "Sound"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "ScheduledPost" ADD CONSTRAINT "ScheduledPost_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "PostCampaign"("id") ON DELETE SET NULL ON UPDATE CASCADE;
