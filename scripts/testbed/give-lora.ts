// Gives an avatar a LoRA as a training would have left it in use: a real vendor makes nothing of one without face and LoRA.
import type pg from "pg";

/** What a vendor is told before the words of each picture. */
export const TRIGGER_WORD = "TOK_testbed1";

/** A LoRA of the vendor that runs it by name, so that no weights are fetched. */
export async function giveLora(connect: () => pg.Pool, slug: string): Promise<void> {
  const pool = connect();
  try {
    await pool.query(
      `WITH lora AS (
         INSERT INTO "LoraModel" (id, "avatarId", name, "triggerWord", provider, reference, base, state)
         SELECT 'lor_testbed', id, slug || '-v1', $2, 'replicate', 'testbed/' || slug, 'flux.1-dev', 'active'
         FROM "Avatar" WHERE slug = $1 RETURNING id)
       UPDATE "Avatar" SET "activeLoraId" = lora.id FROM lora WHERE slug = $1`,
      [slug, TRIGGER_WORD],
    );
  } finally {
    await pool.end();
  }
}
