// A workflow as ComfyUI's "Export (API)" gives it, with the places ("slots") where a request is filled in.
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";

const Node = z.looseObject({ class_type: z.string().min(1), inputs: z.record(z.string(), z.unknown()) });
const Slot = z.strictObject({ node: z.string().min(1), input: z.string().min(1) });

const Slots = z.strictObject({
  prompt: Slot,
  negative: Slot.optional(),
  seed: Slot,
  width: Slot,
  height: Slot,
  steps: Slot.optional(),
  guidance: Slot.optional(),
  checkpoint: Slot.optional(),
  /** Model file of the nodes that keep a face. */
  identityModel: Slot.optional(),
  /** Without it the workflow takes no LoRA. */
  lora: z.strictObject({ name: Slot, strengths: z.array(Slot).min(1) }).optional(),
  /** The picture input of a LoadImage. With it the workflow needs a face in every request. */
  reference: Slot.optional(),
  /** Name that files begin with: a new one for every attempt, or ComfyUI would answer from its cache. */
  prefix: Slot.optional(),
  /** Id of the node whose first picture is the result. */
  output: z.string().min(1),
});

/** The editor's own file looks different: there, nodes are a list with positions. */
const Graph = z
  .record(z.string(), z.unknown())
  .refine((graph) => !Array.isArray(graph.nodes), {
    message: 'this is the editor\'s file; save it with "Export (API)"',
    abort: true,
  })
  .pipe(z.record(z.string(), Node))
  .refine((graph) => Object.keys(graph).length > 0, "the graph is empty");

const Workflow = z.strictObject({ graph: Graph, slots: Slots }).check(({ value: { graph, slots }, issues }) => {
  for (const [path, problem] of misplaced(graph, slots)) {
    issues.push({ code: "custom", message: problem, path, input: slots });
  }
});

export type WorkflowTemplate = z.output<typeof Workflow>;
export type WorkflowGraph = WorkflowTemplate["graph"];
export type WorkflowSlots = WorkflowTemplate["slots"];
export type WorkflowSlot = z.output<typeof Slot>;

/** @throws AppError `not_configured` that names what is wrong and where */
export function parseWorkflow(value: unknown): WorkflowTemplate {
  const parsed = Workflow.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = ["workflow", ...(issue?.path ?? [])].join(".");
  throw new AppError("not_configured", `The ComfyUI workflow cannot be used: ${field}: ${issue?.message}.`, {
    field,
    reason: "workflow",
    remedy: "A workflow is { graph, slots }: the graph as exported for the API, and where each value goes in it.",
    cause: parsed.error,
  });
}

/** Every slot with its path. */
function slotsWithPaths({ lora, output: _output, ...single }: WorkflowSlots): [string[], WorkflowSlot][] {
  const found: [string[], WorkflowSlot][] = [];
  for (const [name, slot] of Object.entries(single)) if (slot) found.push([["slots", name], slot]);
  if (lora) found.push([["slots", "lora", "name"], lora.name]);
  lora?.strengths.forEach((slot, index) => {
    found.push([["slots", "lora", "strengths", String(index)], slot]);
  });
  return found;
}

function* misplaced(graph: WorkflowGraph, slots: WorkflowSlots): Generator<[string[], string]> {
  for (const [path, { node, input }] of slotsWithPaths(slots)) {
    const inputs = graph[node]?.inputs;
    if (!inputs) yield [path, `the graph has no node "${node}"`];
    else if (!Object.hasOwn(inputs, input)) {
      yield [path, `node "${node}" has no input "${input}", only ${Object.keys(inputs).join(", ") || "none"}`];
    } else if (Array.isArray(inputs[input])) {
      yield [path, `input "${input}" of node "${node}" is a link to another node, not a value`];
    }
  }
  if (!graph[slots.output]) yield [["slots", "output"], `the graph has no node "${slots.output}"`];
}
