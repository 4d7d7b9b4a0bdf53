-- Experiments come into use: plan, books, harms, one assignment a fan, exposure at send, deployed wordings.

-- AlterTable
ALTER TABLE "Experiment" ADD COLUMN     "baselineRate" DOUBLE PRECISION NOT NULL DEFAULT 0.05,
ADD COLUMN     "deployForced" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "deployedAt" TIMESTAMPTZ(3),
ADD COLUMN     "deployedById" TEXT,
ADD COLUMN     "language" TEXT,
ADD COLUMN     "minimalEffect" DOUBLE PRECISION NOT NULL DEFAULT 0.05,
ADD COLUMN     "windowHours" INTEGER NOT NULL DEFAULT 168;

-- AlterTable
ALTER TABLE "ExperimentVariant" ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stoppedAt" TIMESTAMPTZ(3),
ADD COLUMN     "stoppedReason" TEXT;

-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "variantId" TEXT;

-- AlterTable
ALTER TABLE "ExperimentAssignment" ADD COLUMN     "blockedAt" TIMESTAMPTZ(3),
ADD COLUMN     "complainedAt" TIMESTAMPTZ(3),
ADD COLUMN     "experimentId" TEXT,
ADD COLUMN     "optedOutAt" TIMESTAMPTZ(3),
ADD COLUMN     "sandbox" BOOLEAN NOT NULL DEFAULT true;

-- A fan has one variant of an experiment: the first one given stays.
UPDATE "ExperimentAssignment" a SET "experimentId" = v."experimentId" FROM "ExperimentVariant" v WHERE v.id = a."variantId";
DELETE FROM "ExperimentAssignment" a USING "ExperimentAssignment" b
WHERE a."experimentId" = b."experimentId" AND a."fanId" = b."fanId" AND (a."createdAt", a.id) > (b."createdAt", b.id);
ALTER TABLE "ExperimentAssignment" ALTER COLUMN "experimentId" SET NOT NULL;

-- DropIndex
DROP INDEX "ExperimentAssignment_variantId_fanId_key";

-- CreateIndex
CREATE UNIQUE INDEX "ExperimentAssignment_experimentId_fanId_key" ON "ExperimentAssignment"("experimentId", "fanId");

-- CreateIndex
CREATE INDEX "ExperimentAssignment_variantId_idx" ON "ExperimentAssignment"("variantId");

-- AddForeignKey
ALTER TABLE "ExperimentAssignment" ADD CONSTRAINT "ExperimentAssignment_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- At most one runs: of any that run beside each other the newest goes on.
UPDATE "Experiment" e SET state = 'ended', "endedAt" = coalesce(e."endedAt", CURRENT_TIMESTAMP)
WHERE e.state = 'running' AND EXISTS (
  SELECT 1 FROM "Experiment" n WHERE n."avatarId" = e."avatarId" AND n.element = e.element AND n.state = 'running'
  AND (n."createdAt", n.id) > (e."createdAt", e.id));
CREATE UNIQUE INDEX "Experiment_running" ON "Experiment" ("avatarId", element) WHERE state = 'running';

-- Exposure is a fact of the transaction that records the message as sent, whoever learns of it first: a draft that was
-- rejected, a message that was blocked or failed exposes nobody.
CREATE FUNCTION record_exposure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "ExperimentAssignment" a SET "exposedAt" = NEW."sentAt" FROM "Conversation" c
  WHERE c.id = NEW."conversationId" AND a."fanId" = c."fanId" AND a."variantId" = NEW."variantId" AND a."exposedAt" IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "OutboundMessage_exposure" AFTER UPDATE OF state ON "OutboundMessage" FOR EACH ROW
WHEN (NEW.state = 'sent' AND OLD.state <> 'sent' AND NEW."variantId" IS NOT NULL) EXECUTE FUNCTION record_exposure();

-- What a turn needs of experiments. Result: {"experiments": running ones, "wordings": deployed, newest by element and language}
CREATE FUNCTION fan_wordings(p_avatar text, p_fan text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'experiments', (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', e.id, 'element', e.element, 'language', e.language,
        'assignedId', (SELECT a."variantId" FROM "ExperimentAssignment" a WHERE a."experimentId" = e.id AND a."fanId" = p_fan),
        'variants', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'allocation', v.allocation, 'content', v.content,
                       'stopped', v."stoppedAt" IS NOT NULL) ORDER BY v.id), '[]')
                     FROM "ExperimentVariant" v WHERE v."experimentId" = e.id))), '[]')
      FROM "Experiment" e WHERE e."avatarId" = p_avatar AND e.state = 'running'),
    'wordings', (SELECT coalesce(jsonb_agg(jsonb_build_object('element', s.element, 'language', s.language, 'content', s.content)), '[]')
      FROM (SELECT DISTINCT ON (e.element, e.language) e.element, e.language, v.content
            FROM "Experiment" e JOIN "ExperimentVariant" v ON v.id = e."winnerId"
            WHERE e."avatarId" = p_avatar AND e.state = 'deployed' AND v.content <> '{}'
            ORDER BY e.element, e.language, e."deployedAt" DESC) s))
$$;
