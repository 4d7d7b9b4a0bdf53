// The erasure proof: words that occur nowhere else come in through every door of one fan; exported, then erased, and looked
// for in every store. One fan is erased while a model thinks, one under a lock, one stays.
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { prepareGround } from "../../testbed/ground.ts";
import type { Proof, ProofOptions } from "../proof.ts";
import { type Cast, castFrom, EXPORTED_DOORS, KEPT_DOORS, type Person, UNKEPT_DOORS } from "./canaries.ts";
import { checkErase, type EraseRecord, type Sighting } from "./check.ts";
import { galleryToken, type Life, liveThrough, until } from "./play.ts";
import { placesOf, readStores, type StoredText, type Stores } from "./search.ts";
import { type Stage, setStage } from "./stage.ts";

/** How long the model thinks while a fan is erased. */
const THINKING_MS = 4_000;
const ASKED_AFTER_MS = 1_000;
/** What is late has come by then: retries, wake-ups, the sweeper of conversations. */
const QUIET_MS = 3_000;

export const erase: Proof = {
  name: "erase",
  summary: "a canary through every door of a fan: exported whole, erased from every store, also amid a turn",
  run: async (options) => {
    const ground = await prepareGround(options.backend);
    const closers: (() => Promise<unknown>)[] = [() => ground.close()];
    try {
      const cast = castFrom(options.seed);
      const stage = await setStage(ground, cast, closers);
      const pool = ground.connect();
      closers.push(() => pool.end());
      return checkErase(await play(stage, pool, cast, options.say));
    } finally {
      for (const close of closers.reverse()) await close();
    }
  },
};

async function play(stage: Stage, pool: pg.Pool, cast: Cast, say: ProofOptions["say"]): Promise<EraseRecord> {
  const { ground, operator, platform, product } = stage;
  const { ann, bob, cal, dan } = cast;
  const stores: Stores = { pool, dataDir: ground.dataDir, redisUrl: ground.environment.REDIS_URL };
  await operator.ask("avatar.autonomy", { avatar: "luna", mode: "draft" });
  say("two fans live through every door");
  const annsLife = await liveThrough(stage, pool, ann);
  await liveThrough(stage, pool, bob);
  const look = async () => ({
    exportLink: await statusOf(annsLife.export.url),
    gallery: await statusOf(`${product.url}/g/${galleryToken(ann.words.gallery)}`),
    ledger: await ledgerOf(pool),
    stored: await readStores(stores),
  });
  await quiet(stage, pool);
  const before = await look();
  say("erased, while a message is still on its way");
  platform.control.hold();
  platform.control.fanWrites(ann.id, `never delivered before: ${ann.words.late}`);
  await operator.approve("fan.erase", { fan: annsLife.fanId });
  platform.control.release();
  const midTurn = await eraseMidTurn(stage, pool, cal, say);
  await eraseLocked(stage, pool, dan);
  await quiet(stage, pool);
  const after = await look();
  say("the erased write again");
  const returned = await writeAgain(stage, pool, ann);
  const minorReturned = await writeAgain(stage, pool, dan);
  const afterReturn = await readStores(stores);
  const { intact } = (await operator.ask("audit.verify", {})) as { intact: boolean };
  return {
    before: sightings({ ann }, before.stored, KEPT_DOORS),
    after: [...sightings({ ann, cal, dan }, after.stored, ALL_DOORS), ...idSightings({ ann, cal, dan }, after.stored)],
    afterReturn: sightings({ ann, cal, dan }, afterReturn, ALL_DOORS),
    exported: exportedOf(annsLife, ann, bob),
    exportLink: [before.exportLink, after.exportLink],
    gallery: [before.gallery, after.gallery],
    other: [rowsOf(bob, ann, before.stored), rowsOf(bob, ann, after.stored)],
    ledger: [before.ledger, after.ledger],
    ...midTurn,
    returned,
    minorReturned,
    chainsIntact: intact,
    unplannedDeaths: product.deaths,
  };
}

const ALL_DOORS = [...KEPT_DOORS, ...UNKEPT_DOORS];

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
}

async function ledgerOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ ledger: string }>(`SELECT jsonb_build_object(
    'offers', (SELECT jsonb_agg(jsonb_build_array(id, state, "priceUsd", "paidAt") ORDER BY id) FROM "Offer"),
    'purchases', (SELECT jsonb_agg(jsonb_build_array(id, state, "amountUsd", "chargeId", "intentId", "paidAt") ORDER BY id)
      FROM "Purchase"),
    'spent', (SELECT sum("spentUsd") FROM "Fan"))::text AS ledger`);
  return rows[0]?.ledger ?? "";
}

