// A request in a workflow's slots, and what a finished graph says it was asked for.
import { z } from "zod";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { pixelSizeOf } from "../aspect-ratios.ts";
import type { WorkflowGraph, WorkflowSlot, WorkflowSlots, WorkflowTemplate } from "./workflow.ts";

/** By the names of the slots. */
export interface SlotValues {
  readonly prompt: string;
  readonly negative: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly guidance: number;
  readonly lora: { readonly name: string; readonly strength: number } | null;
}

/** Known apart from the request. */
export interface SlotFiles {
  readonly checkpoint?: string | undefined;
  readonly identityModel?: string | undefined;
  /** Name under which the server took the picture. */
  readonly reference?: string | undefined;
  readonly prefix: string;
}

/** Ranges of KSampler's own inputs. */
const STEPS = { least: 1, most: 10_000 };
const GUIDANCE = { least: 0, most: 100 };
/** Beyond these a LoRA only breaks the picture. */
const STRENGTH = { least: -2, most: 2 };

const within = (value: number, { least, most }: { least: number; most: number }) =>
  Math.min(most, Math.max(least, value));

/** @throws AppError `invalid_input` for a ratio nobody offers */
export function slotValues({ prompt, negative, seed, aspectRatio, lora, parameters }: ImageRequest): SlotValues {
  return {
    prompt,
    negative,
    seed: seed >>> 0,
    ...pixelSizeOf(aspectRatio),
    steps: Math.round(within(parameters.steps, STEPS)),
    guidance: within(parameters.guidance, GUIDANCE),
    lora: lora ? { name: lora.reference, strength: within(lora.scale, STRENGTH) } : null,
  };
}

export function fillWorkflow({ graph, slots }: WorkflowTemplate, values: SlotValues, files: SlotFiles): WorkflowGraph {
  const filled = structuredClone(graph);
  const put = (slot: WorkflowSlot | undefined, value: string | number | undefined) => {
    const node = slot && filled[slot.node];
    if (node && value !== undefined) node.inputs[slot.input] = value;
  };
  const { lora, ...single } = values;
  for (const [name, value] of Object.entries({ ...single, ...files })) {
    const slot = slots[name as Exclude<keyof WorkflowSlots, "lora" | "output">];
    put(slot, value);
  }
  put(slots.lora?.name, lora?.name);
  for (const slot of slots.lora?.strengths ?? []) put(slot, lora?.strength);
  return filled;
}

const SentGraph = z.record(z.string(), z.object({ inputs: z.record(z.string(), z.unknown()) }));

/** Provenance, read out of the graph the server says it ran; {} when it kept none. */
export function filledValues(graph: unknown, slots: WorkflowSlots): Record<string, unknown> {
  const sent = SentGraph.safeParse(graph);
  if (!sent.success) return {};
  const { lora, output: _output, prefix: _prefix, ...single } = slots;
  const read = (slot: WorkflowSlot | undefined) => slot && sent.data[slot.node]?.inputs[slot.input];
  const values = Object.entries(single).map(([name, slot]) => [name, read(slot)]);
  const all = [...values, ["lora", read(lora?.name)], ["loraStrength", read(lora?.strengths[0])]];
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}
