// Who writes, and what: harmless sentences that the graph answers with words of its own, not by a rule. Hardly any two are
// the same, so that nothing is measured which only a repeated text makes quick.

/** A disclosure and the answer: once a fan, and not measured. */
export const FIRST_ANSWER_MESSAGES = 2;

const OPENINGS = [
  "hey you,",
  "good morning,",
  "just back from work and",
  "honestly,",
  "so, funny story,",
  "I was thinking,",
  "rainy here today and",
  "okay,",
  "haha",
  "you know what,",
  "late night again and",
] as const;
const MIDDLES = [
  "I finally tried surfing, it was harder than I thought",
  "my sister says I talk about the sea all day long",
  "that last picture by the water is lovely",
  "I burned my breakfast for the third time",
  "we painted the kitchen green and I like it",
  "the new record of my favourite band came out",
  "my dog has learned to open the fridge",
  "I walked along the harbour and thought of your posts",
  "the train was late so I read half of my book",
] as const;
const ENDINGS = [
  "what did you have for breakfast?",
  "do you like rainy days too?",
  "tell me about your day",
  "how do you take your coffee?",
  "what music are you into lately?",
  "have you been near the waves today?",
  "that made me smile",
] as const;

/** The numbers of the lists have no common divisor: 693 sentences before one comes again. */
export function smallTalk(index: number): string {
  const [opening, middle, ending] = [OPENINGS, MIDDLES, ENDINGS].map((parts) => parts[index % parts.length]);
  return `${opening} ${middle}. ${ending}`;
}

/** @param from number of the first, so that two groups have nobody in common */
export function fanIds(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => String(9_000_000_000_000 + from + index));
}
