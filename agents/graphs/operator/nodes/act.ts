// What the model called: reads are done, all else is checked and noted, and every mistake is told back to it.

import { MOST_STEPS } from "../../../commands/agent/agent-plan.ts";
import { checkStep } from "../../../commands/agent/plan-steps.ts";
import { findAvatar } from "../../../commands/avatar/find-avatar.ts";
import { findBatch } from "../../../commands/batch/find-batch.ts";
import { execute } from "../../../commands/execute.ts";
import { findPieces } from "../../../commands/piece/find-piece.ts";
import { AppError } from "../../../kernel/errors.ts";
import type { ToolUse } from "../../../models/chat-model.ts";
import type { PlanStep } from "../interpretation.ts";
import type { OperatorRequest } from "../state.ts";
import { ASK_OPERATOR, AskOperatorInput, FIND_COMMANDS, FindCommandsInput, foundCommands, toolName } from "../tools.ts";

/** What a tool may tell the model at most. */
const MOST_CHARS = 4_000;
/** So often the same call may come. */
const SAME_CALLS = 2;
/** Tool calls a request may take. */
export const CALL_BUDGET = 24;

interface Told {
  readonly content: string;
  readonly step?: PlanStep;
  readonly offered?: readonly string[];
  readonly question?: string;
}

export async function act(state: OperatorRequest): Promise<Partial<OperatorRequest>> {
  let { turns, offered, steps, seen, calls, outcome } = state;
  for (const use of state.uses) {
    const key = `${use.name} ${JSON.stringify(use.input)}`;
    const before = seen.filter((each) => each === key).length;
    const told: Told =
      before > 0
        ? { content: "This very call was made before. Go on with something else, or end." }
        : await answer({ ...state, steps, offered }, use);
    seen = [...seen, key];
    calls += 1;
    turns = [...turns, { role: "tool", useId: use.id, content: told.content.slice(0, MOST_CHARS) }];
    if (told.step) steps = [...steps, told.step];
    if (told.offered) offered = [...new Set([...offered, ...told.offered])];
    if (told.question) outcome = { kind: "ask", missing: "what", options: [], say: told.question };
    if (before >= SAME_CALLS || calls > CALL_BUDGET) outcome ??= { kind: "gave_up" };
  }
  return { turns, offered, steps, seen, calls, outcome, uses: [] };
}

async function answer(state: OperatorRequest, use: ToolUse): Promise<Told> {
  const { context, registry } = state;
  if (use.name === ASK_OPERATOR) {
    const asked = AskOperatorInput.safeParse(use.input);
    return asked.success ? { content: "asked", question: asked.data.question } : { content: "It needs a question." };
  }
  if (use.name === FIND_COMMANDS) {
    const asked = FindCommandsInput.safeParse(use.input);
    const found = asked.success ? foundCommands(context, registry, asked.data.words) : [];
    return { content: found.map(toolName).join(", ") || "nothing found", offered: found };
  }
  const command = registry.list.find(({ name }) => toolName(name) === use.name);
  const step = { command: command?.name ?? use.name.replace("_", "."), input: Object(use.input) };
  try {
    const checked = checkStep(context, registry, step);
    await refuseInvented(state, step);
    if (checked.command.effect === "read") return { content: await look(state, step) };
    if (state.steps.length >= MOST_STEPS) return { content: `A plan has at most ${MOST_STEPS} steps.` };
    return { content: `noted as step ${state.steps.length + 1}`, step };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return { content: [`not possible (${thrown.code}): ${thrown.message}`, thrown.remedy].filter(Boolean).join(" ") };
  }
}

async function look({ context, registry }: OperatorRequest, step: PlanStep): Promise<string> {
  const result = await execute(context, registry, { ...step, actor: context.actor, signal: context.signal });
  return JSON.stringify(result.state === "done" ? result.output : result.card.title);
}

/** Creators, pieces and batches must exist, or be made by an earlier step. @throws AppError `not_found` */
async function refuseInvented({ context, steps }: OperatorRequest, { input }: PlanStep): Promise<void> {
  const isMade = steps.some(({ command }) => ["avatar.create", "avatar.clone", "persona.import"].includes(command));
  if (typeof input.avatar === "string" && !isMade) await findAvatar(context, input.avatar);
  if (typeof input.batch === "string") await findBatch(context, input.batch);
  if (typeof input.piece === "string") await findPieces(context, [input.piece]);
  if (Array.isArray(input.pieces)) await findPieces(context, input.pieces.map(String));
}
