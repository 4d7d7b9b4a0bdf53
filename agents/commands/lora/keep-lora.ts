// A trained LoRA taken in: its weights checked and stored, a candidate of its avatar, its exam asked for.
import type { TrainingJobRequest } from "../../domain/content/vendor-request.ts";
import { inspectSafetensors, SAFETENSORS_HEAD_BYTES } from "../../domain/trust/safetensors.ts";
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { LoraTrainerInfo, TrainedLora } from "../../ports/lora-trainer.ts";
import type { AppContext } from "../context.ts";
import { succeedJob } from "../vendor-job/end-job.ts";
import { assetBase } from "../vendor-job/keep-asset.ts";
import type { WorkJob } from "../vendor-job/load-job.ts";
import type { Paid } from "../vendor-job/work.ts";
import { planExam } from "./plan-exam.ts";

export interface MadeLora {
  readonly asked: TrainingJobRequest;
  readonly info: LoraTrainerInfo;
  readonly made: TrainedLora;
  readonly paid: Paid;
}

export async function keepLora(context: AppContext, job: WorkJob, { asked, info, made }: MadeLora): Promise<void> {
  const { weights } = made;
  const report = inspectSafetensors(weights.subarray(0, SAFETENSORS_HEAD_BYTES), weights.byteLength);
  if (!report.ok) {
    const message = `What ${info.provider} trained is not a safetensors file.`;
    throw new AppError("provider_failed", message, { reason: report.reason, retryable: false });
  }
  const weightsKey = `${assetBase(job)}.safetensors`;
  await context.ports.store.put(weightsKey, weights, "application/octet-stream");
  await context.database.prisma.$transaction(async (tx) => {
    if (!(await succeedJob(context, tx, job, {}))) return;
    const newest = await tx.loraModel.findFirst({ where: { avatarId: job.avatarId }, orderBy: { version: "desc" } });
    const id = context.ids.next("lora");
    const lora = {
      id,
      avatarId: job.avatarId,
      name: asked.name,
      triggerWord: asked.triggerWord,
      provider: info.provider,
      reference: made.reference,
      base: info.base,
      weightsKey,
      bytes: weights.byteLength,
      sha256: sha256(weights),
      version: (newest?.version ?? 0) + 1,
      createdAt: context.clock.now(),
    };
    await tx.loraModel.create({ data: lora });
    await tx.training.updateMany({
      where: { vendorJobId: job.id },
      data: { state: "succeeded", progress: 1, etaAt: null, loraId: id, finishedAt: context.clock.now() },
    });
    await tx.avatar.updateMany({ where: { id: job.avatarId, state: "training" }, data: { state: "trained" } });
    await planExam(context, tx, lora, job.operatorId);
  });
}
