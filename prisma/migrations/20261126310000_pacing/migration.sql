-- How an avatar answers: what its operators set, when a message goes out, and whether it is spoken.
ALTER TABLE "OutboundMessage"
  -- Not before then; null: at once.
  ADD COLUMN "dueAt" TIMESTAMPTZ(3),
  -- The answer's messages of the fan begin after this one.
  ADD COLUMN "afterSeq" INTEGER,
  -- null: as text. "voice": spoken, the text being its transcript.
  ADD COLUMN "form" TEXT;

-- The workspace's settings, the avatar's own over them; {} where nobody set any. The keys are in agents/commands/conversation.
CREATE FUNCTION pacing_settings(p_avatar text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT value FROM "Setting" WHERE key = 'pacing'), '{}')
      || coalesce((SELECT value FROM "Setting" WHERE key = 'pacing:' || p_avatar), '{}');
END $$;

-- A message on its way in, with how long its avatar waits for the end of a burst where that is set.
CREATE FUNCTION with_burst(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v jsonb;
BEGIN
  SELECT pacing_settings(a."avatarId") INTO v FROM "Account" a
  WHERE a.platform = p->>'platform' AND a."externalId" = p->>'accountExternalId';
  IF v IS NULL OR v = '{}' THEN RETURN p; END IF;
  RETURN p || jsonb_strip_nulls(jsonb_build_object('quietMs', v->'quietMs', 'longestMs', v->'longestMs'));
END $$;
