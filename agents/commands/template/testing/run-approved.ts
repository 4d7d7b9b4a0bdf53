// A command that waits for a yes, and the yes, as an operator gives both.
import type { AnyCommand } from "../../command.ts";
import type { ExecuteResult } from "../../execute.ts";
import { createRegistry, type Registry } from "../../registry.ts";
import { runApprove } from "../../run/run-approve.ts";
import type { TestContext } from "../../testing/test-context.ts";

export interface Approved {
  /** The run card, or why there is none. */
  readonly asked: ExecuteResult;
  /** What came of the yes; null without a run card. */
  readonly done: ExecuteResult | null;
}

export async function runApproved(
  setting: TestContext,
  commands: readonly AnyCommand[],
  name: string,
  input: unknown,
): Promise<Approved> {
  const asked = await setting.run(commands, name, input);
  if (asked.state !== "waiting") return { asked, done: null };
  const registry: Registry = createRegistry([...commands, runApprove(() => registry)]);
  return { asked, done: await setting.run(registry.list, "run.approve", { id: asked.runCardId }) };
}
