-- The other hot steps of a conversation as one round trip each: the answer, the intent to send, what was sent, its echo.
-- They move rows only; what the rows mean is decided in agents/domain. Time and ids are arguments: nothing here is random.

-- What the send gate judges, as a text that changes when any of it does: read once, judged outside, compared under the lock.
CREATE FUNCTION send_facts(p_conversation text, p_now timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'avatarState', a.state, 'avatarAutonomy', a.autonomy, 'autonomy', c.autonomy, 'blockedAt', f."blockedAt",
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

-- Writes an answer, only while the lease holds and nobody answered meanwhile.
-- Result: null, or {"open": messages to be sent, "facts": send_facts}
CREATE FUNCTION answer_conversation(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
    autonomy = coalesce((p->>'autonomy')::"Autonomy", autonomy)
  WHERE id = v_id;
  INSERT INTO "OutboundMessage" (id, "conversationId", "upToSeq", ordinal, kind, text, state, "offerId", model, "promptVersions", "createdAt")
  SELECT m.id, v_id, v_up_to, m.ordinal, m.kind, m.text, m.state, m."offerId", p->>'model', p->'promptVersions', v_now
  FROM jsonb_populate_recordset(NULL::"OutboundMessage", p->'messages') m
  ON CONFLICT DO NOTHING;
  UPDATE "Message" m SET intent = u.intent, sentiment = u.sentiment
  FROM jsonb_populate_recordset(NULL::"Message", p->'understood') u WHERE m.id = u.id;
  UPDATE "Fan" SET language = p->>'language' WHERE id = p->>'fanId' AND language <> p->>'language';
  RETURN jsonb_build_object(
    'open', (SELECT coalesce(jsonb_agg(to_jsonb(o) ORDER BY o."upToSeq", o.ordinal), '[]') FROM "OutboundMessage" o
             WHERE o."conversationId" = v_id AND o.state = 'pending'),
    'facts', send_facts(v_id, v_now));
END $$;

-- The intent to send one message, under the conversation's lock, if all is still as it was judged.
-- Result: {"state": "sending" | "lost_lease"}, {"state": "changed", "facts"} or, no longer open, {"state": its state}
CREATE FUNCTION begin_sending(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := (p->>'now')::timestamptz;
  v_facts text;
  v_state "OutboundState";
BEGIN
  PERFORM 1 FROM "Conversation" WHERE id = p->>'conversationId' AND "leaseToken" = p->>'leaseToken' FOR UPDATE;
  IF NOT FOUND THEN RETURN '{"state": "lost_lease"}'; END IF;
  v_facts := send_facts(p->>'conversationId', v_now);
  IF v_facts IS DISTINCT FROM p->>'facts' THEN RETURN jsonb_build_object('state', 'changed', 'facts', v_facts); END IF;
  UPDATE "OutboundMessage" SET state = 'sending', "sendingAt" = v_now, attempts = attempts + 1
  WHERE id = p->>'outboundId' AND state IN ('pending', 'sending', 'unknown');
  IF FOUND THEN RETURN '{"state": "sending"}'; END IF;
  SELECT state INTO v_state FROM "OutboundMessage" WHERE id = p->>'outboundId';
  RETURN jsonb_build_object('state', v_state);
END $$;

-- An outbound message became a fact: its row, the message in the thread, the conversation's clocks. Once, whoever learns
-- of it first. Locks in the same order as begin_sending and receive_echo.
-- Result: {"recorded": boolean, "facts": send_facts}
CREATE FUNCTION record_sent(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
    RETURN jsonb_build_object('recorded', false, 'facts', send_facts(v_conversation, v_now));
  END IF;
  UPDATE "Conversation" SET
    "lastSeq" = "lastSeq" + 1,
    "lastOutboundAt" = v_now,
    -- A disclosure or a delivery is no answer: it does not use up the fan's patience.
    "unansweredOut" = CASE WHEN v.author = 'avatar' AND v.kind NOT IN ('disclosure', 'delivery') THEN 1 ELSE "unansweredOut" END,
    "disclosedAt" = CASE WHEN v.kind = 'disclosure' THEN v_now ELSE "disclosedAt" END
  WHERE id = v_conversation RETURNING "lastSeq" INTO v_seq;
  INSERT INTO "Message" (id, "conversationId", seq, direction, author, kind, text, "externalId", "sentAt", "createdAt")
  VALUES (p->>'messageRowId', v_conversation, v_seq, 'out', v.author, v.kind, v.text, p->>'externalId', v_now, v_now)
  ON CONFLICT DO NOTHING;
  IF v."offerId" IS NOT NULL THEN
    UPDATE "Offer" SET state = 'shown', "shownAt" = v_now WHERE id = v."offerId" AND state = 'draft';
  END IF;
  RETURN jsonb_build_object('recorded', true, 'facts', send_facts(v_conversation, v_now));
END $$;

-- The platform's repetition of a message of the account: one of ours, or a human's in the app, who takes over for a while.
-- Result: {"state": "duplicate" | "unknown_conversation" | "ours"} or {"state": "human", "conversationId"}
CREATE FUNCTION receive_echo(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := (p->>'now')::timestamptz;
  v_conversation text;
  v_outbound text;
  v_seq int;
BEGIN
  INSERT INTO "InboundEvent" (id, source, "eventId", kind, state, payload, "receivedAt", "processedAt")
  VALUES (p->>'rowId', p->>'source', p->>'eventId', 'echo', 'processed',
          jsonb_build_object('messageId', p->>'messageId'), v_now, v_now)
  ON CONFLICT (source, "eventId") DO NOTHING;
  IF NOT FOUND THEN RETURN '{"state": "duplicate"}'; END IF;

  SELECT c.id INTO v_conversation FROM "Account" a
  JOIN "FanAddress" d ON d."accountId" = a.id AND d."externalId" = p->>'fanExternalId'
  JOIN "Conversation" c ON c."fanId" = d."fanId" AND c."accountId" = a.id
  WHERE a.platform = p->>'platform' AND a."externalId" = p->>'accountExternalId' FOR UPDATE OF c;
  IF NOT FOUND THEN RETURN '{"state": "unknown_conversation"}'; END IF;

  PERFORM 1 FROM "OutboundMessage" WHERE "conversationId" = v_conversation AND "externalId" = p->>'messageId';
  IF FOUND THEN RETURN '{"state": "ours"}'; END IF;
  -- By its text, while the answer to our send has not come in yet, or never will.
  SELECT id INTO v_outbound FROM "OutboundMessage"
  WHERE "conversationId" = v_conversation AND state IN ('sending', 'unknown') AND text = p->>'text' ORDER BY "createdAt" LIMIT 1;
  IF FOUND THEN
    PERFORM record_sent(p || jsonb_build_object('conversationId', v_conversation, 'outboundId', v_outbound, 'externalId', p->>'messageId'));
    RETURN '{"state": "ours"}';
  END IF;

  UPDATE "Conversation" SET "lastSeq" = "lastSeq" + 1, "botPausedUntil" = (p->>'botPausedUntil')::timestamptz,
    "humanSince" = v_now, "lastOutboundAt" = (p->>'at')::timestamptz
  WHERE id = v_conversation RETURNING "lastSeq" INTO v_seq;
  INSERT INTO "Message" (id, "conversationId", seq, direction, author, text, "externalId", "sentAt", "createdAt")
  VALUES (p->>'messageRowId', v_conversation, v_seq, 'out', 'operator', p->>'text', p->>'messageId', (p->>'at')::timestamptz, v_now)
  ON CONFLICT DO NOTHING;
  RETURN jsonb_build_object('state', 'human', 'conversationId', v_conversation);
END $$;

-- Takes one message in, once; as before with fewer writes, and "wake" says whether a job has to be asked for.
-- Result: {"state": "duplicate" | "unknown_account"} or {"state": "received", "conversationId", "fanId", "avatarId", "seq",
-- "replyDueAt", "wake"}
CREATE OR REPLACE FUNCTION receive_message(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := (p->>'now')::timestamptz;
  v_at timestamptz := least((p->>'at')::timestamptz, v_now);
  v_account "Account";
  v_fan text;
  v_conversation "Conversation";
  v_due timestamptz;
BEGIN
  SELECT * INTO v_account FROM "Account" WHERE platform = p->>'platform' AND "externalId" = p->>'accountExternalId';
  IF v_account.id IS NULL THEN
    INSERT INTO "InboundEvent" (id, source, "eventId", kind, state, error, payload, "receivedAt", "processedAt")
    VALUES (p->>'rowId', p->>'source', p->>'eventId', 'message', 'ignored', 'unknown_account', p->'payload', v_now, v_now)
    ON CONFLICT (source, "eventId") DO NOTHING;
    RETURN CASE WHEN FOUND THEN '{"state": "unknown_account"}'::jsonb ELSE '{"state": "duplicate"}' END;
  END IF;

  SELECT "fanId" INTO v_fan FROM "FanAddress" WHERE "accountId" = v_account.id AND "externalId" = p->>'fanExternalId';
  IF v_fan IS NULL THEN
    INSERT INTO "Fan" (id, "avatarId", "displayName", language, "createdAt")
    VALUES (p->>'fanId', v_account."avatarId", coalesce(p->>'fanName', ''), p->>'language', v_now);
    INSERT INTO "FanAddress" (id, "fanId", "accountId", "externalId", "createdAt")
    VALUES (p->>'addressId', p->>'fanId', v_account.id, p->>'fanExternalId', v_now)
    ON CONFLICT ("accountId", "externalId") DO NOTHING;
    IF FOUND THEN
      v_fan := p->>'fanId';
    ELSE -- another process was first
      DELETE FROM "Fan" WHERE id = p->>'fanId';
      SELECT "fanId" INTO v_fan FROM "FanAddress" WHERE "accountId" = v_account.id AND "externalId" = p->>'fanExternalId';
    END IF;
  END IF;

  SELECT * INTO v_conversation FROM "Conversation" WHERE "fanId" = v_fan AND "accountId" = v_account.id FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO "Conversation" (id, "avatarId", "fanId", "accountId", "stageSince", "createdAt")
    VALUES (p->>'conversationId', v_account."avatarId", v_fan, v_account.id, v_now, v_now)
    ON CONFLICT ("fanId", "accountId") DO NOTHING;
    SELECT * INTO v_conversation FROM "Conversation" WHERE "fanId" = v_fan AND "accountId" = v_account.id FOR UPDATE;
  END IF;

  -- Under the conversation's lock: of two deliveries at once the second waits here and finds the first one's row.
  INSERT INTO "InboundEvent" (id, source, "eventId", kind, state, payload, "receivedAt", "processedAt", "conversationId")
  VALUES (p->>'rowId', p->>'source', p->>'eventId', 'message', 'processed', p->'payload', v_now, v_now, v_conversation.id)
  ON CONFLICT (source, "eventId") DO NOTHING;
  IF NOT FOUND THEN RETURN '{"state": "duplicate"}'; END IF;
  INSERT INTO "Message" (id, "conversationId", seq, direction, author, kind, text, attachments, "externalId", "sentAt", "createdAt")
  VALUES (p->>'messageRowId', v_conversation.id, v_conversation."lastSeq" + 1, 'in', 'fan', p->>'kind', p->>'text',
          nullif(p->'attachments', 'null'::jsonb), p->>'messageId', v_at, v_now)
  ON CONFLICT ("conversationId", "externalId") DO NOTHING;
  IF NOT FOUND THEN RETURN '{"state": "duplicate"}'; END IF;

  v_due := least(v_now + (p->>'quietMs')::int * interval '1 ms',
                 coalesce(v_conversation."firstUnansweredAt", v_now) + (p->>'longestMs')::int * interval '1 ms');
  UPDATE "Conversation" SET
    "lastSeq" = "lastSeq" + 1,
    "lastInboundAt" = greatest("lastInboundAt", v_at),
    "chatStartedAt" = CASE WHEN "lastInboundAt" IS NULL OR "lastInboundAt" < v_at - (p->>'chatGapMs')::int * interval '1 ms'
                           THEN v_at ELSE "chatStartedAt" END,
    "firstUnansweredAt" = coalesce("firstUnansweredAt", v_now),
    "replyDueAt" = v_due,
    "unansweredOut" = 0,
    "silentUntil" = NULL, -- a fan who writes again after a goodbye is answered (trust C4)
    failures = 0
  WHERE id = v_conversation.id;
  RETURN jsonb_build_object(
    'state', 'received', 'conversationId', v_conversation.id, 'fanId', v_fan, 'avatarId', v_account."avatarId",
    'seq', v_conversation."lastSeq" + 1, 'replyDueAt', v_due,
    -- The job of an earlier message of the burst has yet to start: it will find the new time to answer in the row and come
    -- back then. Under a lease a turn may be running that has not seen this message.
    'wake', v_conversation."leaseToken" IS NOT NULL OR v_conversation."firstUnansweredAt" IS NULL
            OR v_conversation."replyDueAt" IS NULL OR v_conversation."replyDueAt" <= v_now);
END $$;
