-- Chats and channels where the team works together, and the topics of avatars in them.
CREATE TABLE "TeamRoom" (
    "id" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "hasTopics" BOOLEAN NOT NULL DEFAULT false,
    "trouble" TEXT,
    "linkedById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TeamRoom_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "TeamRoom_surface_externalId_key" ON "TeamRoom"("surface", "externalId");

CREATE TABLE "AvatarTopic" (
    "id" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "threadId" TEXT,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AvatarTopic_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "AvatarTopic_roomId_avatarId_key" ON "AvatarTopic"("roomId", "avatarId");
CREATE UNIQUE INDEX "AvatarTopic_roomId_threadId_key" ON "AvatarTopic"("roomId", "threadId");
CREATE INDEX "AvatarTopic_avatarId_idx" ON "AvatarTopic"("avatarId");
ALTER TABLE "AvatarTopic" ADD CONSTRAINT "AvatarTopic_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "TeamRoom"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "AvatarTopic" ADD CONSTRAINT "AvatarTopic_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Answers that a model is writing: what a crash leaves of them is closed.
CREATE TABLE "OpenAnswer" (
    "id" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "threadId" TEXT,
    "messageId" TEXT,
    "language" TEXT NOT NULL,
    "touchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OpenAnswer_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "OpenAnswer_surface_touchedAt_idx" ON "OpenAnswer"("surface", "touchedAt");
