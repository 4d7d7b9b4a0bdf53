// The only path of an operator's action: parse -> authorise -> idempotency -> confirm -> run -> audit -> log.
import type { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { sha256 } from "../kernel/secret.ts";
import { span } from "../kernel/tracing.ts";
import { texts } from "../texts/texts.ts";
import { appendAudit } from "./audit.ts";
import type { AnyCommand } from "./command.ts";
import type { Actor, AppContext, CommandContext, Place } from "./context.ts";
import { describeIssue } from "./describe-issue.ts";
import { hasRole } from "./has-role.ts";
import { claimKey, type IdempotencyClaim, releaseKey, storeResult } from "./idempotency.ts";
import { type Problem, problemCard, problemFrom } from "./problem.ts";
import type { Registry } from "./registry.ts";
import { createRunCard } from "./run/create-run-card.ts";
import { apart } from "./transact.ts";
import type { Card } from "./view.ts";

export interface ExecuteRequest {
  readonly command: string;
  readonly input: unknown;
  readonly actor: Actor;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  readonly place?: Place;
  readonly onText?: (soFar: string) => void;
  /** Set by the approval of a run card only. */
  readonly runCardId?: string;
}

export type ExecuteResult =
  | { readonly state: "done"; readonly output: unknown; readonly card: Card }
  | { readonly state: "waiting"; readonly runCardId: string; readonly card: Card }
  | { readonly state: "failed"; readonly problem: Problem; readonly card: Card };

export { hasRole };

/** Same input, same hash, whatever the order of its keys. */
export function hashInput(command: string, input: unknown): string {
  return sha256(`${command}\n${JSON.stringify(input, (_key, value) => sortKeys(value))}`);
}

function sortKeys(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

export async function execute(
  context: AppContext,
  registry: Registry,
  request: ExecuteRequest,
): Promise<ExecuteResult> {
  const { command, actor } = request;
  const name = registry.find(command)?.name ?? "unknown";
  const facts = { command: name, surface: actor.surface, operatorId: actor.id };
  return await span(`command ${name}`, facts, async (own) => {
    const result = await executeNow(context, registry, request);
    own.note({ outcome: result.state === "failed" ? result.problem.code : result.state });
    return result;
  });
}

async function executeNow(context: AppContext, registry: Registry, request: ExecuteRequest): Promise<ExecuteResult> {
  const { actor } = request;
  const started = context.clock.now().getTime();
  try {
    const command = findCommand(registry, request);
    const result = await perform(context, command, request);
    context.log.info("command", {
      command: command.name,
      operatorId: actor.id,
      surface: actor.surface,
      state: result.state,
      durationMs: context.clock.now().getTime() - started,
    });
    return result;
  } catch (thrown) {
    const problem = problemFrom(thrown, actor.language);
    const fields = { command: request.command, operatorId: actor.id, surface: actor.surface, code: problem.code };
    if (problem.code === "internal") context.log.error("command failed", { ...fields, error: thrown });
    else context.log.info("command refused", { ...fields, ...(problem.reason ? { reason: problem.reason } : {}) });
    return { state: "failed", problem, card: problemCard(problem) };
  }
}

function findCommand(registry: Registry, request: ExecuteRequest): AnyCommand {
  const command = registry.find(request.command);
  if (command) return command;
  const words = texts(request.actor.language).common;
  const nearest = registry.nearest(request.command);
  throw new AppError("unknown_command", words.unknownCommand(request.command.slice(0, 60)), {
    ...(nearest ? { remedy: words.didYouMean(nearest.replace(".", " ")) } : {}),
  });
}

function parseInput(command: AnyCommand, request: ExecuteRequest): z.output<AnyCommand["input"]> {
  const parsed = command.input.strict().safeParse(request.input ?? {});
  if (parsed.success) return parsed.data;
  const words = texts(request.actor.language).common;
  const issue = parsed.error.issues[0];
  const usage = `${words.example}: ${texts(request.actor.language).commands[command.name]?.example ?? command.name}`;
  if (issue?.code === "unrecognized_keys") {
    const name = issue.keys[0] ?? "";
    throw new AppError("invalid_input", words.unknownArgument(name, command.name.replace(".", " ")), {
      field: name,
      remedy: usage,
    });
  }
  const field = issue?.path.join(".") ?? "";
  const missing = issue?.code === "invalid_type" && issue.input === undefined && request.input !== undefined;
  throw new AppError(
    "invalid_input",
    missing
      ? words.missingArgument(field)
      : words.badValue(field, issue ? describeIssue(issue, request.actor.language) : ""),
    {
      field,
      remedy: usage,
    },
  );
}

async function perform(app: AppContext, command: AnyCommand, request: ExecuteRequest): Promise<ExecuteResult> {
  const input = parseInput(command, request);
  const context: CommandContext = {
    ...apart(app),
    actor: request.actor,
    signal: request.signal ?? new AbortController().signal,
    ...(request.place ? { place: request.place } : {}),
    ...(request.onText ? { onText: request.onText } : {}),
    ...(request.runCardId ? { runCardId: request.runCardId } : {}),
  };
  authorise(command, context);
  const inputHash = hashInput(command.name, input);
  const claim = request.idempotencyKey
    ? await claimKey(context, request.idempotencyKey, command.name, inputHash)
    : null;
  if (claim?.stored) return claim.stored;
  try {
    return await finish(context, claim, await confirmOrRun(context, command, input, inputHash));
  } catch (thrown) {
    if (claim) await releaseKey(context, claim.id);
    throw thrown;
  }
}

async function confirmOrRun(
  context: CommandContext,
  command: AnyCommand,
  input: z.output<AnyCommand["input"]>,
  inputHash: string,
): Promise<ExecuteResult> {
  const needsApproval = command.effect === "spend" || command.effect === "irreversible";
  if (needsApproval && !context.runCardId) {
    return await createRunCard(context, command, input, (planned) => hashInput(command.name, planned));
  }
  const output = await runAudited(context, command, input, inputHash);
  return { state: "done", output, card: command.view(output, context, input) };
}

function authorise(command: AnyCommand, context: CommandContext): void {
  if (hasRole(context.actor, command.role)) return;
  const words = texts(context.actor.language).common;
  throw new AppError("forbidden", words.forbidden(words.roles[command.role]), { remedy: words.askOwner });
}

async function runAudited(
  context: CommandContext,
  command: AnyCommand,
  input: z.output<AnyCommand["input"]>,
  inputHash: string,
): Promise<unknown> {
  const record = (outcome: string, subject?: string) =>
    command.effect === "read"
      ? Promise.resolve()
      : appendAudit(context, { command: command.name, inputHash, outcome, ...(subject ? { subject } : {}) });
  let output: unknown;
  try {
    output = command.output.parse(await command.run(context, input));
  } catch (thrown) {
    await record(problemFrom(thrown, context.actor.language).code);
    throw thrown;
  }
  await record("done", command.subject?.(input, output));
  return output;
}

async function finish(
  context: CommandContext,
  claim: IdempotencyClaim | null,
  result: ExecuteResult,
): Promise<ExecuteResult> {
  if (claim) await storeResult(context, claim.id, result);
  return result;
}
