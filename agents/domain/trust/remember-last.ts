// Several guards ask the same thing of one message in a row.

/** A pure function of a text that keeps its last answer. */
export function rememberLast<Answer>(answerTo: (text: string) => Answer): (text: string) => Answer {
  let last: { readonly text: string; readonly answer: Answer } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, answer: answerTo(text) };
    return last.answer;
  };
}

/** The same for the newest few questions: when a message is taken in, when it is thought of, when it is answered. */
export function rememberNewest<Answer>(most: number): (question: string, answer: () => Answer) => Answer {
  const known = new Map<string, Answer>();
  return (question, answer) => {
    const before = known.get(question);
    if (before !== undefined) return before;
    const found = answer();
    known.set(question, found);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
