-- Searching for some letters within long texts and names. pg_trgm comes with Postgres and any owner of a database may
-- create it; where it is missing all the same, search works as before, only slower.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'no pg_trgm: searches within texts read whole tables';
END $$;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    CREATE INDEX "Message_text_idx" ON "Message" USING GIN ("text" gin_trgm_ops);
    CREATE INDEX "Fan_displayName_idx" ON "Fan" USING GIN ("displayName" gin_trgm_ops);
    CREATE INDEX "FanAddress_username_idx" ON "FanAddress" USING GIN ("username" gin_trgm_ops);
    CREATE INDEX "FanMemory_text_idx" ON "FanMemory" USING GIN ("text" gin_trgm_ops);
  END IF;
END $$;
