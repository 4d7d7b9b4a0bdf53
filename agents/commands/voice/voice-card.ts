// How an avatar sounds: what was chosen, and the newest trial as far as it has come.
import { z } from "zod";
import { VoiceJobRequest } from "../../domain/content/vendor-request.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { isOpen } from "../vendor-job/load-job.ts";
import type { Card, CardButton } from "../view.ts";
import { type VoicedAvatar, voiceKept } from "./avatar-voice.ts";

export const VoiceStatus = z.object({
  avatar: z.string(),
  name: z.string(),
  gender: z.enum(["female", "male", "neutral"]),
  speed: z.number(),
  /** Provider -> voice, where one was chosen. */
  chosen: z.record(z.string(), z.string()),
  trial: z
    .object({
      setId: z.string(),
      state: z.string(),
      text: z.string(),
      provider: z.string().nullable(),
      soundKey: z.string().nullable(),
      seconds: z.number().nullable(),
      synthetic: z.boolean(),
      error: z.string().nullable(),
    })
    .nullable(),
});
export type VoiceStatusValue = z.output<typeof VoiceStatus>;

export async function voiceStatus(
  context: Pick<AppContext, "database">,
  avatar: Pick<VoicedAvatar, "id" | "slug" | "name" | "voice">,
): Promise<VoiceStatusValue> {
  const { gender, speed, chosen } = voiceKept(avatar);
  const job = await context.database.prisma.vendorJob.findFirst({
    where: { avatarId: avatar.id, kind: "voice", purpose: "trial" },
    include: { asset: true },
    orderBy: { createdAt: "desc" },
  });
  const { slug, name } = avatar;
  if (!job) return { avatar: slug, name, gender, speed, chosen, trial: null };
  const { asset } = job;
  return {
    ...{ avatar: slug, name, gender, speed, chosen },
    trial: {
      setId: job.setId ?? job.id,
      state: job.state,
      text: VoiceJobRequest.parse(job.request).text,
      provider: asset?.provider ?? job.provider,
      soundKey: asset?.storageKey ?? null,
      seconds: asset?.durationMs == null ? null : asset.durationMs / 1_000,
      synthetic: asset?.synthetic ?? false,
      error: job.error,
    },
  };
}

export function voiceCard(status: VoiceStatusValue, language: Language, title?: string): Card {
  const { persona, common } = texts(language);
  const words = persona.voice;
  const { trial, chosen } = status;
  const isMaking = trial !== null && isOpen(trial);
  const failed = trial !== null && !isMaking && trial.soundKey === null;
  return {
    title: title ?? (isMaking ? words.trying(status.name) : words.title(status.name)),
    ...(failed || trial?.error ? { tone: "warning" as const, text: trial?.error ?? words.noSound } : {}),
    fields: [
      { label: words.gender, value: words.genders[status.gender] },
      { label: words.speed, value: String(status.speed) },
      { label: words.chosen, value: chosenText(chosen) || words.nothingChosen },
    ],
    ...(isMaking ? { progress: { done: 0, total: 1, label: words.speaking } } : {}),
    images: trial ? soundOf(trial, words.trialAlt(status.name), words.trialCaption) : [],
    buttons: buttonsOf(status, language),
    ...(trial?.synthetic ? { note: common.offlineNote } : {}),
    ...(trial
      ? {
          live: {
            topic: `set:${trial.setId}`,
            command: "voice.show",
            input: { avatar: status.avatar },
            finished: !isMaking,
          },
        }
      : {}),
  };
}

function chosenText(chosen: VoiceStatusValue["chosen"]): string {
  return Object.entries(chosen)
    .map(([provider, voice]) => `${provider}: ${voice}`)
    .join(", ");
}

type Trial = NonNullable<VoiceStatusValue["trial"]>;

function soundOf(trial: Trial, alt: string, caption: (provider: string, seconds: string) => string) {
  if (!trial.soundKey) return [];
  const seconds = (trial.seconds ?? 0).toFixed(1);
  return [{ key: trial.soundKey, media: "audio" as const, alt, caption: caption(trial.provider ?? "", seconds) }];
}

function buttonsOf(status: VoiceStatusValue, language: Language): CardButton[] {
  const words = texts(language).persona.voice;
  const input = { avatar: status.avatar };
  return [
    { label: words.try, command: "voice.try", input, ask: { field: "text", label: words.tryWhat } },
    { label: words.list, command: "voice.list", input },
  ];
}
