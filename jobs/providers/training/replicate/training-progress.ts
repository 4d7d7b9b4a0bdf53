// How far a training is, as its own log tells: the last state of its progress bar.
// "flux_train_replicate:  45%|####5     | 450/1000 [05:12<06:10,  1.48it/s, lr: 4.0e-04 loss: 3.8e-01]"

/** The trainer's name for its job; other bars, for downloads and captions, come before it. */
const BAR = /flux_train_replicate:\s+\d+%\|[^|]*\|\s*(\d+)\/(\d+) \[[\d:]+<([\d:?]+)/g;

export interface TrainingProgress {
  /** 0 to 1. */
  readonly progress: number;
  readonly etaMs?: number;
}

/** null: it has not begun. */
export function trainingProgress(logs: string): TrainingProgress | null {
  const [, done, all, left = ""] = [...logs.matchAll(BAR)].at(-1) ?? [];
  if (!Number(all)) return null;
  const etaMs = durationMs(left);
  return { progress: Math.min(1, Number(done) / Number(all)), ...(etaMs === null ? {} : { etaMs }) };
}

/** "06:10", "1:06:10"; "?" is none. */
function durationMs(text: string): number | null {
  if (!/^\d+(:\d+){1,2}$/.test(text)) return null;
  return text.split(":").reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1_000;
}
