// What a spoken text becomes: its words examined, stored with where it comes from. The text itself stays out of the parameters.
import type { VoiceJobRequest } from "../../domain/content/vendor-request.ts";
import { usdFromMicros } from "../../kernel/money.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { VendorInfo } from "../../ports/vendor-job.ts";
import type { GeneratedVoice } from "../../ports/voice-generator.ts";
import type { AppContext } from "../context.ts";
import { succeedJob } from "./end-job.ts";
import { examineText } from "./examine-picture.ts";
import { assetBase } from "./keep-picture.ts";
import type { WorkJob } from "./load-job.ts";
import type { KeepRun, Paid } from "./work.ts";

export interface MadeVoice {
  readonly asked: VoiceJobRequest;
  readonly info: VendorInfo;
  readonly spoken: GeneratedVoice;
  readonly paid: Paid;
}

export async function keepVoice(
  context: AppContext,
  job: WorkJob,
  { asked, info, spoken, paid }: MadeVoice,
  run: KeepRun,
): Promise<void> {
  const verdict = await examineText(context, job, asked.text, run);
  const durationMs = await context.ports.media.soundLength(spoken.bytes, run.signal);
  const storageKey = `${assetBase(job)}.${spoken.contentType === "audio/wav" ? "wav" : "mp3"}`;
  await context.ports.store.put(storageKey, spoken.bytes, spoken.contentType);
  await context.database.prisma.$transaction(async (tx) => {
    if (!(await succeedJob(context, tx, job, {}))) return;
    const id = context.ids.next("asset");
    await tx.asset.create({
      data: {
        id,
        avatarId: job.avatarId,
        kind: "voice",
        storageKey,
        contentType: spoken.contentType,
        bytes: spoken.bytes.byteLength,
        durationMs,
        sha256: sha256(spoken.bytes),
        synthetic: info.offline,
        provider: info.provider,
        model: info.model,
        modelVersion: spoken.modelVersion ?? null,
        prompt: asked.text,
        parameters: JSON.parse(JSON.stringify(spoken.parameters)),
        costUsd: usdFromMicros(paid.costMicros),
        moderation: JSON.parse(JSON.stringify({ prompt: verdict })),
        createdAt: context.clock.now(),
      },
    });
    await tx.vendorJob.update({ where: { id: job.id }, data: { assetId: id } });
  });
}
