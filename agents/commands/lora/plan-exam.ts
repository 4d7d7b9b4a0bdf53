// The pictures a LoRA is examined by: fixed prompts and seeds, made with it and nothing else of the identity (domain 2).
import { EXAM_QUESTIONS } from "../../domain/avatars/identity/exam.ts";
import { imageParameters } from "../../domain/content/presets.ts";
import { BASE_NEGATIVE } from "../../domain/content/prompt.ts";
import type { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import type { AppContext, Transaction } from "../context.ts";
import { planJob } from "../vendor-job/plan-job.ts";

export function examRequests(loraId: string): readonly ImageJobRequest[] {
  return EXAM_QUESTIONS.map(({ key, prompt, seed, aspectRatio }) => ({
    prompt,
    negative: BASE_NEGATIVE,
    seed,
    aspectRatio,
    explicitness: 1,
    parameters: imageParameters(null),
    lora: { id: loraId, scale: 1 },
    shot: { title: key.replaceAll("_", " "), lines: [prompt] },
  }));
}

export async function planExam(
  context: Pick<AppContext, "ids" | "clock">,
  tx: Transaction,
  lora: { readonly id: string; readonly avatarId: string },
  operatorId: string | null,
): Promise<void> {
  for (const [position, request] of examRequests(lora.id).entries()) {
    await planJob(context, tx, {
      kind: "image",
      purpose: "exam",
      avatarId: lora.avatarId,
      setId: lora.id,
      position,
      request,
      ...(operatorId ? { operatorId } : {}),
    });
  }
}
