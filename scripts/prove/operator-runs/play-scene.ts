// One request as a person lives it: asked again while no card comes, said yes to again while nothing happens.
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { TelegramEmulator } from "../../../bot/surfaces/telegram/emulator/telegram-emulator.ts";
import { type Chair, colleagueSeesCard } from "./chairs.ts";
import { decidedCards, type Told } from "./record.ts";
import type { Scene } from "./scenes.ts";

interface Scenery {
  readonly chair: Chair;
  /** Where the colleague sits. */
  readonly telegram: TelegramEmulator;
  readonly look: <Value>(read: (pool: pg.Pool) => Promise<Value>) => Promise<Value>;
  /** Kills the product and waits until the next one is ready. */
  readonly restart: () => Promise<void>;
}

const LOOK_INTERVAL_MS = 200;
/** How long a person waits for something to happen before doing it again. */
const PATIENCE_MS = 8_000;
const TRIES = 5;
/** From a yes to the end of its run, with a restart between. */
const RUN_LIMIT_MS = 90_000;

export async function playScene(set: Scenery, scene: Scene): Promise<Told> {
  const { chair, look } = set;
  const { pictures, publishes, kill, nuisance } = scene;
  const before = await look(decidedCards);
  const what = `${scene.chair}: ${scene.text} (${kill}, ${nuisance})`;
  const card = await askForCard(set, scene);
  if (card === null) return { what, runCardId: null, isCardUsable: null, isTold: false, pictures, publishes };
  if (kill === "card") {
    await delay(scene.killAfterMs);
    await set.restart();
  }
  const toldBefore = chair.told();
  const runCardId = await sayYes(set, scene, card, before);
  const end = async () => (await look(decidedCards)).get(runCardId ?? "");
  await until(async () => ["done", "failed", undefined].includes(await end()), RUN_LIMIT_MS);
  const isTold = await until(() => Promise.resolve(chair.told() > toldBefore), PATIENCE_MS * TRIES);
  const isCardUsable = kill === "none" || kill === "request" ? null : runCardId !== null;
  return { what, runCardId, isCardUsable, isTold, pictures, publishes };
}

async function askForCard({ chair, restart }: Scenery, { text, kill, killAfterMs }: Scene): Promise<string | null> {
  const told = chair.told();
  const find = () => Promise.resolve(chair.cardAfter(told) !== null);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const asking = chair.asks(text);
    if (kill === "request" && attempt === 1) {
      await delay(killAfterMs);
      await restart();
    }
    const isHeard = await asking;
    if (isHeard && (await until(find, PATIENCE_MS))) return chair.cardAfter(told);
    if (!isHeard) await delay(LOOK_INTERVAL_MS);
  }
  return null;
}

/** @returns the card that was decided by it */
async function sayYes(
  set: Scenery,
  { kill, killAfterMs, nuisance }: Scene,
  card: string,
  before: ReadonlyMap<string, string>,
): Promise<string | null> {
  const { chair, telegram, look, restart } = set;
  const colleague = nuisance === "two_operators" ? await colleagueSeesCard(telegram) : null;
  const yeses = [chair.taps(card), ...(nuisance === "double_tap" ? [chair.taps(card)] : [])];
  colleague?.();
  if (kill === "yes" || kill === "run") {
    await delay(killAfterMs);
    await restart();
  }
  await Promise.all(yeses);
  if (nuisance === "replay") await chair.replays();
  const decided = async () => [...(await look(decidedCards)).keys()].find((id) => !before.has(id));
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    if (await until(async () => (await decided()) !== undefined, PATIENCE_MS)) return (await decided()) ?? null;
    await chair.taps(card);
  }
  return null;
}

async function until(holds: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs;
  for (;;) {
    if (await holds()) return true;
    if (performance.now() > end) return false;
    await delay(LOOK_INTERVAL_MS);
  }
}
