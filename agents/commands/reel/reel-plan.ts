// What a reel is made of: pictures that become clips, and the words that are spoken over them.
import { AvatarVoice } from "../../domain/avatars/voice.ts";
import { estimateSpeechMs, speakable } from "../../domain/content/speech.ts";
import { TIERS, type Tier } from "../../domain/content/tier.ts";
import type { VideoJobRequest, VoiceJobRequest } from "../../domain/content/vendor-request.ts";
import { humanityClaims } from "../../domain/trust/humanity-claim.ts";
import { judgeAppearance } from "../../domain/trust/minor-appearance.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { consentedNames } from "../avatar/likeness.ts";
import { requireNobodyReal } from "../avatar/refuse-real-person.ts";
import { requireLiving } from "../avatar/require-living.ts";
import type { CommandContext } from "../context.ts";
import { type FoundPiece, findPieces, pieceReference } from "../piece/find-piece.ts";

export interface ReelInput {
  readonly avatar: string;
  readonly pieces: readonly string[];
  readonly script: string;
  readonly seconds: number;
  readonly aspectRatio: string;
  readonly motion: string;
}

export interface ReelPlan {
  readonly avatar: Awaited<ReturnType<typeof findAvatar>>;
  readonly pieces: readonly FoundPiece[];
  readonly clips: readonly VideoJobRequest[];
  readonly voice: VoiceJobRequest | null;
  readonly tier: Tier;
  readonly explicitness: number;
  readonly spokenMs: number;
}

const SHOWABLE: readonly string[] = ["ready", "approved", "published"];
const NEGATIVE = "morphing, distorted face, extra fingers, flicker, text, watermark";

/** @throws AppError `refused` for pictures that are not hers or not cleared, and for words that may not be spoken */
export async function planReel(context: CommandContext, input: ReelInput): Promise<ReelPlan> {
  const avatar = await findAvatar(context, input.avatar);
  requireLiving(context, avatar);
  const pieces = await findPieces(context, input.pieces);
  for (const piece of pieces) requireShowable(context, piece, avatar.id);
  const [language = "en"] = avatar.languages;
  const text = speakable(input.script, language);
  requireSpeakable(context, { script: input.script, motion: input.motion });
  // What is seen; she may well speak of somebody.
  requireNobodyReal(context, { motion: input.motion }, await consentedNames(context, avatar.id));
  const explicitness = Math.max(...pieces.map((piece) => piece.explicitness));
  return {
    avatar,
    pieces,
    clips: pieces.map((piece, index) => ({
      prompt: input.motion,
      negative: NEGATIVE,
      seed: (piece.seed + index) % 2 ** 31,
      aspectRatio: input.aspectRatio,
      explicitness: piece.explicitness,
      seconds: input.seconds,
      imageKey: piece.asset?.storageKey ?? "",
    })),
    voice:
      text === ""
        ? null
        : {
            text,
            language,
            explicitness,
            speed: AvatarVoice.catch(AvatarVoice.parse({})).parse(avatar.voice ?? {}).speed,
          },
    tier: TIERS[Math.max(...pieces.map((piece) => TIERS.indexOf(piece.tier)))] ?? "restricted",
    explicitness,
    spokenMs: text === "" ? 0 : estimateSpeechMs(text, language),
  };
}

function requireShowable(context: CommandContext, piece: FoundPiece, avatarId: string): void {
  const words = texts(context.actor.language);
  const isPicture = piece.asset?.contentType.startsWith("image/") === true && piece.asset.heldAt === null;
  if (piece.avatarId === avatarId && isPicture && SHOWABLE.includes(piece.state)) return;
  throw new AppError("refused", words.reel.notShowable(pieceReference(piece)), { field: "pieces" });
}

function requireSpeakable(context: CommandContext, said: { readonly script: string; readonly motion: string }): void {
  const words = texts(context.actor.language);
  if (!judgeAppearance(said).allowed) throw new AppError("refused", words.avatar.minorRefused, { field: "script" });
  if (humanityClaims(said.script).length > 0)
    throw new AppError("refused", words.reel.claimsHuman, { field: "script", reason: "humanity_claim" });
}
