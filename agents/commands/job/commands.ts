// Background work that was given up: what it was, and asking for it anew or letting it go.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { askAgain } from "../../work-orders/enqueue.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import type { Card } from "../view.ts";
import { failedJobs } from "./failed-jobs.ts";

const SHOWN = 25;

const Job = z.object({
  id: z.string(),
  name: z.string(),
  queue: z.string(),
  attempts: z.number(),
  error: z.string(),
  failedAt: z.string(),
});

const jobList = defineCommand({
  name: "job.list",
  role: "owner",
  effect: "read",
  input: z.object({}),
  output: z.object({ jobs: z.array(Job) }),
  errors: [],
  run: async (context) => ({ jobs: [...(await failedJobs(context, SHOWN))] }),
  view: ({ jobs }, context) => listCard(jobs, context.actor.language),
});

const Done = z.object({ id: z.string(), name: z.string() });

const jobRetry = defineCommand({
  name: "job.retry",
  role: "owner",
  effect: "write",
  input: z.object({ job: z.string().max(100) }),
  output: Done,
  positional: ["job"],
  errors: ["not_found"],
  run: async (context, { job }) => {
    const name = await transact(context, (tx) => askAgain(tx, context.ids, context.clock, job));
    return { id: job, name: name ?? notThere(context, job) };
  },
  view: ({ name }, context) => ({ title: texts(context.actor.language).jobs.retried(name), tone: "good" }),
  subject: (_input, output) => output.id,
});

const jobDiscard = defineCommand({
  name: "job.discard",
  role: "owner",
  effect: "write",
  input: z.object({ job: z.string().max(100) }),
  output: Done,
  positional: ["job"],
  errors: ["not_found"],
  run: async (context, { job }) => {
    const name = await transact(context, async (tx) => {
      const row = await tx.outbox.findFirst({ where: { id: job, failedAt: { not: null }, doneAt: null } });
      if (row) await tx.outbox.deleteMany({ where: { id: row.id } });
      return row?.name;
    });
    return { id: job, name: name ?? notThere(context, job) };
  },
  view: ({ name }, context) => ({ title: texts(context.actor.language).jobs.discarded(name), tone: "good" }),
  subject: (_input, output) => output.id,
});

/** @throws AppError `not_found`, also for work that is still to be done or was done */
function notThere({ actor }: CommandContext, job: string): never {
  const words = texts(actor.language).jobs;
  throw new AppError("not_found", words.notFound(job.slice(0, 60)), { field: "job", remedy: words.notFoundHint });
}

function listCard(jobs: readonly z.output<typeof Job>[], language: Language): Card {
  const words = texts(language).jobs;
  return {
    title: words.count(jobs.length),
    ...(jobs.length === 0
      ? {}
      : {
          tone: "warning" as const,
          table: {
            columns: [words.job, words.name, words.attempts, words.error, words.failedAt].map((label) => ({ label })),
            rows: jobs.map((job) => [
              job.id,
              job.name,
              String(job.attempts),
              job.error,
              job.failedAt.slice(0, 16).replace("T", " "),
            ]),
          },
        }),
    buttons: jobs.slice(0, 1).flatMap(({ id, name }) => [
      { label: `${words.retry}: ${name}`, command: "job.retry", input: { job: id }, style: "primary" as const },
      { label: `${words.discard}: ${name}`, command: "job.discard", input: { job: id }, style: "danger" as const },
    ]),
  };
}

export const jobCommands: readonly AnyCommand[] = [jobList, jobRetry, jobDiscard];
