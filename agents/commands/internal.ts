// Commands that only webhooks, jobs and surfaces themselves call: parsed like the others, but not offered to anyone,
// without run card, role or audit. They keep platforms and surfaces away from the database.
import type { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import type { AppContext } from "./context.ts";

export interface InternalCommand<Input extends z.ZodType, Result> {
  readonly name: string;
  readonly input: Input;
  readonly run: (context: AppContext, input: z.output<Input>) => Promise<Result>;
}

export function defineInternal<Input extends z.ZodType, Result>(
  command: InternalCommand<Input, Result>,
): InternalCommand<Input, Result> {
  return command;
}

/** @throws AppError `invalid_input` naming the field, or what `run` throws */
export async function callInternal<Input extends z.ZodType, Result>(
  context: AppContext,
  command: InternalCommand<Input, Result>,
  input: z.input<Input>,
): Promise<Result> {
  const parsed = command.input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError("invalid_input", `${command.name}: ${issue?.message ?? "not valid"}`, {
      field: issue?.path.join(".") ?? "",
      cause: parsed.error,
    });
  }
  return await command.run(context, parsed.data);
}
