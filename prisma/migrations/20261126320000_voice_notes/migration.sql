-- Answers that are spoken: a voice job of a conversation, whose file goes out instead of its text.
ALTER TYPE "VendorJobPurpose" ADD VALUE IF NOT EXISTS 'reply';
ALTER TABLE "VendorJob" ADD COLUMN "conversationId" TEXT,
  ADD CONSTRAINT "VendorJob_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "VendorJob_conversationId_idx" ON "VendorJob"("conversationId");

-- As before; of a spoken message the platform repeats no text.
CREATE OR REPLACE FUNCTION receive_echo(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
  PERFORM 1 FROM "ErasedAddress"
  WHERE hash IN (SELECT jsonb_array_elements_text(p->'addressHashes')) AND "erasedAt" >= (p->>'at')::timestamptz;
  IF FOUND THEN RETURN '{"state": "unknown_conversation"}'; END IF;

  PERFORM 1 FROM "OutboundMessage" WHERE "conversationId" = v_conversation AND "externalId" = p->>'messageId';
  IF FOUND THEN RETURN '{"state": "ours"}'; END IF;
  -- By its text, while the answer to our send has not come in yet, or never will.
  SELECT id INTO v_outbound FROM "OutboundMessage"
  WHERE "conversationId" = v_conversation AND state IN ('sending', 'unknown')
    AND CASE WHEN "mediaKey" IS NULL THEN text = p->>'text' ELSE coalesce(p->>'text', '') = '' END
  ORDER BY "createdAt" LIMIT 1;
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
