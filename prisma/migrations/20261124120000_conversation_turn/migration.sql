-- The two hot steps of a conversation as one round trip each: taking an event in, and claiming the conversation for a turn.
-- They move rows only; what the rows mean is decided in agents/domain. Time and ids are arguments: nothing here is random.

-- Takes one message in, once. Creates fan, address and conversation when they are new.
-- Result: {"state": "received" | "duplicate" | "unknown_account" | "retired", "conversationId", "fanId", "avatarId", "replyDueAt"}
CREATE FUNCTION receive_message(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := (p->>'now')::timestamptz;
  v_at timestamptz := least((p->>'at')::timestamptz, v_now);
  v_account "Account";
  v_fan text;
  v_conversation "Conversation";
  v_due timestamptz;
BEGIN
  INSERT INTO "InboundEvent" (id, source, "eventId", kind, state, payload, "receivedAt", "processedAt")
  VALUES (p->>'rowId', p->>'source', p->>'eventId', 'message', 'processed', p->'payload', v_now, v_now)
  ON CONFLICT (source, "eventId") DO NOTHING;
  IF NOT FOUND THEN RETURN '{"state": "duplicate"}'; END IF;

  SELECT * INTO v_account FROM "Account" WHERE platform = p->>'platform' AND "externalId" = p->>'accountExternalId';
  IF v_account.id IS NULL THEN
    UPDATE "InboundEvent" SET state = 'ignored', error = 'unknown_account' WHERE id = p->>'rowId';
    RETURN '{"state": "unknown_account"}';
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

  INSERT INTO "Conversation" (id, "avatarId", "fanId", "accountId", "stageSince", "createdAt")
  VALUES (p->>'conversationId', v_account."avatarId", v_fan, v_account.id, v_now, v_now)
  ON CONFLICT ("fanId", "accountId") DO NOTHING;
  SELECT * INTO v_conversation FROM "Conversation" WHERE "fanId" = v_fan AND "accountId" = v_account.id FOR UPDATE;

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
  UPDATE "InboundEvent" SET "conversationId" = v_conversation.id WHERE id = p->>'rowId';
  RETURN jsonb_build_object('state', 'received', 'conversationId', v_conversation.id, 'fanId', v_fan,
                            'avatarId', v_account."avatarId", 'replyDueAt', v_due, 'seq', v_conversation."lastSeq" + 1);
END $$;

-- Takes the lease of a conversation and reads everything a turn needs.
-- Result: {"state": "gone" | "busy", "leaseUntil"} or {"state": "claimed", conversation, fan, account, avatar, persona,
-- open, unanswered, history, offers}
CREATE FUNCTION claim_conversation(p_id text, p_lease text, p_lease_ms int, p_now timestamptz, p_history int)
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

-- The sweeper's two questions.
CREATE INDEX "Conversation_unanswered" ON "Conversation" ("replyDueAt") WHERE "firstUnansweredAt" IS NOT NULL;
CREATE INDEX "OutboundMessage_open" ON "OutboundMessage" ("createdAt") WHERE state IN ('pending', 'sending', 'unknown');
CREATE INDEX "Outbox_open" ON "Outbox" ("availableAt") WHERE "doneAt" IS NULL AND "failedAt" IS NULL;
