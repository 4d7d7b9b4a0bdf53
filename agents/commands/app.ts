// What a surface holds: the context, the commands, and the one way to run them.
import type { AppContext } from "./context.ts";
import { type ExecuteRequest, type ExecuteResult, execute } from "./execute.ts";
import type { Registry } from "./registry.ts";

export interface App {
  readonly context: AppContext;
  readonly registry: Registry;
  execute(request: ExecuteRequest): Promise<ExecuteResult>;
}

export function createApp(context: AppContext, registry: Registry): App {
  return { context, registry, execute: (request) => execute(context, registry, request) };
}
