// Fans in conversation with the product: as fast as they are answered, or at a steady rate.
import { setTimeout as delay } from "node:timers/promises";
import type { Creator } from "./creator.ts";
import { FIRST_ANSWER_MESSAGES, smallTalk } from "./fans.ts";

/** What each fan writes next: a number of its own for each message of a run. */
const nextLine = (() => {
  let lines = 0;
  return () => {
    lines += 1;
    return smallTalk(lines);
  };
})();

/** Every fan writes for the first time; resolves when each has the disclosure and an answer. */
export async function getToKnow(creator: Creator, fans: readonly string[]): Promise<void> {
  await talk(creator, fans, { messagesEach: FIRST_ANSWER_MESSAGES, rounds: 1 });
}

export interface Talk {
  readonly answered: number;
  readonly seconds: number;
}

/** Each fan writes the moment the last answer has arrived, `rounds` times. */
export async function talk(
  creator: Creator,
  fans: readonly string[],
  { messagesEach = 1, rounds }: { readonly messagesEach?: number; readonly rounds: number },
): Promise<Talk> {
  const left = new Map(fans.map((fan) => [fan, rounds * messagesEach]));
  let open = fans.length;
  const startedMs = performance.now();
  const { promise: ended, resolve: end } = promised();
  creator.onSent((fan) => {
    const still = (left.get(fan) ?? 0) - 1;
    left.set(fan, still);
    if (still === 0) {
      open -= 1;
      if (open === 0) end();
    } else if (still > 0 && still % messagesEach === 0) creator.write(fan, nextLine());
  });
  for (const fan of fans) creator.write(fan, nextLine());
  await ended;
  return { answered: fans.length * rounds, seconds: (performance.now() - startedMs) / 1_000 };
}

/** One fan after another writes, whether or not those before were answered. @returns ms until each has the answer */
export async function talkAtRate(
  creator: Creator,
  fans: readonly string[],
  perSecond: number,
  messages: number,
): Promise<number[]> {
  const wroteAtMs = new Map<string, number>();
  const waits: number[] = [];
  const { promise: ended, resolve: end } = promised();
  creator.onSent((fan) => {
    const wroteMs = wroteAtMs.get(fan);
    if (wroteMs === undefined) return;
    wroteAtMs.delete(fan);
    waits.push(performance.now() - wroteMs);
    if (waits.length === messages) end();
  });
  const startedMs = performance.now();
  for (let index = 0; index < messages; index += 1) {
    await delay(Math.max(0, startedMs + (index * 1_000) / perSecond - performance.now()));
    const fan = fans[index % fans.length] ?? "";
    wroteAtMs.set(fan, performance.now());
    creator.write(fan, nextLine());
  }
  await ended;
  return waits;
}

function promised() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
