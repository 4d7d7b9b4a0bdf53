// How far a training is, from the progress bars in its log.

/** "  45%|████▌     | 450/1000 [01:20<01:38, 5.6it/s]": done and all. */
const BAR = /(\d+)\/(\d+) \[/g;

/** Masks and captions have bars too: of all bars the longest is the training's own. @returns 0 to 1 */
export function trainingProgress(logs: readonly string[]): number | undefined {
  let [done, all] = [0, 0];
  for (const [, at, of] of logs.join("\n").matchAll(BAR)) {
    if (Number(of) >= all) [done, all] = [Number(at), Number(of)];
  }
  return all === 0 ? undefined : Math.min(1, done / all);
}
