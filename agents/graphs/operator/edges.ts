// Where the operator graph goes next.
import { END } from "@langchain/langgraph";
import type { OperatorRequest } from "./state.ts";

/** Model turns a request may take. */
export const ROUND_BUDGET = 8;

export function afterThink({ outcome }: OperatorRequest): "act" | typeof END {
  return outcome === null ? "act" : END;
}

export function afterAct({ outcome, rounds }: OperatorRequest): "think" | typeof END {
  return outcome === null && rounds < ROUND_BUDGET ? "think" : END;
}
