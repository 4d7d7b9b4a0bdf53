// A fan's life through every door, and rows that only a vendor or the back office would bring.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { Person } from "./canaries.ts";
import type { Stage } from "./stage.ts";

const LOOK_INTERVAL_MS = 200;
const WAIT_LIMIT_MS = 60_000;

/** Looks until it is so. @throws Error that names what was waited for */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | false | null | undefined>,
): Promise<Value> {
  const end = performance.now() + WAIT_LIMIT_MS;
  while (performance.now() < end) {
    const value = await look();
    if (value) return value;
    await delay(LOOK_INTERVAL_MS);
  }
  throw new Error(`waited too long for ${what}`);
}

export interface Life {
  readonly conversationId: string;
  readonly fanId: string;
  readonly export: { readonly url: string; readonly data: string };
}

/** With drafts on: the model's answer waits, and a person answers. */
export async function liveThrough(stage: Stage, pool: pg.Pool, person: Person): Promise<Life> {
  const { platform, console } = stage;
  const { id, words } = person;
  platform.control.fanWrites(id, `hey, I spend my summers in ${words.message}`, {
    imageUrl: `https://pictures.example/${words.attachment}.jpg`,
  });
  const { conversationId, fanId } = await until("the draft", () => draftedConversation(pool, id));
  await plantRows(pool, person, { conversationId, fanId });
  await ask(stage, "conversation.reply", { conversation: conversationId, text: `By hand, ${words.operator}!` });
  await until("the operator's reply", async () => saysTo(stage, id, words.operator));
  await ask(stage, "conversation.take", { conversation: conversationId });
  // To a person, so that nothing is derived from what it says first.
  const mid = platform.control.fanWrites(id, `and my winters in ${words.unedited}`);
  await until("the second message", () => holdsMessage(pool, conversationId, words.unedited));
  platform.control.fanActs(id, "message_edit", { message_edit: { mid, text: `now ${words.edit}`, num_edit: 1 } });
  await until("the edit", () => holdsMessage(pool, conversationId, words.edit));
  platform.control.accountWrites(id, `From the app: ${words.takeover}`);
  await until("the echo", () => holdsMessage(pool, conversationId, words.takeover));
  await ask(stage, "conversation.brief", { conversation: conversationId });
  for (const line of [
    `conversation show ${words.name}`,
    `conversation brief ${words.name}`,
    `conversation reply ${words.name} "Typed: ${words.operator}"`,
    "draft list",
    "conversation list",
    // A run card that nobody answers.
    `fan erase ${words.name}`,
  ])
    await console.post("/console-api/say", { text: line, key: randomUUID() });
  await until("the typed reply", async () => saysTo(stage, id, `Typed: ${words.operator}`));
  const exported = (await ask(stage, "fan.export", { fan: words.name })) as { url: string; data: unknown };
  return { conversationId, fanId, export: { url: exported.url, data: JSON.stringify(exported.data) } };
}

async function draftedConversation(pool: pg.Pool, externalId: string) {
  const { rows } = await pool.query<{ conversationId: string; fanId: string }>(
    `SELECT c.id AS "conversationId", c."fanId" FROM "Conversation" c JOIN "FanAddress" d ON d."fanId" = c."fanId"
     WHERE d."externalId" = $1 AND EXISTS (
       SELECT 1 FROM "OutboundMessage" o WHERE o."conversationId" = c.id AND o.kind = 'reply' AND o.state = 'draft')`,
    [externalId],
  );
  return rows[0];
}

async function holdsMessage(pool: pg.Pool, conversationId: string, word: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM "Message" WHERE "conversationId" = $1 AND position($2 IN text) > 0`,
    [conversationId, word],
  );
  return rowCount === 1;
}

export function saysTo({ platform }: Stage, fanId: string, word: string): boolean {
  const { messages } = platform.control.thread(fanId);
  return messages.some(({ from, text }) => from === "account" && text.includes(word));
}

/** By REST, with a key: the answer is stored with it. */
async function ask({ product }: Stage, command: string, input: object): Promise<unknown> {
  const response = await fetch(`${product.url}/api/v1/${command.replace(".", "/")}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await product.token()}`,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    },
    body: JSON.stringify(input),
  });
  const body = (await response.json()) as { state?: string; output?: unknown };
  if (body.state !== "done") throw new Error(`${command} answered ${response.status}: ${JSON.stringify(body)}`);
  return body.output;
}

/** A name and notes as the back office writes them; a paid pack; a button of a chat surface. */
async function plantRows(pool: pg.Pool, { id, words }: Person, ids: { conversationId: string; fanId: string }) {
  const { conversationId, fanId } = ids;
  await pool.query(
    `UPDATE "Fan" SET "displayName" = $2, notes = $3, tags = ARRAY[$3], "spentUsd" = 29.99 WHERE id = $1`,
    [fanId, words.name, words.notes],
  );
  await pool.query(
    `INSERT INTO "Pack" (id, "avatarId", slug, name, step, "priceUsd", "pieceCount", "explicitFrom", "explicitTo")
     SELECT 'pck_' || $1, "avatarId", 'pack-' || $1, 'Starter', 'starter', 29.99, 0, 0, 3 FROM "Fan" WHERE id = $2`,
    [id.slice(-6), fanId],
  );
  await pool.query(
    `INSERT INTO "Offer" (id, "avatarId", "fanId", "conversationId", "packId", layer, state, "priceUsd", token,
       "refusalReason", "shownAt", "paidAt", "expiresAt")
     SELECT 'ofr_' || $1, "avatarId", id, $2, 'pck_' || $1, 'pack', 'paid', 29.99, $3, $3, now(), now(), now()
     FROM "Fan" WHERE id = $4`,
    [id.slice(-6), conversationId, `token_${words.offer}_token`, fanId],
  );
  await pool.query(
    `INSERT INTO "Purchase" (id, "avatarId", "fanId", "offerId", state, provider, "intentId", "chargeId", "amountUsd",
       "galleryToken", "unlockedAt", "galleryExpiresAt", "paidAt")
     SELECT 'pur_' || $1, "avatarId", id, 'ofr_' || $1, 'paid', 'sandbox', 'intent_' || $1, 'charge_' || $1, 29.99,
       $2, now(), now() + interval '30 days', now() FROM "Fan" WHERE id = $3`,
    [id.slice(-6), galleryToken(words.gallery), fanId],
  );
  const input = { operatorId: "opr_1", label: "Send", input: { conversation: conversationId, text: words.button } };
  await pool.query(`INSERT INTO "ButtonPayload" (id, command, input) VALUES ('btn_' || $1, 'conversation.reply', $2)`, [
    id.slice(-6),
    JSON.stringify(input),
  ]);
}

export const galleryToken = (word: string): string => `gallery_${word}_gallery`;
