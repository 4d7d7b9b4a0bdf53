-- A paid call's reservation and its end, one round trip each (domain 5): a fan's turn pays twice, for recall and for writing.
-- Whoever changes a day locks the workspace's row first, then the avatar's: nobody waits in a circle.

-- Adds to a day unless its ceiling does not allow it; the first of a day opens it.
CREATE FUNCTION take_from_budget_day(scope_ text, avatar_id text, amount numeric, p jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  FOR attempt IN 1..2 LOOP
    UPDATE "Budget" SET "usedUsd" = "usedUsd" + amount
      WHERE scope = scope_ AND "periodKey" = p->>'day' AND "usedUsd" + amount <= "limitUsd";
    IF FOUND THEN
      RETURN true;
    END IF;
    INSERT INTO "Budget" (id, "avatarId", scope, "periodKey", "limitUsd", "createdAt")
      VALUES (CASE WHEN avatar_id IS NULL THEN p->>'budgetId' ELSE p->>'avatarBudgetId' END, avatar_id, scope_, p->>'day',
        COALESCE((SELECT "limitUsd" FROM "Budget" WHERE scope = scope_ AND "periodKey" = 'every-day'),
          (p->>'defaultUsd')::numeric), (p->>'now')::timestamptz)
      ON CONFLICT (scope, "periodKey") DO NOTHING;
    -- Somebody opened it meanwhile: it is full unless it was not there a moment ago, so the second try decides.
  END LOOP;
  RETURN false;
END $$;

-- Whose ceiling does not allow it; null: taken. Nothing is taken where one of two says no.
CREATE FUNCTION take_from_budget(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  amount numeric := (p->>'usd')::numeric;
  avatar_scope text := 'day:' || (p->>'avatarId');
BEGIN
  IF NOT take_from_budget_day('day', NULL, amount, p) THEN
    RETURN '"workspace"';
  END IF;
  IF p->>'avatarId' IS NULL
    OR NOT EXISTS (SELECT 1 FROM "Budget" WHERE scope = avatar_scope AND "periodKey" = 'every-day')
    OR take_from_budget_day(avatar_scope, p->>'avatarId', amount, p) THEN
    RETURN NULL;
  END IF;
  UPDATE "Budget" SET "usedUsd" = "usedUsd" - amount WHERE scope = 'day' AND "periodKey" = p->>'day';
  RETURN '"avatar"';
END $$;

-- The cost entry of an attempt; false: the attempt has one.
CREATE FUNCTION record_cost(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "CostEntry" (id, "attemptKey", provider, model, unit, units, "reservedUsd", "createdAt",
      "avatarId", "batchId", "pieceId", "conversationId", "operatorId")
    VALUES (p->>'id', p->>'attemptKey', p->>'provider', p->>'model', p->>'unit', (p->>'units')::numeric,
      (p->>'usd')::numeric, (p->>'now')::timestamptz,
      p->>'avatarId', p->>'batchId', p->>'pieceId', p->>'conversationId', p->>'operatorId')
    ON CONFLICT ("attemptKey") DO NOTHING;
  RETURN to_jsonb(FOUND);
END $$;

-- Both at once. What it locks is everybody's, so that comes last.
CREATE FUNCTION reserve_cost(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  full_ jsonb;
BEGIN
  IF record_cost(p) = 'false' THEN
    RETURN NULL;
  END IF;
  full_ := take_from_budget(p);
  IF full_ IS NOT NULL THEN
    DELETE FROM "CostEntry" WHERE id = p->>'id';
  END IF;
  RETURN full_;
END $$;

-- What a call cost in the end, and the days corrected by the difference; a second end changes nothing.
CREATE FUNCTION end_reservation(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  entry "CostEntry";
  difference numeric;
BEGIN
  UPDATE "CostEntry" SET state = (p->>'state')::"CostState", "amountUsd" = (p->>'usd')::numeric,
      "settledAt" = (p->>'now')::timestamptz,
      unit = COALESCE(p->>'unit', unit), units = COALESCE((p->>'units')::numeric, units)
    WHERE id = p->>'id' AND state = 'reserved'
    RETURNING * INTO entry;
  IF NOT FOUND THEN
    RETURN 'false';
  END IF;
  difference := entry."amountUsd" - entry."reservedUsd";
  -- One statement each: the second must see a ceiling that was set while the first waited for its lock.
  UPDATE "Budget" SET "usedUsd" = "usedUsd" + difference WHERE scope = 'day' AND "periodKey" = p->>'day';
  UPDATE "Budget" SET "usedUsd" = "usedUsd" + difference
    WHERE scope = 'day:' || entry."avatarId" AND "periodKey" = p->>'day';
  RETURN 'true';
END $$;
