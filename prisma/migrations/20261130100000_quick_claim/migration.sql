-- A turn's statements cost less: what a claim gives is written as JSON once, not built up as one jsonb value and copied;
-- of past messages only what a turn reads; and whatever is looked up by its key is looked up by the key.

-- When a chat had its last reminder, without a look at the messages since.
CREATE INDEX "Message_breaks" ON "Message" ("conversationId", seq) WHERE kind = 'break';

-- The lease, and all that a turn needs beside it; the columns are those of `ConversationSnapshot` in conversation-turn.ts.
DROP FUNCTION claim_conversation(text, text, int, timestamptz, int);
CREATE FUNCTION claim_conversation(p_id text, p_lease text, p_lease_ms int, p_now timestamptz, p_history int, p_break int,
  OUT state text, OUT "leaseUntil" timestamptz, OUT conversation json, OUT fan json, OUT account json, OUT avatar json,
  OUT "autonomyRules" jsonb, OUT handover jsonb, OUT pacing jsonb, OUT stopped boolean, OUT facts text, OUT persona json,
  OUT story json, OUT experiments jsonb, OUT wordings jsonb, OUT open json, OUT unanswered json, OUT history json,
  OUT offers json, OUT "lastBreakAt" timestamptz, OUT "messagesSinceBreak" int)
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  v "Conversation";
  v_wordings jsonb;
BEGIN
  UPDATE "Conversation" c SET "leaseToken" = p_lease, "leaseUntil" = p_now + p_lease_ms * interval '1 ms'
  WHERE c.id = p_id AND (c."leaseUntil" IS NULL OR c."leaseUntil" <= p_now) RETURNING * INTO v;
  IF v.id IS NULL THEN
    SELECT * INTO v FROM "Conversation" c WHERE c.id = p_id;
    state := CASE WHEN v.id IS NULL THEN 'gone' ELSE 'busy' END;
    "leaseUntil" := v."leaseUntil";
    RETURN;
  END IF;
  state := 'claimed';
  conversation := to_json(v);
  v_wordings := fan_wordings(v."avatarId", v."fanId");
  experiments := v_wordings->'experiments';
  wordings := v_wordings->'wordings';
  facts := send_facts(p_id, p_now);
  "autonomyRules" := facts::jsonb->'autonomyRules';
  SELECT
    (SELECT to_json(f) FROM (SELECT x.*, a."externalId" FROM "Fan" x
      JOIN "FanAddress" a ON a."fanId" = x.id AND a."accountId" = v."accountId" WHERE x.id = v."fanId" LIMIT 1) f),
    (SELECT to_json(a) FROM "Account" a WHERE a.id = v."accountId"),
    (SELECT to_json(a) FROM (SELECT x.id, x.slug, x.name, x.state, x."statedAge", x.likeness, x.languages,
      x."timeZone", x.autonomy, x.voice FROM "Avatar" x WHERE x.id = v."avatarId") a),
    handover_settings(v."avatarId"), pacing_settings(v."avatarId"),
    coalesce((SELECT s.value = 'true' FROM "Setting" s WHERE s.key = 'kill-switch'), false),
    (SELECT coalesce(json_object_agg(f.name, f.value), '{}') FROM "PersonaField" f WHERE f."avatarId" = v."avatarId"),
    -- Wide enough for every time zone; `storyOn` looks closer. A post that was not published told nobody anything.
    (SELECT coalesce(json_agg(json_build_object(
        'from', to_char(s."startsOn", 'YYYY-MM-DD'), 'to', to_char(s."endsOn", 'YYYY-MM-DD'), 'what', s.what,
        'place', s.place, 'mood', s.mood, 'tellFrom', to_char(s."secretUntil", 'YYYY-MM-DD'), 'source', s.source)
        ORDER BY s."startsOn", s.id), '[]')
      FROM (SELECT e.* FROM "StoryEvent" e LEFT JOIN "ScheduledPost" p ON p.id = e."postId"
            WHERE e."avatarId" = v."avatarId" AND e."endsOn" >= (p_now - interval '5 days')::date
              AND e."startsOn" <= (p_now + interval '9 days')::date
              AND (p.id IS NULL OR p.state NOT IN ('failed', 'canceled'))
            ORDER BY e."startsOn" DESC, e.id LIMIT 40) s),
    (SELECT coalesce(json_agg(o ORDER BY o."upToSeq", o.ordinal), '[]') FROM "OutboundMessage" o
      WHERE o."conversationId" = p_id AND o.state IN ('pending', 'sending', 'unknown')),
    (SELECT coalesce(json_agg(m ORDER BY m.seq), '[]') FROM "Message" m
      WHERE m."conversationId" = p_id AND m.direction = 'in' AND m.seq > v."answeredSeq"),
    (SELECT coalesce(json_agg(h ORDER BY h.seq), '[]') FROM (
      SELECT m.id, m.seq, m.direction, m.author, m.kind, m.text, m.attachments, m.intent, m.sentiment, m."deletedAt",
        m."sentAt" FROM "Message" m
      WHERE m."conversationId" = p_id AND NOT (m.direction = 'in' AND m.seq > v."answeredSeq")
      ORDER BY m.seq DESC LIMIT p_history) h),
    (SELECT coalesce(json_agg(o ORDER BY o."createdAt"), '[]') FROM (
      SELECT * FROM "Offer" x WHERE x."fanId" = v."fanId" ORDER BY x."createdAt" DESC LIMIT 20) o),
    (SELECT max(m."sentAt") FROM "Message" m WHERE m."conversationId" = p_id AND m.kind = 'break'
      AND m.seq > v."lastSeq" - p_break)
  INTO fan, account, avatar, handover, pacing, stopped, persona, story, open, unanswered, history, offers, "lastBreakAt";
  -- So many messages of both sides since then, if the first of them is from then: none of them is counted.
  "messagesSinceBreak" := CASE WHEN (SELECT m."sentAt" FROM "Message" m WHERE m."conversationId" = p_id
      AND m.seq <= v."lastSeq" - p_break + 1 ORDER BY m.seq DESC LIMIT 1)
    > greatest(p_now - interval '24 hours', "lastBreakAt") THEN p_break ELSE 0 END;
END $$;
DROP FUNCTION autonomy_rules(text);

-- A table of one page is planned to be gone through, and each time its file is asked for its length first: a system call of
-- the embedded database, some forty of them a turn. By the key there is none.
ALTER FUNCTION with_burst(jsonb) SET enable_seqscan = off;
ALTER FUNCTION receive_message(jsonb) SET enable_seqscan = off;
ALTER FUNCTION receive_echo(jsonb) SET enable_seqscan = off;
ALTER FUNCTION answer_conversation(jsonb) SET enable_seqscan = off;
ALTER FUNCTION begin_sending(jsonb) SET enable_seqscan = off;
ALTER FUNCTION record_sent(jsonb) SET enable_seqscan = off;
ALTER FUNCTION reserve_cost(jsonb) SET enable_seqscan = off;
ALTER FUNCTION end_reservation(jsonb) SET enable_seqscan = off;
