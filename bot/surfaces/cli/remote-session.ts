// Commands in the running server, over REST.
import { z } from "zod";
import type { ExecuteResult } from "../../../agents/commands/execute.ts";
import { type Problem, problemCard } from "../../../agents/commands/problem.ts";
import type { Card } from "../../../agents/commands/view.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import type { CliSession } from "./cli-session.ts";
import { storedFile } from "./embedded-session.ts";
import type { ServerFile } from "./server-file.ts";

export interface RemoteOptions {
  readonly server: ServerFile;
  readonly language?: Language;
  readonly mediaDir?: string;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal;
}

const CardShape = z.custom<Card>((value) => z.looseObject({ title: z.string() }).safeParse(value).success);
const Answer = z.discriminatedUnion("state", [
  z.looseObject({ state: z.literal("done"), output: z.unknown(), card: CardShape }),
  z.looseObject({ state: z.literal("waiting"), runCardId: z.string(), card: CardShape }),
]);
const ProblemAnswer = z.looseObject({
  code: z.string(),
  title: z.string(),
  status: z.number(),
  retryable: z.boolean(),
  field: z.string().optional(),
  remedy: z.string().optional(),
  reason: z.string().optional(),
});

const HEALTH_LIMIT_MS = 2_000;

/** Whether the server of that file answers; a file left by a crash does not. */
export async function isServing(server: ServerFile, fetcher: typeof fetch): Promise<boolean> {
  const signal = AbortSignal.timeout(HEALTH_LIMIT_MS);
  // Not there, or not answering: the command runs in this process instead.
  const response = await fetcher(`${server.url}/healthz`, { signal }).catch(() => null);
  await response?.arrayBuffer();
  return response?.ok ?? false;
}

export function remoteSession(options: RemoteOptions): CliSession {
  const { server, mediaDir } = options;
  return {
    execute: (command, input) => send(options, command, input),
    locate: async (key) => (await storedFile(mediaDir, key)) ?? `${server.url}/media/${key}`,
    settle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** @throws AppError `unavailable` when the server cannot be reached or answers something else */
async function send(options: RemoteOptions, command: string, input: object): Promise<ExecuteResult> {
  const words = texts(options.language ?? "en").cli;
  const [noun = "", verb = ""] = command.split(".");
  let response: Response;
  let body: unknown;
  try {
    response = await options.fetch(
      `${options.server.url}/api/v1/${encodeURIComponent(noun)}/${encodeURIComponent(verb)}`,
      {
        method: "POST",
        headers: {
          Authorization: `Bearer ${options.server.token}`,
          "Content-Type": "application/json",
          ...(options.language ? { "Accept-Language": options.language } : {}),
        },
        body: JSON.stringify(input),
        ...(options.signal ? { signal: options.signal } : {}),
      },
    );
    body = await response.json();
  } catch (cause) {
    throw new AppError("unavailable", words.serverLost, { remedy: words.serverLostRemedy, cause });
  }
  if (response.ok) {
    const answer = Answer.safeParse(body);
    if (answer.success) return answer.data;
  } else {
    const problem = ProblemAnswer.safeParse(body);
    if (problem.success) return failed(problem.data);
  }
  throw new AppError("unavailable", words.serverFailed, { remedy: words.serverFailedRemedy });
}

function failed(answer: z.output<typeof ProblemAnswer>): ExecuteResult {
  const { code, title, status, retryable, field, remedy, reason } = answer;
  const problem: Problem = {
    code,
    message: title,
    status,
    retryable,
    ...(field ? { field } : {}),
    ...(remedy ? { remedy } : {}),
    ...(reason ? { reason } : {}),
  };
  return { state: "failed", problem, card: problemCard(problem) };
}
