// One turn of a fan conversation: understand -> (fixed | recall and offer -> write -> check). No checkpointer: the row is
// the truth. One LangGraph task a turn: as a node each step would cost more time than most of them work (ADR 0007).
import { entrypoint } from "@langchain/langgraph";
import { Settlements } from "../../commands/money/settlements.ts";
import { span } from "../../kernel/tracing.ts";
import { afterUnderstanding } from "./edges.ts";
import { check } from "./nodes/check.ts";
import { fixed } from "./nodes/fixed.ts";
import { offer } from "./nodes/offer.ts";
import { recall } from "./nodes/recall.ts";
import { understand } from "./nodes/understand.ts";
import { write } from "./nodes/write.ts";
import type { Replier, Turn, TurnStart } from "./state.ts";

type Node = (turn: Turn) => Partial<Turn> | Promise<Partial<Turn>>;

/** A step as a span of the turn. @returns the turn with what the step wrote */
async function after(turn: Turn, step: string, node: Node): Promise<Turn> {
  return { ...turn, ...(await span(`turn ${step}`, {}, async () => await node(turn))) };
}

async function answer(start: TurnStart & Pick<Turn, "settlements">): Promise<Turn> {
  const understood = await after(start as Turn, "understand", understand);
  // Locks, crises, goodbyes and hand-overs never reach a model.
  if (afterUnderstanding(understood) === "fixed") return await after(understood, "fixed", fixed);
  const [{ recall: remembered }, { offer: offered }] = await Promise.all([
    after(understood, "recall", recall),
    after(understood, "offer", offer),
  ]);
  const written = await after({ ...understood, recall: remembered, offer: offered }, "write", write);
  return await after(written, "check", check);
}

/** Built once by whoever runs turns; nothing is built at import. */
export function buildFanReplyGraph(): Replier {
  const graph = entrypoint({ name: "fan_reply" }, async (start: TurnStart): Promise<Turn> => {
    const settlements = new Settlements();
    try {
      return await answer({ ...start, settlements });
    } finally {
      await settlements.settle(start.context);
    }
  });
  return { invoke: async (start) => await graph.invoke(start) };
}
