-- Each move along the funnel, whoever makes it: written by the database, so that no writer can forget it.
CREATE TABLE "StageChange" (
    "id" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "from" "FunnelStage" NOT NULL,
    "to" "FunnelStage" NOT NULL,
    "score" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StageChange_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "StageChange_conversationId_idx" ON "StageChange"("conversationId");
CREATE INDEX "StageChange_at_idx" ON "StageChange" USING BRIN ("at");
ALTER TABLE "StageChange" ADD CONSTRAINT "StageChange_conversationId_fkey" FOREIGN KEY ("conversationId")
    REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION record_stage_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "StageChange" ("id", "conversationId", "from", "to", "score", "at")
  VALUES ('stc_' || replace(gen_random_uuid()::text, '-', ''), NEW."id", OLD."stage", NEW."stage", NEW."score", NEW."stageSince");
  RETURN NULL;
END $$;
CREATE TRIGGER conversation_stage_change AFTER UPDATE OF "stage" ON "Conversation"
    FOR EACH ROW WHEN (OLD."stage" IS DISTINCT FROM NEW."stage") EXECUTE FUNCTION record_stage_change();

-- What was foretold when an offer was made, beside what became of it: the calibration report compares the two.
ALTER TABLE "Offer" ADD COLUMN "conversionChance" DOUBLE PRECISION;
CREATE FUNCTION foretell_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."conversionChance" := (SELECT "conversionChance" FROM "Conversation" WHERE "id" = NEW."conversationId");
  RETURN NEW;
END $$;
CREATE TRIGGER offer_foretold BEFORE INSERT ON "Offer"
    FOR EACH ROW WHEN (NEW."conversionChance" IS NULL) EXECUTE FUNCTION foretell_offer();
