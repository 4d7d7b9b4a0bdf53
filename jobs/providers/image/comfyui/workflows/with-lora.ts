// A LoRA put between the checkpoint and all that takes its model or its words: a LoraLoader, which every ComfyUI has.
import type { WorkflowGraph, WorkflowTemplate } from "../workflow.ts";

const CHECKPOINT = "4";
const LORA = "10";
/** What both nodes give out first: MODEL, then CLIP. The VAE stays the checkpoint's. */
const PATCHED_OUTPUTS = [0, 1];

export function withLora({ graph, slots }: WorkflowTemplate): WorkflowTemplate {
  const relinked: WorkflowGraph = {};
  for (const [id, node] of Object.entries(graph)) {
    const inputs = Object.entries(node.inputs).map(([name, value]) => [name, relink(value)]);
    relinked[id] = { ...node, inputs: Object.fromEntries(inputs) };
  }
  relinked[LORA] = {
    class_type: "LoraLoader",
    inputs: {
      lora_name: "",
      strength_model: 1,
      strength_clip: 1,
      model: [CHECKPOINT, 0],
      clip: [CHECKPOINT, 1],
    },
  };
  const strengths = ["strength_model", "strength_clip"].map((input) => ({ node: LORA, input }));
  return { graph: relinked, slots: { ...slots, lora: { name: { node: LORA, input: "lora_name" }, strengths } } };
}

function relink(value: unknown): unknown {
  const isPatched = Array.isArray(value) && value[0] === CHECKPOINT && PATCHED_OUTPUTS.includes(value[1]);
  return isPatched ? [LORA, value[1]] : value;
}
