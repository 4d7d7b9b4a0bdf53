// Which workflow makes a request: the operator's own, or the built-in one with what the request needs.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { parseWorkflow, type WorkflowTemplate } from "./workflow.ts";
import { IDENTITY } from "./workflows/identity.ts";
import { TEXT_TO_IMAGE } from "./workflows/text-to-image.ts";
import { withLora } from "./workflows/with-lora.ts";

export interface Workflows {
  /** Under which pictures are priced and compared. */
  readonly name: string;
  readonly takesLora: boolean;
  readonly takesReference: boolean;
  /** @throws AppError `invalid_input` when none can make it */
  choose(request: ImageRequest): WorkflowTemplate;
  /** The one with every slot, to read back what was asked for. */
  readonly fullest: WorkflowTemplate;
}

export function ownWorkflow(value: unknown): Workflows {
  const template = parseWorkflow(value);
  const takesLora = template.slots.lora !== undefined;
  const takesReference = template.slots.reference !== undefined;
  const choose = (request: ImageRequest) => {
    if (request.lora && !takesLora) throw invalid("lora", "The workflow takes no LoRA.", "Give it a slot for a LoRA.");
    if (takesReference && !request.reference) {
      throw invalid("reference", "The workflow needs a face to keep.", "Use an avatar with a reference picture.");
    }
    if (request.reference && !takesReference)
      throw invalid("reference", "The workflow keeps no face.", "Give it a slot.");
    return template;
  };
  return { name: "own-workflow", takesLora, takesReference, choose, fullest: template };
}

/** @param keepsFaces whether the nodes and the model that keep a face are installed */
export function builtInWorkflows(keepsFaces: boolean): Workflows {
  const choose = ({ lora, reference }: ImageRequest) => {
    if (reference && !keepsFaces) {
      const remedy = "Install PuLID on the ComfyUI server and set COMFYUI_IDENTITY_MODEL.";
      throw invalid("reference", "ComfyUI has no model that keeps a face.", remedy);
    }
    const template = reference ? IDENTITY : TEXT_TO_IMAGE;
    return lora ? withLora(template) : template;
  };
  return { name: "sdxl", takesLora: true, takesReference: keepsFaces, choose, fullest: withLora(IDENTITY) };
}

const invalid = (field: string, message: string, remedy: string) =>
  new AppError("invalid_input", message, { field, remedy });
