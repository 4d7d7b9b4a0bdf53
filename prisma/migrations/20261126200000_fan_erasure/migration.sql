-- Erasure of a fan (trust C17): a tombstone carries the ledger, keyed hashes of addresses carry the locks.
ALTER TABLE "Fan" DROP COLUMN "lockHash", ADD COLUMN "erasedAt" TIMESTAMPTZ(3);
ALTER TABLE "Conversation" ADD COLUMN "erasureAskedAt" TIMESTAMPTZ(3);

CREATE TABLE "ErasedAddress" (
  "id" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "minorLockedAt" TIMESTAMPTZ(3),
  "bannedAt" TIMESTAMPTZ(3),
  "optedOutAt" TIMESTAMPTZ(3),
  "blockedAt" TIMESTAMPTZ(3),
  "erasedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "ErasedAddress_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ErasedAddress_hash_key" ON "ErasedAddress"("hash");
CREATE INDEX "ErasedAddress_erasedAt_idx" ON "ErasedAddress"("erasedAt");

CREATE TYPE "DeletionState" AS ENUM ('received', 'done', 'nothing_held');
CREATE TABLE "DeletionRequest" (
  "id" TEXT NOT NULL,
  "platform" TEXT NOT NULL,
  "requestHash" TEXT NOT NULL,
  "confirmationCode" TEXT NOT NULL,
  "state" "DeletionState" NOT NULL DEFAULT 'received',
  "fanIds" TEXT[],
  "requestedAt" TIMESTAMPTZ(3) NOT NULL,
  "doneAt" TIMESTAMPTZ(3),
  CONSTRAINT "DeletionRequest_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "DeletionRequest_requestHash_key" ON "DeletionRequest"("requestHash");
CREATE UNIQUE INDEX "DeletionRequest_confirmationCode_key" ON "DeletionRequest"("confirmationCode");
CREATE INDEX "DeletionRequest_requestedAt_idx" ON "DeletionRequest"("requestedAt");

-- An echo of what was sent before an erasure is of nobody any more. Otherwise as before.
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

-- What was written before its fan was erased is not taken in; who writes again finds their locks, and nothing else of before.
-- Result: also {"state": "erased"}. Otherwise as before.
CREATE OR REPLACE FUNCTION receive_message(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := (p->>'now')::timestamptz;
  v_at timestamptz := least((p->>'at')::timestamptz, v_now);
  v_account "Account";
  v_fan text;
  v_conversation "Conversation";
  v_due timestamptz;
  v_erased "ErasedAddress";
BEGIN
  SELECT * INTO v_account FROM "Account" WHERE platform = p->>'platform' AND "externalId" = p->>'accountExternalId';
  IF v_account.id IS NULL THEN
    INSERT INTO "InboundEvent" (id, source, "eventId", kind, state, error, payload, "receivedAt", "processedAt")
    VALUES (p->>'rowId', p->>'source', p->>'eventId', 'message', 'ignored', 'unknown_account', p->'payload', v_now, v_now)
    ON CONFLICT (source, "eventId") DO NOTHING;
    RETURN CASE WHEN FOUND THEN '{"state": "unknown_account"}'::jsonb ELSE '{"state": "duplicate"}' END;
  END IF;

  SELECT "fanId" INTO v_fan FROM "FanAddress" WHERE "accountId" = v_account.id AND "externalId" = p->>'fanExternalId';
  -- After the look for the address: an erasure that took it away in between has committed its row here.
  SELECT * INTO v_erased FROM "ErasedAddress"
  WHERE hash IN (SELECT jsonb_array_elements_text(p->'addressHashes')) ORDER BY "erasedAt" DESC LIMIT 1;
  IF v_at <= v_erased."erasedAt" THEN
    INSERT INTO "InboundEvent" (id, source, "eventId", kind, state, error, payload, "receivedAt", "processedAt")
    VALUES (p->>'rowId', p->>'source', p->>'eventId', 'message', 'ignored', 'erased', '{}', v_now, v_now)
    ON CONFLICT (source, "eventId") DO NOTHING;
    RETURN CASE WHEN FOUND THEN '{"state": "erased"}'::jsonb ELSE '{"state": "duplicate"}' END;
  END IF;
  IF v_fan IS NULL THEN
    INSERT INTO "Fan" (id, "avatarId", "displayName", language, "ageState", "blockedAt", "createdAt")
    VALUES (p->>'fanId', v_account."avatarId", coalesce(p->>'fanName', ''), p->>'language',
            CASE WHEN v_erased."minorLockedAt" IS NULL THEN 'unknown' ELSE 'minor' END::"AgeState", v_erased."blockedAt", v_now);
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
    INSERT INTO "Conversation" (id, "avatarId", "fanId", "accountId", "stageSince", "createdAt",
      "minorLockedAt", "bannedAt", "optedOutAt")
    VALUES (p->>'conversationId', v_account."avatarId", v_fan, v_account.id, v_now, v_now,
      v_erased."minorLockedAt", v_erased."bannedAt", v_erased."optedOutAt")
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
