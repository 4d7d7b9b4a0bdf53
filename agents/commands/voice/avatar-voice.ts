// The voice an avatar has as her row keeps it, and whose it may be (trust C8).
import { AvatarVoice } from "../../domain/avatars/voice.ts";
import { AppError } from "../../kernel/errors.ts";
import type { VoiceGenerator } from "../../ports/voice-generator.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { requireLikeness } from "../avatar/likeness.ts";
import { requireLiving } from "../avatar/require-living.ts";
import type { CommandContext } from "../context.ts";

export type VoicedAvatar = Awaited<ReturnType<typeof findAvatar>>;

/** @throws AppError `refused` for an avatar that has ended */
export async function voicedAvatar(context: CommandContext, reference: string): Promise<VoicedAvatar> {
  const avatar = await findAvatar(context, reference);
  requireLiving(context, avatar);
  return avatar;
}

export function voiceKept(avatar: { readonly voice: unknown }): AvatarVoice {
  return AvatarVoice.catch(AvatarVoice.parse({})).parse(avatar.voice ?? {});
}

/** @throws AppError `not_found` with the nearest by name */
export function voiceProvider(context: CommandContext, provider: string): VoiceGenerator {
  const found = context.ports.voices.find(({ info }) => info.provider === provider.toLowerCase());
  if (found) return found;
  const words = texts(context.actor.language).persona.voice;
  const known = [...new Set(context.ports.voices.map(({ info }) => info.provider))].join(", ");
  throw new AppError("not_found", words.noProvider(provider), {
    field: "provider",
    remedy: known === "" ? words.noneConfigured : words.providers(known),
  });
}

/**
 * A voice of the vendor's own catalogue is nobody's. Any other was made after somebody: the operator, or a person whose consent
 * covers it. @throws AppError `refused`
 */
export async function requireVoiceLikeness(
  context: CommandContext,
  avatar: VoicedAvatar,
  { info }: VoiceGenerator,
  voice: string,
): Promise<void> {
  if (info.voices.some(({ id }) => id === voice)) return;
  if (avatar.likeness !== "fictional") return await requireLikeness(context, avatar, "voice");
  const words = texts(context.actor.language).persona.voice;
  throw new AppError("refused", words.notOffered(voice, info.provider), {
    field: "voice",
    reason: "unknown_voice",
    remedy: `voice list ${avatar.slug}`,
  });
}
