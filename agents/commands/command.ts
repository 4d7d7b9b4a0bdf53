// A command is plain data plus `run`: every surface is an interpreter of this one declaration.
import type { z } from "zod";
import type { ErrorCode } from "../kernel/errors.ts";
import type { CommandContext, Role } from "./context.ts";
import type { Card, CardImage, CardTable } from "./view.ts";

export type Effect = "read" | "write" | "spend" | "irreversible";

/** Plan and price of a command that waits for a yes. */
export interface Estimate {
  /** What will happen, one line each, in the operator's language. */
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly costMicros: number;
  /** What it is about, to be looked at before the yes. */
  readonly images?: readonly CardImage[];
  /** Whose own ceiling, if any, binds it besides the workspace's. */
  readonly avatarId?: string;
  /** What was asked for, with all that was planned for it: the yes is bound to this, and this is carried out (trust C19). */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly table?: CardTable;
  /** Instead of the command's name. */
  readonly title?: string;
  /** Who must say yes, where that is more than the command's own role. */
  readonly approverRole?: Role;
}

export interface CommandSpec<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> {
  /** "<noun>.<verb>" */
  readonly name: string;
  /** Least role that may run it (domain 10). */
  readonly role: Role;
  readonly effect: Effect;
  readonly input: Input;
  readonly output: Output;
  /** Input fields that may be given without their name, in order. */
  readonly positional?: readonly string[];
  /** Codes `run` may throw besides those `execute` itself gives; shown in OpenAPI. */
  readonly errors: readonly ErrorCode[];
  /** Where it is offered. Default: everywhere. `internal`: called by webhooks and jobs only. */
  readonly visibility?: "public" | "internal";
  /** For `spend` and `irreversible`: what the run card says. Reads only. */
  readonly estimate?: (context: CommandContext, input: z.output<Input>) => Promise<Estimate>;
  readonly run: (context: CommandContext, input: z.output<Input>) => Promise<z.input<Output>>;
  readonly view: (output: z.output<Output>, context: CommandContext, input: z.output<Input>) => Card;
  /** Id of what it was about, for the audit. */
  readonly subject?: (input: z.output<Input>, output: z.output<Output>) => string;
}

export type AnyCommand = CommandSpec<z.ZodObject, z.ZodType>;

/** Checks the declaration's types; the registry holds the erased form. */
export function defineCommand<Input extends z.ZodObject, Output extends z.ZodType>(
  spec: CommandSpec<Input, Output>,
): AnyCommand {
  if ((spec.effect === "spend" || spec.effect === "irreversible") && !spec.estimate) {
    throw new Error(`command ${spec.name}: an effect of ${spec.effect} needs an estimate`);
  }
  // Sound because `execute` parses with this very input and output before calling back.
  return spec as unknown as AnyCommand;
}
