// What a spoken text becomes: its words examined, stored with where it comes from. The text itself stays out of the parameters.
import type { VoiceJobRequest } from "../../domain/content/vendor-request.ts";
import type { VendorInfo } from "../../ports/vendor-job.ts";
import type { GeneratedVoice } from "../../ports/voice-generator.ts";
import type { AppContext } from "../context.ts";
import { examineText } from "./examine-picture.ts";
import { assetBase, keepAsset } from "./keep-asset.ts";
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
  const file = {
    kind: "voice" as const,
    storageKey,
    contentType: spoken.contentType,
    bytes: spoken.bytes,
    durationMs,
    prompt: asked.text,
    moderation: { prompt: verdict },
  };
  await keepAsset(context, job, { info, made: spoken, paid }, file);
}
