// Several guards ask the same thing of one message in a row.

/** A pure function of a text that keeps its last answer. */
export function rememberLast<Answer>(answerTo: (text: string) => Answer): (text: string) => Answer {
  let last: { readonly text: string; readonly answer: Answer } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, answer: answerTo(text) };
    return last.answer;
  };
}
