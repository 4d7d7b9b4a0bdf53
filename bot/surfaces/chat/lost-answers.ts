// Closes what a crash left of answers a model was writing.
import { type LostAnswer, takeLostAnswers } from "../../../agents/commands/agent/open-answers.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import type { Timers } from "../../../jobs/queue/timers.ts";

export interface LostAnswersOptions {
  readonly context: AppContext;
  readonly surface: string;
  /** Over the message that is there, else as a new one. */
  readonly close: (answer: LostAnswer) => Promise<void>;
  readonly timers: Timers;
}

const LOOK_MS = 15_000;

/** @returns how to stop looking */
export function watchLostAnswers({ context, surface, close, timers }: LostAnswersOptions): () => void {
  const look = async () => {
    for (const answer of await callInternal(context, takeLostAnswers, { surface })) await close(answer);
  };
  const tried = () =>
    void look().catch((thrown: unknown) => {
      context.log.warn("a broken answer could not be closed", { surface, error: thrown });
    });
  tried();
  return timers.every(LOOK_MS, tried);
}
