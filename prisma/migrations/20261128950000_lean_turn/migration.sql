-- Fewer round trips of a turn: the last thing that was sent gives the lease back, too.
CREATE FUNCTION release_conversation(p_id text, p_lease text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Conversation" SET "leaseToken" = NULL, "leaseUntil" = NULL WHERE id = p_id AND "leaseToken" = p_lease;
END $$;
