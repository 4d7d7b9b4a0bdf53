-- Embeddings of persona facts and fan memories.
CREATE EXTENSION IF NOT EXISTS vector;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "AvatarState" AS ENUM ('draft', 'face_ready', 'dataset_ready', 'training', 'trained', 'validated', 'active', 'paused', 'retired');

-- CreateEnum
CREATE TYPE "Autonomy" AS ENUM ('auto', 'draft', 'off');

-- CreateEnum
CREATE TYPE "FieldOrigin" AS ENUM ('manual', 'generated', 'default');

-- CreateEnum
CREATE TYPE "Likeness" AS ENUM ('fictional', 'operator_own', 'third_party');

-- CreateEnum
CREATE TYPE "LoraState" AS ENUM ('candidate', 'active', 'retired', 'deleted');

-- CreateEnum
CREATE TYPE "TrainingState" AS ENUM ('planned', 'submitted', 'running', 'succeeded', 'failed', 'canceled', 'unknown');

-- CreateEnum
CREATE TYPE "Tier" AS ENUM ('safe', 'suggestive', 'restricted');

-- CreateEnum
CREATE TYPE "PieceKind" AS ENUM ('image', 'carousel', 'video', 'voice');

-- CreateEnum
CREATE TYPE "PieceState" AS ENUM ('planned', 'generating', 'unknown', 'held', 'ready', 'approved', 'rejected', 'failed', 'published');

-- CreateEnum
CREATE TYPE "BatchState" AS ENUM ('planned', 'running', 'completed', 'paused', 'canceled');

-- CreateEnum
CREATE TYPE "AccountState" AS ENUM ('warming', 'healthy', 'degraded', 'limited', 'suspended', 'disconnected');

