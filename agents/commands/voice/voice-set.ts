// The voice an avatar keeps at a provider, her gender where none was chosen, and her pace.
import { z } from "zod";
import { AvatarVoice } from "../../domain/avatars/voice.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { requireVoiceLikeness, type VoicedAvatar, voicedAvatar, voiceKept, voiceProvider } from "./avatar-voice.ts";
import { VoiceStatus, voiceCard, voiceStatus } from "./voice-card.ts";

const Input = z.object({
  avatar: z.string(),
  provider: z.string().trim().max(60).optional(),
  voice: z.string().trim().min(1).max(200).optional(),
  gender: AvatarVoice.shape.gender.unwrap().optional(),
  speed: AvatarVoice.shape.speed.unwrap().optional(),
});

export const voiceSet = defineCommand({
  name: "voice.set",
  role: "manager",
  effect: "write",
  input: Input,
  output: VoiceStatus,
  positional: ["avatar", "provider", "voice"],
  errors: ["not_found", "invalid_input", "refused"],
  run: async (context, input) => {
    const avatar = await voicedAvatar(context, input.avatar);
    const chosen = await chosenVoice(context, avatar, input);
    if (chosen === null && input.gender === undefined && input.speed === undefined) {
      const words = texts(context.actor.language).persona.voice;
      throw new AppError("invalid_input", words.nothingToSet, { field: "provider", remedy: words.setHint });
    }
    const changed = await transact(context, async (tx) => {
      const before = voiceKept(await lockedAvatar(context, tx, avatar.id));
      const voice: AvatarVoice = {
        gender: input.gender ?? before.gender,
        speed: input.speed ?? before.speed,
        chosen: { ...before.chosen, ...chosen },
      };
      if (chosen) {
        const judged = JSON.stringify(chosen);
        const decision = `voice: ${avatar.likeness}`;
        await appendTrustEvent(context, tx, avatar.id, { control: "C8", ruleVersion: "1", judged, decision });
      }
      return await tx.avatar.update({ where: { id: avatar.id }, data: { voice } });
    });
    return await voiceStatus(context, changed);
  },
  view: (output, context) =>
    voiceCard(output, context.actor.language, texts(context.actor.language).persona.voice.isSet(output.name)),
  subject: (_input, output) => output.avatar,
});

/** One provider's voice must not undo another's that is set meanwhile. */
async function lockedAvatar(context: CommandContext, tx: Transaction, id: string) {
  return await tx.avatar.update({ where: { id }, data: { updatedAt: context.clock.now() } });
}

async function chosenVoice(
  context: CommandContext,
  avatar: VoicedAvatar,
  { provider, voice }: z.output<typeof Input>,
): Promise<Record<string, string> | null> {
  if (provider === undefined && voice === undefined) return null;
  const words = texts(context.actor.language).persona.voice;
  if (provider === undefined || voice === undefined) {
    const field = provider === undefined ? "provider" : "voice";
    throw new AppError("invalid_input", words.bothNeeded, { field, remedy: `voice list ${avatar.slug}` });
  }
  const generator = voiceProvider(context, provider);
  await requireVoiceLikeness(context, avatar, generator, voice);
  return { [generator.info.provider]: voice };
}
