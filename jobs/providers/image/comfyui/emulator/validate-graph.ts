// ComfyUI's check of a graph before it is queued, error types and words as in its execution.py.
import { z } from "zod";
import type { InputSpec, NodeClass } from "./node-classes.ts";

export const Graph = z.record(
  z.string(),
  z.looseObject({ class_type: z.string().optional(), inputs: z.record(z.string(), z.unknown()) }),
);
export type Graph = z.output<typeof Graph>;

export interface InstalledFiles {
  readonly classes: Readonly<Record<string, NodeClass>>;
  readonly models: Readonly<Record<string, readonly string[]>>;
  hasUpload(name: string): boolean;
}

interface NodeIssue {
  readonly type: string;
  readonly message: string;
  readonly details: string;
  readonly extra_info: Record<string, unknown>;
}

export interface GraphRefusal {
  readonly error: NodeIssue;
  readonly node_errors: Record<string, { errors: NodeIssue[]; dependent_outputs: string[]; class_type: string }>;
}

/** null: it may be queued. */
export function validateGraph(graph: Graph, installed: InstalledFiles): GraphRefusal | null {
  for (const [id, { class_type }] of Object.entries(graph)) {
    if (class_type !== undefined && Object.hasOwn(installed.classes, class_type)) continue;
    const message = class_type
      ? `Node '${class_type}' not found. The custom node may not be installed.`
      : `Node 'ID #${id}' has no class_type. The workflow may be corrupted or a custom node is missing.`;
    const extra_info = { node_id: id, class_type: class_type ?? null, node_title: class_type ?? null };
    return refusal({ type: "missing_node_type", message, details: `Node ID '#${id}'`, extra_info });
  }
  const outputs = Object.keys(graph).filter((id) => classOf(graph, id, installed)?.isOutput);
  if (outputs.length === 0) {
    return refusal({ type: "prompt_no_outputs", message: "Prompt has no outputs", details: "", extra_info: {} });
  }
  const node_errors: GraphRefusal["node_errors"] = {};
  for (const output of outputs) {
    for (const id of reachable(graph, output)) {
      const errors = issuesOf(graph, id, installed);
      if (errors.length === 0) continue;
      const class_type = graph[id]?.class_type ?? "";
      node_errors[id] ??= { errors, dependent_outputs: [], class_type };
      node_errors[id].dependent_outputs.push(output);
    }
  }
  const all = Object.values(node_errors).flatMap(({ errors }) => errors);
  if (all.length === 0) return null;
  const details = all.map((issue) => `${issue.message}: ${issue.details}`).join("\n");
  const message = "Prompt outputs failed validation";
  return { error: { type: "prompt_outputs_failed_validation", message, details, extra_info: {} }, node_errors };
}

const refusal = (error: NodeIssue): GraphRefusal => ({ error, node_errors: {} });

function classOf(graph: Graph, id: string, { classes }: InstalledFiles): NodeClass | undefined {
  return classes[graph[id]?.class_type ?? ""];
}

/** The node and all it hangs on; each once, also in a circle. */
function reachable(graph: Graph, from: string): string[] {
  const found = new Set([from]);
  for (const id of found) {
    for (const value of Object.values(graph[id]?.inputs ?? {})) {
      if (Array.isArray(value) && typeof value[0] === "string" && graph[value[0]]) found.add(value[0]);
    }
  }
  return [...found];
}

function issuesOf(graph: Graph, id: string, installed: InstalledFiles): NodeIssue[] {
  const inputs = graph[id]?.inputs ?? {};
  const found: NodeIssue[] = [];
  for (const [name, spec] of Object.entries(classOf(graph, id, installed)?.inputs ?? {})) {
    const problem = Object.hasOwn(inputs, name)
      ? problemOf(inputs[name], spec, graph, installed)
      : { type: "required_input_missing", message: "Required input is missing", details: "" };
    if (!problem) continue;
    const details = `${name}${problem.details}`;
    found.push({ ...problem, details, extra_info: { input_name: name, received_value: inputs[name] } });
  }
  return found;
}

type Problem = Omit<NodeIssue, "extra_info"> | null;

function problemOf(value: unknown, spec: InputSpec, graph: Graph, installed: InstalledFiles): Problem {
  if (Array.isArray(value)) return linkProblem(value, spec, graph, installed);
  if (spec.kind === "number") return numberProblem(value, spec);
  if (spec.kind === "choice") return listProblem(value, spec.options);
  if (spec.kind === "model") return listProblem(value, installed.models[spec.folder] ?? []);
  if (spec.kind === "upload" && !installed.hasUpload(String(value))) {
    const message = "Custom validation failed for node";
    return { type: "custom_validation_failed", message, details: ` - Invalid image file: ${value}` };
  }
  if (spec.kind !== "link") return null;
  return { type: "bad_linked_input", message: "Bad linked input, must be a length-2 list", details: "" };
}

function linkProblem(value: unknown[], spec: InputSpec, graph: Graph, installed: InstalledFiles): Problem {
  const [from, slot] = value;
  if (value.length !== 2 || typeof from !== "string" || typeof slot !== "number") {
    const message = "Bad linked input, must be a length-2 list of [node_id, slot_index]";
    return { type: "bad_linked_input", message, details: "" };
  }
  const received = classOf(graph, from, installed)?.outputs[slot];
  if (received === undefined) {
    const message = "Exception when validating inner node";
    return { type: "exception_during_inner_validation", message, details: `: '${from}'` };
  }
  if (spec.kind === "link" && received === spec.type) return null;
  const wanted = spec.kind === "link" ? spec.type : spec.kind;
  return {
    type: "return_type_mismatch",
    message: "Return type mismatch between linked nodes",
    details: `, received_type(${received}) mismatch input_type(${wanted})`,
  };
}

function numberProblem(value: unknown, { whole, least, most }: Extract<InputSpec, { kind: "number" }>): Problem {
  const number = typeof value === "number" ? value : Number.NaN;
  if (Number.isNaN(number) || (whole && !Number.isInteger(number))) {
    const kind = whole ? "INT" : "FLOAT";
    return { type: "invalid_input_type", message: `Failed to convert an input value to a ${kind} value`, details: "" };
  }
  if (number < least) {
    return { type: "value_smaller_than_min", message: `Value ${number} smaller than min of ${least}`, details: "" };
  }
  if (number <= most) return null;
  return { type: "value_bigger_than_max", message: `Value ${number} bigger than max of ${most}`, details: "" };
}

function listProblem(value: unknown, options: readonly string[]): Problem {
  if (typeof value === "string" && options.includes(value)) return null;
  const list = `[${options.map((option) => `'${option}'`).join(", ")}]`;
  return { type: "value_not_in_list", message: "Value not in list", details: `: '${value}' not in ${list}` };
}
