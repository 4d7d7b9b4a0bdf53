// What operators ask for in the proof, and when the product dies over it; all of it from the seed.
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";

export type ChairName = "telegram" | "discord" | "rest";

/** Over the request, with its card on the table, over the yes, or so long into what the yes began. */
type KillPoint = "request" | "card" | "yes" | "run" | "none";

/** Beside one plain tap. */
type Nuisance = "none" | "double_tap" | "replay" | "two_operators";

export interface Scene {
  readonly chair: ChairName;
  readonly text: string;
  /** 0: none are asked for. */
  readonly pictures: number;
  /** Number of the approved piece that is to go out, once; null: none. */
  readonly publishes: number | null;
  readonly kill: KillPoint;
  readonly killAfterMs: number;
  readonly nuisance: Nuisance;
}

export interface Size {
  readonly requests: number;
}

export const FULL_SIZE: Size = { requests: 24 };

const CHAIRS: readonly ChairName[] = ["telegram", "discord", "rest"];
const KILLS: readonly KillPoint[] = ["request", "card", "yes", "run", "yes", "run", "card", "none"];
const NUISANCES: readonly Nuisance[] = ["none", "double_tap", "replay", "two_operators"];
/** Longest wait before the kill: a plan is made within these, a run takes some seconds. */
const LATEST_MS: Readonly<Record<KillPoint, number>> = { request: 250, card: 50, yes: 120, run: 2_500, none: 0 };
const MOST_PICTURES = 3;

export function writeScenes(seed: number, { requests }: Size): readonly Scene[] {
  const random = seededRandom(seed);
  let pieces = 0;
  return Array.from({ length: requests }, (_, index) => {
    const kill = KILLS[index % KILLS.length] ?? "none";
    const wish = index % 3;
    const publishes = wish === 0 ? null : ++pieces;
    const pictures = wish === 1 ? 0 : 1 + Math.floor(random() * MOST_PICTURES);
    return {
      chair: pick(random, CHAIRS),
      text: wordsFor(random, pictures, publishes),
      pictures,
      publishes,
      kill,
      killAfterMs: Math.round(random() * LATEST_MS[kill]),
      nuisance: pick(random, NUISANCES),
    };
  });
}

function pick<Value>(random: Random, [first, ...others]: readonly Value[]): Value {
  const all = [first as Value, ...others];
  return all[Math.floor(random() * all.length)] ?? (first as Value);
}

function wordsFor(random: Random, pictures: number, publishes: number | null): string {
  const isSpanish = random() < 0.4;
  const make = isSpanish ? `haz ${pictures} fotos de Luna` : `make Luna ${pictures} pictures`;
  const publish = isSpanish ? `publica luna-${publishes} ahora` : `publish luna-${publishes} now`;
  if (publishes === null) return make;
  if (pictures === 0) return publish;
  return isSpanish ? `${make} y luego ${publish}` : `${make}, then ${publish}`;
}
