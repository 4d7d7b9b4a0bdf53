// Hear an avatar say something before she says it to anyone: one spoken line, quoted first.
import { z } from "zod";
import { estimateSpeechMs, speakable } from "../../domain/content/speech.ts";
import type { VoiceJobRequest } from "../../domain/content/vendor-request.ts";
import { humanityClaims } from "../../domain/trust/humanity-claim.ts";
import { judgeAppearance } from "../../domain/trust/minor-appearance.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { languageOf } from "../persona/load-persona.ts";
import { transact } from "../transact.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { quoteWork } from "../vendor-job/quote-work.ts";
import { voiceWork } from "../vendor-job/voice-work.ts";
import { requireVoiceLikeness, type VoicedAvatar, voicedAvatar, voiceKept, voiceProvider } from "./avatar-voice.ts";
import { VoiceStatus, voiceCard, voiceStatus } from "./voice-card.ts";

/** A trial is a sentence or two. */
const MOST_CHARS = 400;

const Input = z.object({
  avatar: z.string(),
  text: z.string().trim().min(1).max(MOST_CHARS),
  /** That provider only. */
  provider: z.string().trim().max(60).optional(),
});

export const voiceTry = defineCommand({
  name: "voice.try",
  role: "manager",
  effect: "spend",
  input: Input,
  output: VoiceStatus,
  positional: ["avatar", "text"],
  errors: ["not_found", "refused", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const { avatar, request, provider } = await prepare(context, input);
    const quote = await quoteWork(context, await voiceWork(context, request, avatar), provider);
    const words = texts(context.actor.language);
    const seconds = Math.max(1, Math.round(estimateSpeechMs(request.text, request.language) / 1_000));
    return {
      avatarId: avatar.id,
      costMicros: quote.costMicros,
      lines: [
        { label: words.persona.voice.says, value: request.text },
        { label: words.batch.provider, value: `${quote.info.provider} · ${quote.info.model}` },
        { label: words.persona.voice.length, value: words.persona.voice.lengthValue(request.text.length, seconds) },
      ],
    };
  },
  run: async (context, input) => {
    const { avatar, request, provider } = await prepare(context, input);
    await transact(context, (tx) =>
      planJob(context, tx, {
        kind: "voice",
        purpose: "trial",
        avatarId: avatar.id,
        setId: context.ids.next("set"),
        operatorId: context.actor.id,
        request,
        ...(provider === undefined ? {} : { onlyProvider: provider }),
      }),
    );
    return await voiceStatus(context, avatar);
  },
  view: (output, context) => voiceCard(output, context.actor.language),
  subject: (_input, output) => output.avatar,
});

async function prepare(context: CommandContext, input: z.output<typeof Input>) {
  const avatar = await voicedAvatar(context, input.avatar);
  const language = languageOf(avatar);
  const text = speakable(input.text, language);
  requireFitWords(context, input.text, text);
  const provider = input.provider === undefined ? undefined : voiceProvider(context, input.provider).info.provider;
  await requireOwnVoices(context, avatar, provider);
  const { speed } = voiceKept(avatar);
  const request: VoiceJobRequest = { text, language, explicitness: 1, speed };
  return { avatar, request, provider };
}

/** @throws AppError `refused` */
export function requireFitWords(context: CommandContext, written: string, spoken: string): void {
  const words = texts(context.actor.language);
  if (spoken === "") throw new AppError("refused", words.persona.voice.nothingToSay, { field: "text" });
  if (!judgeAppearance({ text: written }).allowed)
    throw new AppError("refused", words.avatar.minorRefused, { field: "text", reason: "minor_appearance" });
  if (humanityClaims(written).length > 0)
    throw new AppError("refused", words.persona.voice.claimsHuman, { field: "text", reason: "humanity_claim" });
}

/** A voice made after somebody needs that consent today, not only when it was chosen. */
async function requireOwnVoices(context: CommandContext, avatar: VoicedAvatar, provider: string | undefined) {
  const { chosen } = voiceKept(avatar);
  for (const generator of context.ports.voices) {
    const voice = chosen[generator.info.provider];
    const mayBeAsked = provider === undefined || generator.info.provider === provider;
    if (voice !== undefined && mayBeAsked) await requireVoiceLikeness(context, avatar, generator, voice);
  }
}
