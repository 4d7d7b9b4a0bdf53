-- The people's part of the fan side: who writes in which situation, how long a fan has waited for a person, what the team
-- was told, and how an age was verified.
CREATE TABLE "AutonomyRule" (
  "id" TEXT NOT NULL,
  "avatarId" TEXT NOT NULL,
  "intent" TEXT NOT NULL DEFAULT 'any',
  "stage" TEXT NOT NULL DEFAULT 'any',
  "fromCents" INTEGER NOT NULL DEFAULT 0,
  "autonomy" "Autonomy" NOT NULL,
  "createdById" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "AutonomyRule_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "AutonomyRule_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "AutonomyRule_avatarId_intent_stage_fromCents_key" ON "AutonomyRule"("avatarId", "intent", "stage", "fromCents");

CREATE TABLE "OperatorNotice" (
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "avatarId" TEXT NOT NULL,
  "conversationId" TEXT,
  "facts" JSONB NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "toldAt" TIMESTAMPTZ(3),
  CONSTRAINT "OperatorNotice_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "OperatorNotice_avatarId_fkey" FOREIGN KEY ("avatarId") REFERENCES "Avatar"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "OperatorNotice_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "OperatorNotice_toldAt_createdAt_idx" ON "OperatorNotice"("toldAt", "createdAt");
CREATE INDEX "OperatorNotice_conversationId_idx" ON "OperatorNotice"("conversationId");

ALTER TABLE "OutboundMessage" ADD COLUMN "intent" TEXT, ADD COLUMN "stage" "FunnelStage", ADD COLUMN "priceCents" INTEGER;
ALTER TABLE "Fan" ADD COLUMN "highSpenderAt" TIMESTAMPTZ(3), ADD COLUMN "ageEvidence" TEXT;
ALTER TABLE "Conversation" ADD COLUMN "waitingSince" TIMESTAMPTZ(3), ADD COLUMN "alarms" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "pauseToldUntil" TIMESTAMPTZ(3);
-- The two questions of the alarm, each about few rows.
CREATE INDEX "Conversation_waiting" ON "Conversation" ("waitingSince") WHERE "waitingSince" IS NOT NULL;
CREATE INDEX "Conversation_paused" ON "Conversation" ("botPausedUntil") WHERE "botPausedUntil" IS NOT NULL;
-- Handed over lately, before there was a clock for it: they wait since the fan last wrote. Nobody is reminded of older ones.
UPDATE "Conversation" SET "waitingSince" = "lastInboundAt"
WHERE "handoverReason" IS NOT NULL AND "lastInboundAt" > greatest("humanSince", now() - interval '1 day');

-- An avatar's rules in an order of their own, so that the same rules are the same text.
CREATE FUNCTION autonomy_rules(p_avatar text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('intent', r.intent, 'stage', r.stage, 'fromCents', r."fromCents",
    'autonomy', r.autonomy) ORDER BY r.id), '[]') FROM "AutonomyRule" r WHERE r."avatarId" = p_avatar
$$;

-- When a person is called: the workspace's settings, the avatar's own over them. The keys are in agents/commands/conversation.
CREATE FUNCTION handover_settings(p_avatar text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT value FROM "Setting" WHERE key = 'handover'), '{}')
      || coalesce((SELECT value FROM "Setting" WHERE key = 'handover:' || p_avatar), '{}')
$$;

-- As before, with the avatar's rules of autonomy.
CREATE OR REPLACE FUNCTION send_facts(p_conversation text, p_now timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'avatarState', a.state, 'avatarAutonomy', a.autonomy, 'autonomyRules', autonomy_rules(a.id),
    'autonomy', c.autonomy, 'blockedAt', f."blockedAt",
    'killSwitch', (SELECT value FROM "Setting" WHERE key = 'kill-switch'),
    'lastInboundAt', c."lastInboundAt", 'closedByPlatform', coalesce(c."closedAtSeq" = c."lastSeq", false), 'optedOutAt', c."optedOutAt", 'minorLockedAt', c."minorLockedAt",
    'crisisAt', c."crisisAt", 'bannedAt', c."bannedAt", 'silentUntil', c."silentUntil",
    'botPausedUntil', c."botPausedUntil", 'noOfferUntil', c."noOfferUntil",
    'answeredSeq', c."answeredSeq", 'unansweredOut', c."unansweredOut",
    'offersToday', (SELECT count(*) FROM "Offer" o WHERE o."fanId" = c."fanId" AND o."shownAt" > p_now - interval '1 day')
  )::text
  FROM "Conversation" c JOIN "Avatar" a ON a.id = c."avatarId" JOIN "Fan" f ON f.id = c."fanId"
  WHERE c.id = p_conversation
$$;

