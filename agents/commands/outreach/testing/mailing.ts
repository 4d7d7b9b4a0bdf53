// A creator with fans and what a round of mailings does, for tests: the real channel, gate and delivery.
import { buildFanReplyGraph } from "../../../graphs/fan-reply/graph.ts";
import { avatarActivate } from "../../avatar/avatar-activate.ts";
import { broadcastCommands } from "../../broadcast/commands.ts";
import type { Actor } from "../../context.ts";
import { advance } from "../../conversation/advance.ts";
import { startCreator, type TestCreator, type TestFan } from "../../conversation/testing/creator-with-fans.ts";
import { type ExecuteResult, execute } from "../../execute.ts";
import { createRegistry, type Registry } from "../../registry.ts";
import { runApprove } from "../../run/run-approve.ts";
import { segmentCommands } from "../../segment/segments.ts";
import { sequenceCommands } from "../../sequence/commands.ts";
import { systemCommands } from "../../system/commands.ts";
import { outreachCommands } from "../commands.ts";
import { runOutreach } from "../run-outreach.ts";

export interface Mailing extends TestCreator {
  run(name: string, input?: unknown, actor?: Partial<Actor>): Promise<ExecuteResult>;
  /** The output, or a test that fails with what was said instead. */
  done(name: string, input?: unknown): Promise<Record<string, unknown>>;
  /** A run card and its yes. */
  approved(name: string, input?: unknown): Promise<Record<string, unknown>>;
  /** One round, and all it planned delivered. */
  round(): Promise<number>;
  /** A fan who wrote and was answered. */
  answeredFan(): Promise<TestFan>;
}

export async function startMailing(): Promise<Mailing> {
  const creator = await startCreator();
  const { context } = creator.setting;
  const registry: Registry = createRegistry([
    ...[...segmentCommands, ...broadcastCommands, ...sequenceCommands, ...outreachCommands, ...systemCommands],
    ...[avatarActivate, runApprove(() => registry)],
  ]);
  const run: Mailing["run"] = (command, input = {}, actor = {}) =>
    execute(context, registry, {
      ...{ command, input },
      actor: { kind: "operator", id: "opr_owner", name: "o", role: "owner", surface: "test", language: "en", ...actor },
    });
  const output = (result: ExecuteResult): Record<string, unknown> => {
    if (result.state !== "done") throw new Error(JSON.stringify(result));
    return Object(result.output);
  };
  const graph = buildFanReplyGraph();
  return {
    ...creator,
    run,
    done: async (name, input) => output(await run(name, input)),
    approved: async (name, input) => {
      const card = await run(name, input);
      if (card.state !== "waiting") throw new Error(JSON.stringify(card));
      return Object(output(await run("run.approve", { id: card.runCardId })).result);
    },
    round: async () => {
      const planned = await runOutreach(context, new AbortController().signal);
      const open = await context.database.prisma.outboundMessage.findMany({
        where: { state: { in: ["pending", "sending", "unknown"] }, outreachId: { not: null } },
        select: { conversationId: true },
        distinct: ["conversationId"],
      });
      for (const { conversationId } of open)
        await advance(context, graph, conversationId, new AbortController().signal);
      return planned;
    },
    answeredFan: async () => {
      const fan = creator.newFan();
      await fan.write("hi, how are you?");
      await fan.settle();
      return fan;
    },
  };
}
