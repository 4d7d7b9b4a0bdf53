// One turn of the model: it calls tools, or says what it has to say.
import { redact } from "../../../kernel/log.ts";
import { paidToolChat } from "../../paid-chat.ts";
import type { Interpretation } from "../interpretation.ts";
import { OPERATOR_PROMPT } from "../prompts.ts";
import { refusalOf } from "../rules/refusals.ts";
import type { OperatorRequest } from "../state.ts";
import { toolsOf } from "../tools.ts";

const EXPECTED_OUTPUT_TOKENS = 200;

export async function think(state: OperatorRequest): Promise<Partial<OperatorRequest>> {
  const { context, registry, system, turns, offered, steps, rounds } = state;
  const { onText } = context;
  const answer = await paidToolChat(
    context,
    {
      id: OPERATOR_PROMPT.id,
      promptVersion: OPERATOR_PROMPT.version,
      system,
      turns,
      tools: toolsOf(registry, offered),
      expectedOutputTokens: EXPECTED_OUTPUT_TOKENS,
      signal: context.signal,
      ...(onText ? { onText: (soFar: string) => onText(redact(soFar)) } : {}),
    },
    { operatorId: context.actor.id },
  );
  const said = { role: "assistant" as const, content: answer.text, uses: answer.uses };
  return {
    turns: [...turns, said],
    uses: answer.uses,
    rounds: rounds + 1,
    ...(answer.uses.length === 0 ? { outcome: ended(steps, answer.text) } : {}),
  };
}

function ended(steps: OperatorRequest["steps"], text: string): Interpretation {
  if (steps.length > 0) {
    // The plan may hold nothing that the request itself would have been refused for.
    const refused = refusalOf(JSON.stringify(steps.map(({ input }) => input)));
    return refused ? { kind: "refused", reason: refused } : { kind: "plan", steps };
  }
  return text.trim() === "" ? { kind: "unknown" } : { kind: "said", text: redact(text.trim().slice(0, 2_000)) };
}
