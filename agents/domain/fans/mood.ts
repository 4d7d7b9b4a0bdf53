// How a fan sounds in words, from the running sentiment and where the newest messages lead (domain 7).

/** Beyond it, either way, a mood or a change of it is worth a word. */
export const MOOD_STEP = 0.2;

export type Mood = "good" | "even" | "bad";
export type MoodTrend = "rising" | "steady" | "falling";

/** Mean of the last three less mean of the first three; 0 for fewer than two. */
export function sentimentTrend(values: readonly number[]): number {
  return values.length < 2 ? 0 : mean(values.slice(-3)) - mean(values.slice(0, 3));
}

export function moodOf(average: number, values: readonly number[]): { readonly mood: Mood; readonly trend: MoodTrend } {
  return {
    mood: step(average, "good", "even", "bad"),
    trend: step(sentimentTrend(values), "rising", "steady", "falling"),
  };
}

function step<Word>(value: number, above: Word, between: Word, below: Word): Word {
  if (value > MOOD_STEP) return above;
  return value < -MOOD_STEP ? below : between;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