-- CreateEnum
CREATE TYPE "PostState" AS ENUM ('scheduled', 'preparing', 'committing', 'unknown', 'published', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "FunnelStage" AS ENUM ('lead_magnet', 'qualification', 'conversion');

-- CreateEnum
CREATE TYPE "AgeState" AS ENUM ('unknown', 'declared_adult', 'verified_adult', 'minor');

-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('in', 'out');

-- CreateEnum
CREATE TYPE "MessageAuthor" AS ENUM ('fan', 'avatar', 'operator', 'system');

-- CreateEnum
CREATE TYPE "OutboundState" AS ENUM ('draft', 'pending', 'sending', 'unknown', 'sent', 'blocked', 'failed', 'discarded');

-- CreateEnum
CREATE TYPE "InboundState" AS ENUM ('received', 'processed', 'ignored', 'failed');

-- CreateEnum
CREATE TYPE "CostState" AS ENUM ('reserved', 'settled', 'released');

-- CreateEnum
CREATE TYPE "OfferLayer" AS ENUM ('free', 'subscription', 'pack', 'custom');

-- CreateEnum
CREATE TYPE "OfferState" AS ENUM ('draft', 'shown', 'refused', 'accepted', 'paid', 'expired', 'withdrawn');

-- CreateEnum
CREATE TYPE "PurchaseState" AS ENUM ('pending', 'paid', 'refunded', 'disputed', 'expired');

-- CreateEnum
CREATE TYPE "SubscriptionState" AS ENUM ('active', 'grace', 'canceled', 'ended');

-- CreateEnum
CREATE TYPE "PaymentEventState" AS ENUM ('received', 'applied', 'refused');

-- CreateEnum
CREATE TYPE "ExperimentState" AS ENUM ('draft', 'running', 'ended', 'deployed');

-- CreateEnum
CREATE TYPE "RunCardState" AS ENUM ('waiting', 'approved', 'running', 'done', 'failed', 'canceled', 'expired');

-- CreateEnum
CREATE TYPE "OperatorRole" AS ENUM ('owner', 'manager', 'chatter', 'analyst');

-- CreateTable
CREATE TABLE "Avatar" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "AvatarState" NOT NULL DEFAULT 'draft',
    "stateBeforePause" "AvatarState",
    "statedAge" INTEGER NOT NULL,
    "brief" TEXT NOT NULL,
    "niche" TEXT NOT NULL DEFAULT 'lifestyle',
    "languages" TEXT[] DEFAULT ARRAY['en']::TEXT[],
    "timeZone" TEXT NOT NULL DEFAULT 'America/New_York',
    "autonomy" "Autonomy" NOT NULL DEFAULT 'auto',
    "likeness" "Likeness" NOT NULL DEFAULT 'fictional',
    "voice" JSONB,
    "referenceAssetId" TEXT,
    "activeLoraId" TEXT,
    "similarityThreshold" DOUBLE PRECISION,
    "nextPieceNumber" INTEGER NOT NULL DEFAULT 1,
    "nextBatchNumber" INTEGER NOT NULL DEFAULT 1,
    "isExample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Avatar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonaField" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "origin" "FieldOrigin" NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PersonaField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonaFact" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "embedding" vector(1024),
    "embeddingModel" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PersonaFact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LoraModel" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT,
    "name" TEXT NOT NULL,
    "triggerWord" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "sha256" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "state" "LoraState" NOT NULL DEFAULT 'candidate',
    "exam" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LoraModel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Training" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "state" "TrainingState" NOT NULL DEFAULT 'planned',
    "provider" TEXT NOT NULL,
    "externalId" TEXT,
    "parameters" JSONB NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "etaAt" TIMESTAMPTZ(3),
    "loraId" TEXT,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Training_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "subjectName" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "evidenceKey" TEXT,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Template" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "category" TEXT NOT NULL,
    "tier" "Tier" NOT NULL,
    "prompt" TEXT NOT NULL,
    "pose" TEXT NOT NULL,
    "lighting" TEXT NOT NULL,
    "angle" TEXT NOT NULL,
    "aspectRatio" TEXT NOT NULL,
    "niches" TEXT[],
    "tags" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Preset" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "negative" TEXT NOT NULL,
    "keywords" TEXT[],
    "lighting" TEXT[],
    "poses" TEXT[],
    "cfg" DOUBLE PRECISION NOT NULL,
    "steps" INTEGER NOT NULL,
    "shipped" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Preset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Batch" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "BatchState" NOT NULL DEFAULT 'planned',
    "requested" INTEGER NOT NULL,
    "plan" JSONB NOT NULL,
    "shortfall" JSONB,
    "presetKey" TEXT,
    "operatorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Piece" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "batchId" TEXT,
    "number" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "kind" "PieceKind" NOT NULL DEFAULT 'image',
    "state" "PieceState" NOT NULL DEFAULT 'planned',
    "templateKey" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "negative" TEXT NOT NULL DEFAULT '',
    "seed" INTEGER NOT NULL,
    "aspectRatio" TEXT NOT NULL DEFAULT '4:5',
    "tier" "Tier" NOT NULL,
    "explicitness" INTEGER NOT NULL DEFAULT 1,
    "caption" TEXT NOT NULL DEFAULT '',
    "captionOptions" JSONB,
    "hashtags" TEXT[],
    "assetId" TEXT,
    "moderation" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "provider" TEXT,
    "providerJobId" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "error" TEXT,
    "approvedById" TEXT,
    "approvedHash" TEXT,
    "approvedAt" TIMESTAMPTZ(3),
    "rejectedReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Piece_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Asset" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "thumbnailKey" TEXT,
    "contentType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "durationMs" INTEGER,
    "sha256" TEXT NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "modelVersion" TEXT,
    "prompt" TEXT NOT NULL,
    "negative" TEXT NOT NULL DEFAULT '',
    "seed" INTEGER,
    "loraHash" TEXT,
    "parameters" JSONB NOT NULL,
    "costUsd" DECIMAL(14,6) NOT NULL DEFAULT 0,
    "moderation" JSONB,
    "labelled" BOOLEAN NOT NULL DEFAULT false,
    "heldAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "state" "AccountState" NOT NULL DEFAULT 'warming',
    "emulated" BOOLEAN NOT NULL DEFAULT false,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "tokenExpiresAt" TIMESTAMPTZ(3),
    "scopes" TEXT[],
    "rateState" JSONB,
    "pausedAt" TIMESTAMPTZ(3),
    "connectedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScheduledPost" (
    "id" TEXT NOT NULL,
    "pieceId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "state" "PostState" NOT NULL DEFAULT 'scheduled',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "caption" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "containerId" TEXT,
    "externalId" TEXT,
    "permalink" TEXT,
    "labelled" BOOLEAN,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reschedules" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "error" TEXT,
    "errorCode" TEXT,
    "insights" JSONB,
    "operatorId" TEXT,
    "publishedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ScheduledPost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PostAttempt" (
    "id" TEXT NOT NULL,
    "postId" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "errorCode" TEXT,
    "detail" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PostAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HealthCheck" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "state" "AccountState" NOT NULL,
    "facts" JSONB NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HealthCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Fan" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "displayName" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT 'en',
    "country" TEXT,
    "ageState" "AgeState" NOT NULL DEFAULT 'unknown',
    "tags" TEXT[],
    "notes" TEXT NOT NULL DEFAULT '',
    "blockedAt" TIMESTAMPTZ(3),
    "lockHash" TEXT,
    "spentUsd" DECIMAL(12,2) NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Fan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FanAddress" (
    "id" TEXT NOT NULL,
    "fanId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FanAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "fanId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "stage" "FunnelStage" NOT NULL DEFAULT 'lead_magnet',
    "stageSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "score" INTEGER NOT NULL DEFAULT 10,
    "scoreReasons" JSONB,
    "conversionChance" DOUBLE PRECISION NOT NULL DEFAULT 0.05,
    "sentiment" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "sentimentSamples" INTEGER NOT NULL DEFAULT 0,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "answeredSeq" INTEGER NOT NULL DEFAULT 0,
    "replyDueAt" TIMESTAMPTZ(3),
    "firstUnansweredAt" TIMESTAMPTZ(3),
    "leaseToken" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "lastInboundAt" TIMESTAMPTZ(3),
    "lastOutboundAt" TIMESTAMPTZ(3),
    "disclosedAt" TIMESTAMPTZ(3),
    "chatStartedAt" TIMESTAMPTZ(3),
    "unansweredOut" INTEGER NOT NULL DEFAULT 0,
    "noOfferUntil" TIMESTAMPTZ(3),
    "silentUntil" TIMESTAMPTZ(3),
    "optedOutAt" TIMESTAMPTZ(3),
    "minorLockedAt" TIMESTAMPTZ(3),
    "crisisAt" TIMESTAMPTZ(3),
    "bannedAt" TIMESTAMPTZ(3),
    "botPausedUntil" TIMESTAMPTZ(3),
    "handoverReason" TEXT,
    "humanSince" TIMESTAMPTZ(3),
    "autonomy" "Autonomy",
    "failures" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "direction" "Direction" NOT NULL,
    "author" "MessageAuthor" NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'text',
    "text" TEXT NOT NULL,
    "attachments" JSONB,
    "externalId" TEXT,
    "intent" TEXT,
    "sentiment" DOUBLE PRECISION,
    "deletedAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundMessage" (
    "id" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "upToSeq" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL DEFAULT 0,
    "kind" TEXT NOT NULL,
    "author" "MessageAuthor" NOT NULL DEFAULT 'avatar',
    "text" TEXT NOT NULL,
    "mediaKey" TEXT,
    "offerId" TEXT,
    "operatorId" TEXT,
    "state" "OutboundState" NOT NULL DEFAULT 'pending',
    "blockedBy" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "externalId" TEXT,
    "promptVersions" JSONB,
    "model" TEXT,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sendingAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FanMemory" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "fanId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'fact',
    "confidence" DOUBLE PRECISION NOT NULL DEFAULT 0.5,
    "embedding" vector(1024),
    "embeddingModel" TEXT,
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FanMemory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundEvent" (
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "InboundState" NOT NULL DEFAULT 'received',
    "payload" JSONB NOT NULL,
    "conversationId" TEXT,
    "error" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "processedAt" TIMESTAMPTZ(3),

    CONSTRAINT "InboundEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PriceBookEntry" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "usd" DECIMAL(14,8) NOT NULL,
    "effectiveAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL,

    CONSTRAINT "PriceBookEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CostEntry" (
    "id" TEXT NOT NULL,
    "attemptKey" TEXT NOT NULL,
    "state" "CostState" NOT NULL DEFAULT 'reserved',
    "avatarId" TEXT,
    "batchId" TEXT,
    "pieceId" TEXT,
    "conversationId" TEXT,
    "operatorId" TEXT,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "units" DECIMAL(18,4) NOT NULL,
    "reservedUsd" DECIMAL(14,6) NOT NULL DEFAULT 0,
    "amountUsd" DECIMAL(14,6) NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "CostEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Budget" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT,
    "scope" TEXT NOT NULL,
    "periodKey" TEXT NOT NULL,
    "limitUsd" DECIMAL(14,6) NOT NULL,
    "usedUsd" DECIMAL(14,6) NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Budget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pack" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "priceUsd" DECIMAL(12,2) NOT NULL,
    "pieceCount" INTEGER NOT NULL,
    "explicitFrom" INTEGER NOT NULL,
    "explicitTo" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Pack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PackPiece" (
    "id" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "pieceId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "PackPiece_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Offer" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "fanId" TEXT NOT NULL,
    "conversationId" TEXT,
    "packId" TEXT,
    "layer" "OfferLayer" NOT NULL,
    "state" "OfferState" NOT NULL DEFAULT 'draft',
    "priceUsd" DECIMAL(12,2) NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "token" TEXT NOT NULL,
    "refusalReason" TEXT,
    "shownAt" TIMESTAMPTZ(3),
    "paidAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "variantId" TEXT,
    "sandbox" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Purchase" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "fanId" TEXT NOT NULL,
    "offerId" TEXT NOT NULL,
    "state" "PurchaseState" NOT NULL DEFAULT 'pending',
    "provider" TEXT NOT NULL,
    "intentId" TEXT NOT NULL,
    "chargeId" TEXT,
    "amountUsd" DECIMAL(12,2) NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "sandbox" BOOLEAN NOT NULL DEFAULT true,
    "galleryToken" TEXT,
    "unlockedAt" TIMESTAMPTZ(3),
    "galleryExpiresAt" TIMESTAMPTZ(3),
    "paidAt" TIMESTAMPTZ(3),
    "refundedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Purchase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Subscription" (
    "id" TEXT NOT NULL,
    "fanId" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "state" "SubscriptionState" NOT NULL,
    "priceUsd" DECIMAL(12,2) NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "renewsAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentEvent" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "intentId" TEXT,
    "chargeId" TEXT,
    "amountUsd" DECIMAL(12,2),
    "currency" TEXT,
    "state" "PaymentEventState" NOT NULL DEFAULT 'received',
    "reason" TEXT,
    "payload" JSONB NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "appliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PaymentEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Experiment" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "element" TEXT NOT NULL,
    "state" "ExperimentState" NOT NULL DEFAULT 'draft',
    "sampleSize" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "winnerId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Experiment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExperimentVariant" (
    "id" TEXT NOT NULL,
    "experimentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "allocation" INTEGER NOT NULL,

    CONSTRAINT "ExperimentVariant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExperimentAssignment" (
    "id" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "fanId" TEXT NOT NULL,
    "exposedAt" TIMESTAMPTZ(3),
    "convertedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExperimentAssignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunCard" (
    "id" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "inputHash" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "quoteUsd" DECIMAL(14,6) NOT NULL,
    "state" "RunCardState" NOT NULL DEFAULT 'waiting',
    "requestedById" TEXT NOT NULL,
    "approverRole" "OperatorRole" NOT NULL,
    "result" JSONB,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RunCard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Approval" (
    "id" TEXT NOT NULL,
    "runCardId" TEXT,
    "subject" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "role" "OperatorRole" NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyRecord" (
    "id" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "result" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ButtonPayload" (
    "id" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ButtonPayload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChatEntry" (
    "id" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "card" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChatEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "dedupeKey" TEXT,
    "availableAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    "dispatchedAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "actorId" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "subject" TEXT,
    "outcome" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "detail" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrustEvent" (
    "id" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "control" TEXT NOT NULL,
    "ruleVersion" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "TrustEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TakedownTicket" (
    "id" TEXT NOT NULL,
    "assetId" TEXT,
    "reporter" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TakedownTicket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Operator" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "passwordHash" TEXT,
    "role" "OperatorRole" NOT NULL DEFAULT 'chatter',
    "language" TEXT NOT NULL DEFAULT 'en',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OperatorIdentity" (
    "id" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OperatorIdentity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AvatarOperator" (
    "id" TEXT NOT NULL,
    "avatarId" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,

    CONSTRAINT "AvatarOperator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "csrfToken" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LoginLink" (
    "id" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LoginLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LoginFailure" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LoginFailure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "role" "OperatorRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Avatar_slug_key" ON "Avatar"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "PersonaField_avatarId_name_key" ON "PersonaField"("avatarId", "name");

-- CreateIndex
CREATE INDEX "PersonaFact_avatarId_idx" ON "PersonaFact"("avatarId");

-- CreateIndex
CREATE INDEX "LoraModel_avatarId_idx" ON "LoraModel"("avatarId");

-- CreateIndex
CREATE UNIQUE INDEX "Training_externalId_key" ON "Training"("externalId");

-- CreateIndex
CREATE INDEX "Training_avatarId_idx" ON "Training"("avatarId");

-- CreateIndex
CREATE INDEX "Consent_avatarId_idx" ON "Consent"("avatarId");

-- CreateIndex
CREATE UNIQUE INDEX "Template_key_key" ON "Template"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Preset_key_key" ON "Preset"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Batch_avatarId_number_key" ON "Batch"("avatarId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Piece_assetId_key" ON "Piece"("assetId");

-- CreateIndex
CREATE INDEX "Piece_batchId_idx" ON "Piece"("batchId");

-- CreateIndex
CREATE INDEX "Piece_state_updatedAt_idx" ON "Piece"("state", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Piece_avatarId_number_key" ON "Piece"("avatarId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Asset_storageKey_key" ON "Asset"("storageKey");

-- CreateIndex
CREATE INDEX "Asset_avatarId_idx" ON "Asset"("avatarId");

-- CreateIndex
CREATE INDEX "Asset_sha256_idx" ON "Asset"("sha256");

-- CreateIndex
CREATE INDEX "Account_avatarId_idx" ON "Account"("avatarId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_platform_externalId_key" ON "Account"("platform", "externalId");

-- CreateIndex
CREATE INDEX "ScheduledPost_state_dueAt_idx" ON "ScheduledPost"("state", "dueAt");

-- CreateIndex
CREATE INDEX "ScheduledPost_accountId_idx" ON "ScheduledPost"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "ScheduledPost_pieceId_accountId_key" ON "ScheduledPost"("pieceId", "accountId");

-- CreateIndex
CREATE INDEX "PostAttempt_postId_idx" ON "PostAttempt"("postId");

-- CreateIndex
CREATE INDEX "HealthCheck_accountId_checkedAt_idx" ON "HealthCheck"("accountId", "checkedAt");

-- CreateIndex
CREATE INDEX "Fan_avatarId_idx" ON "Fan"("avatarId");

-- CreateIndex
CREATE INDEX "FanAddress_fanId_idx" ON "FanAddress"("fanId");

-- CreateIndex
CREATE UNIQUE INDEX "FanAddress_accountId_externalId_key" ON "FanAddress"("accountId", "externalId");

-- CreateIndex
CREATE INDEX "Conversation_avatarId_lastInboundAt_idx" ON "Conversation"("avatarId", "lastInboundAt");

-- CreateIndex
CREATE INDEX "Conversation_replyDueAt_idx" ON "Conversation"("replyDueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_fanId_accountId_key" ON "Conversation"("fanId", "accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Message_conversationId_seq_key" ON "Message"("conversationId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Message_conversationId_externalId_key" ON "Message"("conversationId", "externalId");

-- CreateIndex
CREATE INDEX "OutboundMessage_state_createdAt_idx" ON "OutboundMessage"("state", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutboundMessage_conversationId_upToSeq_ordinal_key" ON "OutboundMessage"("conversationId", "upToSeq", "ordinal");

-- CreateIndex
CREATE INDEX "FanMemory_avatarId_fanId_idx" ON "FanMemory"("avatarId", "fanId");

-- CreateIndex
CREATE UNIQUE INDEX "FanMemory_fanId_text_key" ON "FanMemory"("fanId", "text");

-- CreateIndex
CREATE INDEX "InboundEvent_state_receivedAt_idx" ON "InboundEvent"("state", "receivedAt");

-- CreateIndex
CREATE INDEX "InboundEvent_conversationId_idx" ON "InboundEvent"("conversationId");

-- CreateIndex
CREATE UNIQUE INDEX "InboundEvent_source_eventId_key" ON "InboundEvent"("source", "eventId");

-- CreateIndex
CREATE UNIQUE INDEX "PriceBookEntry_provider_model_unit_effectiveAt_key" ON "PriceBookEntry"("provider", "model", "unit", "effectiveAt");

-- CreateIndex
CREATE UNIQUE INDEX "CostEntry_attemptKey_key" ON "CostEntry"("attemptKey");

-- CreateIndex
CREATE INDEX "CostEntry_avatarId_createdAt_idx" ON "CostEntry"("avatarId", "createdAt");

-- CreateIndex
CREATE INDEX "CostEntry_batchId_idx" ON "CostEntry"("batchId");

-- CreateIndex
CREATE INDEX "CostEntry_createdAt_idx" ON "CostEntry"("createdAt");

-- CreateIndex
CREATE INDEX "Budget_avatarId_idx" ON "Budget"("avatarId");

-- CreateIndex
CREATE UNIQUE INDEX "Budget_scope_periodKey_key" ON "Budget"("scope", "periodKey");

-- CreateIndex
CREATE UNIQUE INDEX "Pack_avatarId_slug_key" ON "Pack"("avatarId", "slug");

-- CreateIndex
CREATE INDEX "PackPiece_pieceId_idx" ON "PackPiece"("pieceId");

-- CreateIndex
CREATE UNIQUE INDEX "PackPiece_packId_pieceId_key" ON "PackPiece"("packId", "pieceId");

-- CreateIndex
CREATE UNIQUE INDEX "Offer_token_key" ON "Offer"("token");

-- CreateIndex
CREATE INDEX "Offer_avatarId_createdAt_idx" ON "Offer"("avatarId", "createdAt");

-- CreateIndex
CREATE INDEX "Offer_fanId_idx" ON "Offer"("fanId");

-- CreateIndex
CREATE INDEX "Offer_conversationId_idx" ON "Offer"("conversationId");

-- CreateIndex
CREATE UNIQUE INDEX "Purchase_intentId_key" ON "Purchase"("intentId");

-- CreateIndex
CREATE UNIQUE INDEX "Purchase_chargeId_key" ON "Purchase"("chargeId");

-- CreateIndex
CREATE UNIQUE INDEX "Purchase_galleryToken_key" ON "Purchase"("galleryToken");

-- CreateIndex
CREATE INDEX "Purchase_avatarId_paidAt_idx" ON "Purchase"("avatarId", "paidAt");

-- CreateIndex
CREATE INDEX "Purchase_fanId_idx" ON "Purchase"("fanId");

-- CreateIndex
CREATE INDEX "Purchase_offerId_idx" ON "Purchase"("offerId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_externalId_key" ON "Subscription"("externalId");

-- CreateIndex
CREATE INDEX "Subscription_fanId_idx" ON "Subscription"("fanId");

-- CreateIndex
CREATE INDEX "PaymentEvent_intentId_idx" ON "PaymentEvent"("intentId");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentEvent_provider_eventId_key" ON "PaymentEvent"("provider", "eventId");

-- CreateIndex
CREATE INDEX "Experiment_avatarId_idx" ON "Experiment"("avatarId");

-- CreateIndex
CREATE INDEX "ExperimentVariant_experimentId_idx" ON "ExperimentVariant"("experimentId");

-- CreateIndex
CREATE INDEX "ExperimentAssignment_fanId_idx" ON "ExperimentAssignment"("fanId");

-- CreateIndex
CREATE UNIQUE INDEX "ExperimentAssignment_variantId_fanId_key" ON "ExperimentAssignment"("variantId", "fanId");

-- CreateIndex
CREATE INDEX "RunCard_state_expiresAt_idx" ON "RunCard"("state", "expiresAt");

-- CreateIndex
CREATE INDEX "Approval_subject_idx" ON "Approval"("subject");

-- CreateIndex
CREATE INDEX "Approval_runCardId_idx" ON "Approval"("runCardId");

-- CreateIndex
CREATE UNIQUE INDEX "IdempotencyRecord_actorId_key_key" ON "IdempotencyRecord"("actorId", "key");

-- CreateIndex
CREATE INDEX "ChatEntry_operatorId_surface_createdAt_idx" ON "ChatEntry"("operatorId", "surface", "createdAt");

-- CreateIndex
CREATE INDEX "Outbox_doneAt_failedAt_availableAt_idx" ON "Outbox"("doneAt", "failedAt", "availableAt");

-- CreateIndex
CREATE INDEX "Outbox_dedupeKey_idx" ON "Outbox"("dedupeKey");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_seq_key" ON "AuditEntry"("seq");

-- CreateIndex
CREATE INDEX "TrustEvent_control_at_idx" ON "TrustEvent"("control", "at");

-- CreateIndex
CREATE UNIQUE INDEX "TrustEvent_stream_seq_key" ON "TrustEvent"("stream", "seq");

-- CreateIndex
CREATE INDEX "TakedownTicket_state_dueAt_idx" ON "TakedownTicket"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Operator_email_key" ON "Operator"("email");

-- CreateIndex
CREATE INDEX "OperatorIdentity_operatorId_idx" ON "OperatorIdentity"("operatorId");

-- CreateIndex
CREATE UNIQUE INDEX "OperatorIdentity_surface_externalId_key" ON "OperatorIdentity"("surface", "externalId");

-- CreateIndex
CREATE INDEX "AvatarOperator_operatorId_idx" ON "AvatarOperator"("operatorId");

-- CreateIndex
CREATE UNIQUE INDEX "AvatarOperator_avatarId_operatorId_key" ON "AvatarOperator"("avatarId", "operatorId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_operatorId_idx" ON "Session"("operatorId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "LoginLink_tokenHash_key" ON "LoginLink"("tokenHash");

-- CreateIndex
CREATE INDEX "LoginFailure_key_occurredAt_idx" ON "LoginFailure"("key", "occurredAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE INDEX "ApiToken_operatorId_idx" ON "ApiToken"("operatorId");

-- AddForeignKey
ALTER TABLE "PersonaField" ADD CONSTRAINT "PersonaField_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonaFact" ADD CONSTRAINT "PersonaFact_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LoraModel" ADD CONSTRAINT "LoraModel_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Training" ADD CONSTRAINT "Training_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Batch" ADD CONSTRAINT "Batch_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Piece" ADD CONSTRAINT "Piece_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Piece" ADD CONSTRAINT "Piece_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "Batch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Piece" ADD CONSTRAINT "Piece_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Asset" ADD CONSTRAINT "Asset_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScheduledPost" ADD CONSTRAINT "ScheduledPost_pieceId_fkey" FOREIGN KEY ("pieceId") REFERENCES "Piece"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScheduledPost" ADD CONSTRAINT "ScheduledPost_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostAttempt" ADD CONSTRAINT "PostAttempt_postId_fkey" FOREIGN KEY ("postId") REFERENCES "ScheduledPost"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HealthCheck" ADD CONSTRAINT "HealthCheck_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fan" ADD CONSTRAINT "Fan_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FanAddress" ADD CONSTRAINT "FanAddress_fanId_fkey" FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FanAddress" ADD CONSTRAINT "FanAddress_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_fanId_fkey" FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboundMessage" ADD CONSTRAINT "OutboundMessage_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FanMemory" ADD CONSTRAINT "FanMemory_fanId_fkey" FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CostEntry" ADD CONSTRAINT "CostEntry_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Budget" ADD CONSTRAINT "Budget_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pack" ADD CONSTRAINT "Pack_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PackPiece" ADD CONSTRAINT "PackPiece_packId_fkey" FOREIGN KEY ("packId") REFERENCES "Pack"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PackPiece" ADD CONSTRAINT "PackPiece_pieceId_fkey" FOREIGN KEY ("pieceId") REFERENCES "Piece"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_fanId_fkey" FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_packId_fkey" FOREIGN KEY ("packId") REFERENCES "Pack"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Purchase" ADD CONSTRAINT "Purchase_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Purchase" ADD CONSTRAINT "Purchase_fanId_fkey" FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Purchase" ADD CONSTRAINT "Purchase_offerId_fkey" FOREIGN KEY ("offerId") REFERENCES "Offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_fanId_fkey" FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Experiment" ADD CONSTRAINT "Experiment_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExperimentVariant" ADD CONSTRAINT "ExperimentVariant_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExperimentAssignment" ADD CONSTRAINT "ExperimentAssignment_variantId_fkey" FOREIGN KEY ("variantId") REFERENCES "ExperimentVariant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExperimentAssignment" ADD CONSTRAINT "ExperimentAssignment_fanId_fkey" FOREIGN KEY ("fanId") REFERENCES "Fan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Approval" ADD CONSTRAINT "Approval_runCardId_fkey" FOREIGN KEY ("runCardId") REFERENCES "RunCard"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OperatorIdentity" ADD CONSTRAINT "OperatorIdentity_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AvatarOperator" ADD CONSTRAINT "AvatarOperator_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AvatarOperator" ADD CONSTRAINT "AvatarOperator_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;


