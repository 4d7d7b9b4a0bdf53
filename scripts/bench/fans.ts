// Who writes, and what: harmless sentences that the graph answers with words of its own, not by a rule.

/** A disclosure and the answer: once a fan, and not measured. */
export const FIRST_ANSWER_MESSAGES = 2;

const SMALL_TALK = [
  "hey, how was your day?",
  "that last picture by the sea is lovely",
  "what did you have for breakfast?",
  "I finally tried surfing, it was harder than I thought",
  "do you like rainy days too?",
  "good morning from a very tired student",
] as const;

export function smallTalk(index: number): string {
  return SMALL_TALK[index % SMALL_TALK.length] ?? SMALL_TALK[0];
}

export function fanIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(9_000_000_000_000 + index));
}
