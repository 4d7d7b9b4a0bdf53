-- A turn asks the database less: the first message begins with its answer, the last one gives the lease back.

-- As before, in one statement whose plan is kept.
CREATE OR REPLACE FUNCTION send_facts(p_conversation text, p_now timestamptz) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT (jsonb_build_object(
    'avatarState', a.state, 'avatarAutonomy', a.autonomy, 'autonomyRules', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('intent', r.intent, 'stage', r.stage, 'fromCents', r."fromCents",
        'autonomy', r.autonomy) ORDER BY r.id), '[]') FROM "AutonomyRule" r WHERE r."avatarId" = a.id),
    'autonomy', c.autonomy, 'blockedAt', f."blockedAt",
    'killSwitch', (SELECT value FROM "Setting" WHERE key = 'kill-switch'),
    'lastInboundAt', c."lastInboundAt", 'closedByPlatform', coalesce(c."closedAtSeq" = c."lastSeq", false), 'optedOutAt', c."optedOutAt", 'minorLockedAt', c."minorLockedAt",
    'crisisAt', c."crisisAt", 'bannedAt', c."bannedAt", 'silentUntil', c."silentUntil",
    'botPausedUntil', c."botPausedUntil", 'noOfferUntil', c."noOfferUntil",
    'answeredSeq', c."answeredSeq", 'unansweredOut', c."unansweredOut",
    'offersToday', (SELECT count(*) FROM "Offer" o WHERE o."fanId" = c."fanId" AND o."shownAt" > p_now - interval '1 day')
  ) || CASE WHEN t.platform IN ('tiktok')
       THEN jsonb_build_object('sentSinceInbound', sent_since_inbound(p_conversation)) ELSE '{}' END)::text
  FROM "Conversation" c JOIN "Avatar" a ON a.id = c."avatarId" JOIN "Fan" f ON f.id = c."fanId"
  LEFT JOIN "Account" t ON t.id = c."accountId"
  WHERE c.id = p_conversation);
END $$;
DROP FUNCTION send_facts_uncounted(text, timestamptz);

-- As before; with "first" ({"outboundId", "facts"}) the sending of that message begins, if the facts are the same.
CREATE OR REPLACE FUNCTION answer_conversation(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_id text := p->>'conversationId';
  v_up_to int := (p->>'upToSeq')::int;
  v_now timestamptz := (p->>'now')::timestamptz;
  v_first timestamptz;
  v_last timestamptz;
  v_facts text;
  v_begun text;
  v_read "Message";
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
  UPDATE "Fan" SET language = p->>'language' WHERE id = p->>'fanId' AND language <> p->>'language';
  v_facts := send_facts(v_id, v_now);
  -- Under the same lock as the answer: what was judged still holds, so the first message's sending begins with it.
  IF v_facts = p #>> '{first,facts}' THEN v_begun := p #>> '{first,outboundId}'; END IF;
  -- Any column a planned message names is kept, so that what it is judged by later needs no change here.
  INSERT INTO "OutboundMessage"
  SELECT planned.* FROM jsonb_array_elements(p->'messages') m, LATERAL jsonb_populate_record(NULL::"OutboundMessage", jsonb_build_object(
    'conversationId', v_id, 'upToSeq', v_up_to, 'author', 'avatar', 'attempts', 0, 'model', p->'model',
    'promptVersions', p->'promptVersions', 'createdAt', v_now) || m
    || CASE WHEN m->>'id' = v_begun THEN jsonb_build_object('state', 'sending', 'sendingAt', v_now, 'attempts', 1) ELSE '{}' END) planned
  ON CONFLICT DO NOTHING;
  -- One by one, by their key: as a join their number would be guessed, and a table of messages gone through.
  FOR v_read IN SELECT * FROM jsonb_populate_recordset(NULL::"Message", p->'understood') LOOP
    UPDATE "Message" SET intent = v_read.intent, sentiment = v_read.sentiment WHERE id = v_read.id;
  END LOOP;
  RETURN jsonb_build_object(
    'open', (SELECT coalesce(jsonb_agg(to_jsonb(o) ORDER BY o."upToSeq", o.ordinal), '[]') FROM "OutboundMessage" o
             WHERE o."conversationId" = v_id AND o.state IN ('pending', 'sending', 'unknown')
               AND (o.state = 'pending' OR o.id = v_begun)),
    'facts', v_facts);
END $$;

-- As before; with "release" that lease is given back, too.
CREATE OR REPLACE FUNCTION record_sent(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := (p->>'now')::timestamptz;
  v_conversation text := p->>'conversationId';
  v "OutboundMessage";
  v_seq int;
BEGIN
  PERFORM 1 FROM "Conversation" WHERE id = v_conversation FOR UPDATE;
  -- A draft: it was given to a person to decide while its answer was still on the way.
  UPDATE "OutboundMessage" SET state = 'sent', "externalId" = p->>'externalId', "sentAt" = v_now, error = NULL
  WHERE id = p->>'outboundId' AND state IN ('draft', 'pending', 'sending', 'unknown') RETURNING * INTO v;
  IF NOT FOUND THEN
    UPDATE "Conversation" SET "leaseToken" = NULL, "leaseUntil" = NULL
    WHERE id = v_conversation AND "leaseToken" = p->>'release';
    RETURN jsonb_build_object('recorded', false, 'facts', send_facts(v_conversation, v_now));
  END IF;
  UPDATE "Conversation" SET
    "lastSeq" = "lastSeq" + 1,
    "lastOutboundAt" = v_now,
    -- A disclosure or a delivery is no answer: it does not use up the fan's patience.
    "unansweredOut" = CASE WHEN v.author = 'avatar' AND v.kind NOT IN ('disclosure', 'delivery') THEN 1 ELSE "unansweredOut" END,
    "leaseUntil" = CASE WHEN "leaseToken" = p->>'release' THEN NULL ELSE "leaseUntil" END,
    "leaseToken" = nullif("leaseToken", p->>'release'),
    "disclosedAt" = CASE WHEN v.kind = 'disclosure' THEN v_now ELSE "disclosedAt" END
  WHERE id = v_conversation RETURNING "lastSeq" INTO v_seq;
  INSERT INTO "Message" (id, "conversationId", seq, direction, author, kind, text, "externalId", "sentAt", "createdAt")
  VALUES (p->>'messageRowId', v_conversation, v_seq, 'out', v.author, v.kind, v.text, p->>'externalId', v_now, v_now)
  ON CONFLICT DO NOTHING;
  IF v."offerId" IS NOT NULL THEN
    UPDATE "Offer" SET state = 'shown', "shownAt" = v_now WHERE id = v."offerId" AND state = 'draft';
  END IF;
  -- Who gives the lease back judges nothing more.
  RETURN jsonb_build_object('recorded', true, 'facts', CASE WHEN p->>'release' IS NULL THEN send_facts(v_conversation, v_now) END);
END $$;
