// A small registry in which every kind of command occurs, for tests of surfaces.
import { z } from "zod";
import { type AnyCommand, defineCommand } from "../../../agents/commands/command.ts";
import { helpShow } from "../../../agents/commands/help/help-show.ts";
import { createRegistry, type Registry } from "../../../agents/commands/registry.ts";
import { runApprove } from "../../../agents/commands/run/run-approve.ts";
import { runCancel } from "../../../agents/commands/run/run-cancel.ts";
import { sessionCommands } from "../../../agents/commands/session/commands.ts";
import type { Card } from "../../../agents/commands/view.ts";
import { AppError } from "../../../agents/kernel/errors.ts";

/** What the commands worked on, for assertions. */
export interface Notebook {
  readonly notes: string[];
  /** Progress of the batch that `batch.show` tells about. */
  done: number;
}

const TOTAL = 4;

export function testRegistry(notebook: Notebook, extra: readonly AnyCommand[] = []): Registry {
  const lazily: () => Registry = () => registry;
  const registry: Registry = createRegistry([
    ...noteCommands(notebook),
    ...batchCommands(notebook),
    ...sessionCommands,
    helpShow(lazily),
    runApprove(lazily),
    runCancel,
    ...extra,
  ]);
  return registry;
}

function noteCommands(notebook: Notebook): readonly AnyCommand[] {
  const noteAdd = defineCommand({
    name: "note.add",
    role: "manager",
    effect: "write",
    input: z.object({ text: z.string().min(1), copies: z.number().int().min(1).max(9).default(1) }),
    output: z.object({ count: z.number() }),
    positional: ["text"],
    errors: ["refused"],
    run: async (_context, { text, copies }) => {
      if (text === "forbidden")
        throw new AppError("refused", "Not this word.", { field: "text", remedy: "Another one." });
      if (text === "broken") throw new TypeError("secret detail of the inside");
      for (let copy = 0; copy < copies; copy += 1) notebook.notes.push(text);
      return { count: notebook.notes.length };
    },
    view: (output, _context, input) => ({
      title: `Noted: ${input.text}`,
      tone: "good",
      fields: [{ label: "Notes", value: String(output.count) }],
    }),
  });
  const noteHidden = defineCommand({
    name: "note.hidden",
    role: "analyst",
    effect: "write",
    visibility: "internal",
    input: z.object({}),
    output: z.object({}),
    errors: [],
    run: async () => ({}),
    view: () => ({ title: "hidden" }),
  });
  const systemStatus = defineCommand({
    name: "system.status",
    role: "analyst",
    effect: "read",
    input: z.object({}),
    output: z.object({}),
    errors: [],
    run: async () => ({}),
    view: () => ({
      title: "State of the system",
      tone: "warning",
      fields: [
        { label: "Database", value: "embedded" },
        { label: "Pictures", value: "storyboard, offline" },
      ],
    }),
  });
  return [noteAdd, noteHidden, systemStatus];
}

function batchCommands(notebook: Notebook): readonly AnyCommand[] {
  const Batch = z.object({ done: z.number() });
  const card = (done: number): Card => ({
    title: done === TOTAL ? "Batch luna-b1 is finished" : "Batch luna-b1 is running",
    progress: { done, total: TOTAL, label: `${done} of ${TOTAL} pictures` },
    live: { topic: "batch:bat_1", command: "batch.show", input: {}, finished: done === TOTAL },
  });
  const batchShow = defineCommand({
    name: "batch.show",
    role: "chatter",
    effect: "read",
    input: z.object({}),
    output: Batch,
    errors: [],
    run: async () => ({ done: notebook.done }),
    view: (output) => card(output.done),
  });
  const batchCreate = defineCommand({
    name: "batch.create",
    role: "manager",
    effect: "spend",
    input: z.object({ avatar: z.string(), count: z.number().int().min(1).max(500).default(6) }),
    output: Batch,
    positional: ["avatar", "count"],
    errors: ["not_found", "budget_reached"],
    estimate: async (_context, { count }) => ({
      lines: [{ label: "Pictures", value: String(count) }],
      costMicros: count * 25_000,
    }),
    run: async () => ({ done: notebook.done }),
    view: (output) => card(output.done),
  });
  return [batchCreate, batchShow];
}