/** Nobody waits for an answer, nothing is on its way, and a while has passed. */
async function quiet({ platform }: Stage, pool: pg.Pool): Promise<void> {
  await platform.control.idle();
  await until("all to be answered", async () => {
    const { rows } = await pool.query<{ open: number }>(`SELECT
      (SELECT count(*) FROM "Conversation" WHERE "firstUnansweredAt" IS NOT NULL OR "leaseUntil" > now())::int
      + (SELECT count(*) FROM "OutboundMessage" WHERE state IN ('pending', 'sending', 'unknown'))::int
      + (SELECT count(*) FROM "Outbox" WHERE "doneAt" IS NULL AND "failedAt" IS NULL)::int AS open`);
    return rows[0]?.open === 0;
  });
  await delay(QUIET_MS);
}

/** The model is asked, and answers only when the fan is gone. */
async function eraseMidTurn(
  { model, operator, platform }: Stage,
  pool: pg.Pool,
  cal: Person,
  say: ProofOptions["say"],
): Promise<Pick<EraseRecord, "midTurnSends" | "wasMidTurn">> {
  await operator.ask("avatar.autonomy", { avatar: "luna", mode: "auto" });
  model.setLatency(THINKING_MS);
  platform.control.fanWrites(cal.id, `hello, I am from ${cal.words.message}`);
  // From its lease on, a turn has nothing before the model that takes long.
  await until("the turn to begin", async () => await isMidTurn(pool, cal));
  await delay(ASKED_AFTER_MS);
  const wasMidTurn = await isMidTurn(pool, cal);
  say("erased while the model thinks");
  await operator.approve("fan.erase", { fan: cal.id });
  const sends = () => platform.control.thread(cal.id).messages.filter(({ from }) => from === "account").length;
  const atErasure = sends();
  await delay(THINKING_MS + QUIET_MS);
  model.setLatency(0);
  return { wasMidTurn, midTurnSends: [atErasure, sends()] };
}

async function isMidTurn(pool: pg.Pool, { id }: Person): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM "Conversation" c JOIN "FanAddress" d ON d."fanId" = c."fanId"
     WHERE d."externalId" = $1 AND c."leaseUntil" > now()`,
    [id],
  );
  return rowCount === 1;
}

async function eraseLocked({ operator, platform }: Stage, pool: pg.Pool, dan: Person): Promise<void> {
  platform.control.fanWrites(dan.id, `im 16 and live in ${dan.words.message}`);
  await until("the lock", async () => (await conversationOf(pool, dan.id))?.isLocked);
  await operator.approve("fan.erase", { fan: dan.id });
}

async function conversationOf(pool: pg.Pool, externalId: string) {
  const { rows } = await pool.query<{ id: string; name: string; isLocked: boolean; messages: string[] }>(
    `SELECT c.id, f."displayName" AS name, c."minorLockedAt" IS NOT NULL AS "isLocked",
       (SELECT array_agg(text ORDER BY seq) FROM "Message" WHERE "conversationId" = c.id AND direction = 'in') AS messages
     FROM "Conversation" c JOIN "Fan" f ON f.id = c."fanId" JOIN "FanAddress" d ON d."fanId" = f.id
     WHERE d."externalId" = $1`,
    [externalId],
  );
  return rows[0];
}

async function writeAgain({ platform }: Stage, pool: pg.Pool, { id }: Person) {
  platform.control.fanWrites(id, "good morning");
  const { name, isLocked, messages } = await until("the new conversation", () => conversationOf(pool, id));
  return { name, isLocked, messages };
}

function exportedOf({ export: file }: Life, ann: Person, bob: Person): EraseRecord["exported"] {
  const found = EXPORTED_DOORS.filter((door) => file.data.includes(ann.words[door]));
  const foreign = Object.values(bob.words).filter((word) => file.data.includes(word)).length;
  return { wanted: EXPORTED_DOORS, found, foreign };
}

function sightings(
  people: Readonly<Record<string, Person>>,
  stored: readonly StoredText[],
  doors: readonly (typeof ALL_DOORS)[number][],
): readonly Sighting[] {
  return Object.entries(people).flatMap(([whose, { words }]) =>
    doors.map((door) => ({ whose, door, places: placesOf(stored, words[door]) })),
  );
}

function idSightings(people: Readonly<Record<string, Person>>, stored: readonly StoredText[]): readonly Sighting[] {
  return Object.entries(people).map(([whose, { id }]) => ({
    whose,
    door: "platform id",
    places: placesOf(stored, id),
  }));
}

/** Without the log, which only grows, and without lists shown to operators that speak of the erased fan too: those go. */
function rowsOf(stays: Person, erased: Person, stored: readonly StoredText[]): readonly string[] {
  const known = ({ id, words }: Person) => [id, ...Object.values(words)];
  const speaksOf = (person: Person, text: string) => known(person).some((word) => text.includes(word));
  return stored
    .filter(({ place, text }) => !place.endsWith(".log") && speaksOf(stays, text) && !speaksOf(erased, text))
    .map(({ place, text }) => `${place}: ${text}`)
    .sort();
}
