// Why ComfyUI did not take a workflow: mostly a node or a file the server lacks, which only its owner can change.
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { jsonOf, statusError, type Vendor, type VendorAnswer } from "../../vendor-http.ts";

export const COMFYUI: Vendor = { name: "ComfyUI", keyVariable: "COMFYUI_API_KEY" };

const NodeError = z.object({
  class_type: z.string().nullish(),
  errors: z.array(
    z.object({
      type: z.string(),
      message: z.string().nullish(),
      details: z.string().nullish(),
      extra_info: z.object({ input_name: z.string().nullish(), received_value: z.unknown().optional() }).nullish(),
    }),
  ),
});
const PromptError = z.object({
  error: z.object({
    type: z.string(),
    message: z.string(),
    details: z.string().nullish(),
    extra_info: z.object({ class_type: z.string().nullish(), node_id: z.string().nullish() }).nullish(),
  }),
  node_errors: z.union([z.record(z.string(), NodeError), z.array(z.unknown()).length(0)]).nullish(),
});
type PromptError = z.output<typeof PromptError>;

/** Before it named the type, the message was all: "Cannot execute because node X does not exist." */
const UNNAMED_MISSING_NODE = /because node (\S+) does not exist/;

/** @param answer a 400 to POST /prompt: nothing was queued */
export function promptError(answer: VendorAnswer): AppError {
  const parsed = PromptError.safeParse(jsonOf(answer));
  if (!parsed.success) return statusError(COMFYUI, answer);
  const cause = new Error(`HTTP 400: ${answer.body.slice(0, 300)}`);
  return missingNode(parsed.data, cause) ?? missingFile(parsed.data, cause) ?? misfit(parsed.data, cause);
}

function missingNode({ error }: PromptError, cause: Error): AppError | null {
  const unnamed = UNNAMED_MISSING_NODE.exec(error.message)?.[1];
  if (error.type !== "missing_node_type" && !unnamed) return null;
  const name = error.extra_info?.class_type ?? unnamed ?? "a node of the workflow";
  const where = error.extra_info?.node_id ? ` (node ${error.extra_info.node_id})` : "";
  return new AppError("not_configured", `ComfyUI does not have ${name}${where}.`, {
    reason: "missing_node",
    remedy: `Install the node pack that brings ${name} on the ComfyUI server.`,
    cause,
  });
}

/** Files are offered as lists of what is there. */
function missingFile({ node_errors }: PromptError, cause: Error): AppError | null {
  for (const [id, { class_type, errors }] of nodesWithErrors(node_errors)) {
    const error = errors.find(({ type }) => type === "value_not_in_list");
    if (!error) continue;
    const { input_name: input, received_value: value } = error.extra_info ?? {};
    const file = typeof value === "string" ? value : (error.details ?? "a value");
    return new AppError("not_configured", `ComfyUI's ${class_type} (node ${id}) does not offer ${file}.`, {
      reason: "missing_file",
      remedy: `Put ${file} where ${class_type} looks for its ${input}, or name one the server has.`,
      cause,
    });
  }
  return null;
}

function misfit({ error, node_errors }: PromptError, cause: Error): AppError {
  const [first] = nodesWithErrors(node_errors);
  const [reason] = first?.[1].errors ?? [];
  const said = first
    ? `${first[1].class_type} (node ${first[0]}): ${reason?.message}: ${reason?.details}`
    : `${error.message} ${error.details ?? ""}`;
  return new AppError("provider_failed", `ComfyUI did not accept the workflow: ${said.trim().slice(0, 200)}`, {
    reason: "http_400",
    retryable: false,
    cause,
  });
}

const nodesWithErrors = (errors: PromptError["node_errors"]) =>
  errors && !Array.isArray(errors) ? Object.entries(errors) : [];