-- As before, with what decides who writes.
CREATE OR REPLACE FUNCTION claim_conversation(p_id text, p_lease text, p_lease_ms int, p_now timestamptz, p_history int)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v "Conversation";
BEGIN
  UPDATE "Conversation" SET "leaseToken" = p_lease, "leaseUntil" = p_now + p_lease_ms * interval '1 ms'
  WHERE id = p_id AND ("leaseUntil" IS NULL OR "leaseUntil" <= p_now) RETURNING * INTO v;
  IF v.id IS NULL THEN
    SELECT * INTO v FROM "Conversation" WHERE id = p_id;
    IF v.id IS NULL THEN RETURN '{"state": "gone"}'; END IF;
    RETURN jsonb_build_object('state', 'busy', 'leaseUntil', v."leaseUntil");
  END IF;
  RETURN jsonb_build_object(
    'state', 'claimed',
    'conversation', to_jsonb(v),
    'fan', (SELECT to_jsonb(f) || jsonb_build_object('externalId', a."externalId") FROM "Fan" f
            JOIN "FanAddress" a ON a."fanId" = f.id AND a."accountId" = v."accountId" WHERE f.id = v."fanId" LIMIT 1),
    'account', (SELECT to_jsonb(a) FROM "Account" a WHERE a.id = v."accountId"),
    'avatar', (SELECT to_jsonb(a) FROM "Avatar" a WHERE a.id = v."avatarId"),
    'autonomyRules', autonomy_rules(v."avatarId"),
    'handover', handover_settings(v."avatarId"),
    'persona', (SELECT coalesce(jsonb_object_agg(f.name, f.value), '{}') FROM "PersonaField" f WHERE f."avatarId" = v."avatarId"),
    'open', (SELECT coalesce(jsonb_agg(to_jsonb(o) ORDER BY o."upToSeq", o.ordinal), '[]') FROM "OutboundMessage" o
             WHERE o."conversationId" = p_id AND o.state IN ('pending', 'sending', 'unknown')),
    'unanswered', (SELECT coalesce(jsonb_agg(to_jsonb(m) ORDER BY m.seq), '[]') FROM "Message" m
                   WHERE m."conversationId" = p_id AND m.direction = 'in' AND m.seq > v."answeredSeq"),
    'history', (SELECT coalesce(jsonb_agg(to_jsonb(h) ORDER BY h.seq), '[]') FROM (
                  SELECT * FROM "Message" m WHERE m."conversationId" = p_id
                  AND NOT (m.direction = 'in' AND m.seq > v."answeredSeq") ORDER BY m.seq DESC LIMIT p_history) h),
    'offers', (SELECT coalesce(jsonb_agg(to_jsonb(o) ORDER BY o."createdAt"), '[]') FROM (
                  SELECT * FROM "Offer" x WHERE x."fanId" = v."fanId" ORDER BY x."createdAt" DESC LIMIT 20) o)
  );
END $$;

-- As before, with what a message is judged by, and the clock of those who wait for a person.
CREATE OR REPLACE FUNCTION answer_conversation(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_id text := p->>'conversationId';
  v_up_to int := (p->>'upToSeq')::int;
  v_now timestamptz := (p->>'now')::timestamptz;
  v_first timestamptz;
  v_last timestamptz;
BEGIN
  PERFORM 1 FROM "Conversation" WHERE id = v_id AND "leaseToken" = p->>'leaseToken'
    AND "answeredSeq" = (p->>'answeredSeq')::int FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT min("createdAt"), max("createdAt") INTO v_first, v_last FROM "Message"
  WHERE "conversationId" = v_id AND direction = 'in' AND seq > v_up_to;
  UPDATE "Conversation" SET
    "answeredSeq" = v_up_to,
    -- Messages that came in meanwhile keep the conversation due, and are a burst of their own.
    "firstUnansweredAt" = v_first,
    "replyDueAt" = CASE WHEN v_first IS NULL THEN "replyDueAt" ELSE least(
      v_last + (p->>'quietMs')::int * interval '1 ms', v_first + (p->>'longestMs')::int * interval '1 ms') END,
    score = (p->>'score')::int,
    "scoreReasons" = p->'scoreReasons',
    "conversionChance" = (p->>'conversionChance')::float8,
    sentiment = (p->>'sentiment')::float8,
    "sentimentSamples" = "sentimentSamples" + jsonb_array_length(p->'understood'),
    stage = (p->>'stage')::"FunnelStage",
    "stageSince" = CASE WHEN stage = (p->>'stage')::"FunnelStage" THEN "stageSince" ELSE v_now END,
    "silentUntil" = coalesce((p->>'silentUntil')::timestamptz, "silentUntil"),
    "noOfferUntil" = coalesce((p->>'noOfferUntil')::timestamptz, "noOfferUntil"),
    "handoverReason" = coalesce(p->>'handoverReason', "handoverReason"),
    autonomy = coalesce((p->>'autonomy')::"Autonomy", autonomy),
    -- An answer ends the waiting; a hand-over or a draft begins it.
    "waitingSince" = CASE WHEN (p->>'waitsForPerson')::boolean THEN coalesce("waitingSince", v_now) END,
    alarms = CASE WHEN (p->>'waitsForPerson')::boolean THEN alarms ELSE 0 END
  WHERE id = v_id;
  -- Any column a planned message names is kept, so that what it is judged by later needs no change here.
  INSERT INTO "OutboundMessage"
  SELECT planned.* FROM jsonb_array_elements(p->'messages') m, LATERAL jsonb_populate_record(NULL::"OutboundMessage", jsonb_build_object(
    'conversationId', v_id, 'upToSeq', v_up_to, 'author', 'avatar', 'attempts', 0, 'model', p->'model',
    'promptVersions', p->'promptVersions', 'createdAt', v_now) || m) planned
  ON CONFLICT DO NOTHING;
  UPDATE "Message" m SET intent = u.intent, sentiment = u.sentiment
  FROM jsonb_populate_recordset(NULL::"Message", p->'understood') u WHERE m.id = u.id;
  UPDATE "Fan" SET language = p->>'language' WHERE id = p->>'fanId' AND language <> p->>'language';
  RETURN jsonb_build_object(
    'open', (SELECT coalesce(jsonb_agg(to_jsonb(o) ORDER BY o."upToSeq", o.ordinal), '[]') FROM "OutboundMessage" o
             WHERE o."conversationId" = v_id AND o.state = 'pending'),
    'facts', send_facts(v_id, v_now));
END $$;
