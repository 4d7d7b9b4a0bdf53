-- What the send gate judges gains how many messages the account has sent since the fan last wrote, for platforms that
-- count them. Looked for among the newest only, so it stays flat however long the thread is; no platform allows so many.
-- By the platform's time and by the order of arrival, whichever says more: clocks differ, and webhooks come late.
ALTER FUNCTION send_facts(text, timestamptz) RENAME TO send_facts_uncounted;

CREATE FUNCTION send_facts(p_conversation text, p_now timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT (send_facts_uncounted(p_conversation, p_now)::jsonb || jsonb_build_object('sentSinceInbound', (
    SELECT count(*) FROM (
      SELECT m.direction, m."sentAt", m.seq,
        max(m.seq) FILTER (WHERE m.direction = 'in') OVER () AS last_in
      FROM "Message" m WHERE m."conversationId" = c.id AND m.seq > c."lastSeq" - 40
    ) newest
    WHERE newest.direction = 'out'
      AND (newest."sentAt" >= c."lastInboundAt" OR newest.seq > coalesce(newest.last_in, 0))
  )))::text
  FROM "Conversation" c WHERE c.id = p_conversation
$$;
