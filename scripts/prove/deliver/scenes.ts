// What happens in the deliver proof, all of it from the seed: who writes what, how often it is told, who dies and when.
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";
import type { FaultPlan } from "../../../bot/platforms/instagram/emulator/faults.ts";
import { drawKillMoment, type KillMoment } from "../../testbed/kill-moment.ts";
import { tokenOf } from "../history/fan-history.ts";

export interface Size {
  readonly messages: number;
  readonly kills: number;
  readonly fans: number;
}

export const FULL_SIZE: Size = { messages: 10_000, kills: 30, fans: 600 };
/** A webhook is told 1 to 20 times, mostly a few. */
const MOST_COPIES = 20;
/** Messages of a scene are written within this time. */
const SCENE_MS = 4_000;
const BURST_SHARE = 0.4;
/** Calls of a life that a kill may fall on. */
const LATEST_CALL = 150;

export interface FanMessage {
  readonly fanId: string;
  readonly text: string;
  readonly afterMs: number;
  readonly copies: number;
}

/** One life: what is written, what goes wrong on the platform, who is killed then. */
export interface Scene {
  readonly messages: readonly FanMessage[];
  readonly faults: readonly FaultPlan[];
  readonly kill: KillMoment;
  /** In [0, 1): which of the processes. */
  readonly victim: number;
}

const WORDS = [
  "hey, how was your morning",
  "did you go for a walk today",
  "that last picture was so good",
  "what are you reading right now",
  "coffee or tea",
  "que musica escuchas cuando cocinas",
  "me gusta mucho la luz de tus fotos",
  "i had a long day at work",
  "where was that beach",
  "do you like rainy days",
];

/** Words after which much may not be said any more, each by one fan in so many. */
const LOCKS: readonly (readonly [string, number])[] = [
  ["STOP", 20],
  ["im 16", 30],
  ["i want to kill myself", 33],
];

export function writeScenes(seed: number, size: Size): readonly Scene[] {
  const random = seededRandom(seed);
  let written = 0;
  return Array.from({ length: size.kills }, (_, index) => {
    const until = Math.round((size.messages * (index + 1)) / size.kills);
    const messages = sceneMessages(random, size, written, until);
    written = until;
    return { messages, faults: drawFaults(random), kill: drawKillMoment(random, LATEST_CALL), victim: random() };
  });
}

function sceneMessages(random: Random, { fans }: Size, from: number, until: number): readonly FanMessage[] {
  const messages: FanMessage[] = [];
  let fan = 0;
  let afterMs = 0;
  for (let number = from; number < until; number += 1) {
    const isBurst = messages.length > 0 && random() < BURST_SHARE;
    if (!isBurst) fan = Math.floor(random() * fans);
    afterMs = isBurst ? afterMs + random() * 700 : random() * SCENE_MS;
    const copies = 1 + Math.floor(MOST_COPIES * random() ** 3);
    messages.push({ fanId: fanIdOf(fan), text: textOf(random, fan, number), afterMs: Math.round(afterMs), copies });
  }
  return messages;
}

function fanIdOf(fan: number): string {
  return String(7_000_000_000_000_100 + fan);
}

function textOf(random: Random, fan: number, number: number): string {
  const lock = LOCKS.find(([, oneIn]) => fan % oneIn === oneIn - 1);
  if (lock && random() < 0.1) return lock[0];
  return `${WORDS[Math.floor(random() * WORDS.length)] ?? ""}? ${tokenOf(number)}`;
}

/** Sends that fail, answers that are lost after they were carried out, look-ups that fail. */
function drawFaults(random: Random): readonly FaultPlan[] {
  const some = (most: number) => 1 + Math.floor(random() * most);
  return [
    { operation: "send", times: some(6), fault: { kind: "server_error", status: 503 } },
    { operation: "send", times: some(6), fault: { kind: "lose_answer" } },
    { operation: "send", times: some(2), fault: { kind: "garbage" } },
    { operation: "conversations", times: some(3), fault: { kind: "server_error", status: 500 } },
  ];
}
