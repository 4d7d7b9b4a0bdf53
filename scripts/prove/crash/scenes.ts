// What happens in the crash proof, all of it from the seed: who writes what and when, and at which moments the product dies.
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";
import { drawKillMoment, type KillMoment } from "../../testbed/kill-moment.ts";
import { tokenOf } from "../history/fan-history.ts";

export const FAN_MESSAGES = 200;
export const BATCHES = 5;
export const PIECES_A_BATCH = 6;
export const KILLS = 20;
const FANS = 40;
const MESSAGES_A_SCENE = FAN_MESSAGES / KILLS;
/** Messages of a scene are written within this time of the product's start. */
const SCENE_MS = 5_000;
const BURST_SHARE = 0.4;
const COPIES_SHARE = 0.2;

export interface FanMessage {
  readonly fanId: string;
  readonly text: string;
  readonly afterMs: number;
  /** How often its webhook is delivered. */
  readonly copies: number;
}

/** One life of the product. */
export interface Scene {
  readonly messages: readonly FanMessage[];
  readonly kill: KillMoment;
}

const WORDS = [
  "hey, how was your morning",
  "did you go for a walk today",
  "that last picture was so good",
  "what are you reading right now",
  "coffee or tea",
  "what music do you put on when you cook",
  "the light in your photos is lovely",
  "i had a long day at work",
  "where was that beach",
  "do you like rainy days",
];

export function writeScenes(seed: number): readonly Scene[] {
  const random = seededRandom(seed);
  let written = 0;
  return Array.from({ length: KILLS }, () => {
    const messages = sceneMessages(random, written);
    written += messages.length;
    return { messages, kill: drawKillMoment(random) };
  });
}

function sceneMessages(random: Random, written: number): readonly FanMessage[] {
  const messages: FanMessage[] = [];
  let fan = chosenFan(random, written);
  let afterMs = 0;
  while (messages.length < MESSAGES_A_SCENE) {
    const isBurst = messages.length > 0 && random() < BURST_SHARE;
    if (!isBurst) fan = chosenFan(random, written + messages.length);
    afterMs = isBurst ? afterMs + random() * 700 : random() * SCENE_MS;
    const number = written + messages.length;
    const copies = random() < COPIES_SHARE ? 2 + Math.floor(random() * 2) : 1;
    messages.push({ fanId: fanIdOf(fan), text: textOf(random, number), afterMs: Math.round(afterMs), copies });
  }
  return messages;
}

/** Every fan writes at some time: a new one every few messages, else one of those known. */
function chosenFan(random: Random, number: number): number {
  const known = Math.min(FANS, 1 + Math.floor((number * FANS) / (FAN_MESSAGES * 0.8)));
  return random() < 0.3 ? known - 1 : Math.floor(random() * known);
}

function fanIdOf(fan: number): string {
  return String(7_000_000_000_000_100 + fan);
}

/** Told apart by its last word, which also must never appear in a log. */
function textOf(random: Random, number: number): string {
  const words = WORDS[Math.floor(random() * WORDS.length)] ?? "";
  return `${words}? ${tokenOf(number)}`;
}
