-- Accounts are linked by the platform's own log-in, and their tokens are renewed ahead of their end.
ALTER TABLE "Account"
  ADD COLUMN "tokenIssuedAt" TIMESTAMPTZ(3),
  ADD COLUMN "tokenCheckedAt" TIMESTAMPTZ(3),
  ADD COLUMN "renewingAt" TIMESTAMPTZ(3),
  ADD COLUMN "reconnectAskedAt" TIMESTAMPTZ(3);

-- Instagram's tokens end after 60 days, and nobody wrote down when: known here since the account was connected.
UPDATE "Account" SET "tokenIssuedAt" = "connectedAt", "tokenCheckedAt" = "connectedAt"
WHERE platform = 'instagram' AND "accessToken" IS NOT NULL AND NOT emulated;

CREATE TABLE "AccountLogin" (
  "id" TEXT NOT NULL,
  "operatorId" TEXT NOT NULL,
  "avatarId" TEXT NOT NULL,
  "accountId" TEXT,
  "platform" TEXT NOT NULL,
  "provider" TEXT NOT NULL,
  "handle" TEXT,
  "verifier" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "usedAt" TIMESTAMPTZ(3),
  "endedAt" TIMESTAMPTZ(3),
  "outcome" TEXT,
  CONSTRAINT "AccountLogin_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "AccountLogin_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "AccountLogin_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "AccountLogin_avatarId_idx" ON "AccountLogin"("avatarId");
CREATE INDEX "AccountLogin_accountId_idx" ON "AccountLogin"("accountId");
CREATE INDEX "AccountLogin_endedAt_usedAt_idx" ON "AccountLogin"("endedAt", "usedAt");
