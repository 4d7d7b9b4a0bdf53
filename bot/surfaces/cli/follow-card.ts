// Watches a card until its work is finished.
import { setTimeout as delay } from "node:timers/promises";
import type { Card } from "../../../agents/commands/view.ts";
import type { CliSession } from "./cli-session.ts";

export interface FollowOptions {
  readonly session: CliSession;
  readonly signal: AbortSignal;
  /** Called with every new state, the first included. */
  readonly onProgress: (card: Card) => void;
  readonly wait: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

const LOOK_INTERVAL_MS = 700;

/** The finished card; undefined when interrupted. A look that fails ends it with the problem's card. */
export async function followCard(first: Card, options: FollowOptions): Promise<Card | undefined> {
  const { session, signal, onProgress, wait } = options;
  let card = first;
  while (card.live && !card.live.finished) {
    onProgress(card);
    await wait(LOOK_INTERVAL_MS, signal);
    if (signal.aborted) return undefined;
    const { command, input } = card.live;
    const result = await session.execute(command, input);
    card = result.card;
  }
  return card;
}

/** Ends early, without an error, when aborted. */
export async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  await delay(delayMs, undefined, { signal }).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown;
  });
}
