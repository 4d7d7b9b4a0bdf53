-- What the send gate judges gains, for platforms that count (the domain's "maxMessages"), how many messages the account has
-- sent since the fan last wrote. Looked for among the newest only, so it stays flat however long the thread is; no platform
-- allows so many. By the platform's time and by the order of arrival, whichever says more: clocks differ, and webhooks come
-- late. Elsewhere it costs one look at the account.
ALTER FUNCTION send_facts(text, timestamptz) RENAME TO send_facts_uncounted;

CREATE FUNCTION sent_since_inbound(p_conversation text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM "Conversation" c CROSS JOIN LATERAL (
    SELECT m.direction, m."sentAt", m.seq, max(m.seq) FILTER (WHERE m.direction = 'in') OVER () AS "lastIn"
    FROM "Message" m WHERE m."conversationId" = c.id AND m.seq > c."lastSeq" - 40
  ) newest
  WHERE c.id = p_conversation AND newest.direction = 'out'
    AND (newest."sentAt" >= c."lastInboundAt" OR newest.seq > coalesce(newest."lastIn", 0))
$$;

CREATE FUNCTION send_facts(p_conversation text, p_now timestamptz) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_facts text := send_facts_uncounted(p_conversation, p_now);
BEGIN
  PERFORM 1 FROM "Conversation" c JOIN "Account" a ON a.id = c."accountId"
  WHERE c.id = p_conversation AND a.platform IN ('tiktok');
  IF NOT FOUND THEN RETURN v_facts; END IF;
  RETURN v_facts::jsonb || jsonb_build_object('sentSinceInbound', sent_since_inbound(p_conversation));
END $$;
