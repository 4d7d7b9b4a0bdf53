// Five captions a picture and language, for several pictures in one call; within the limits and the rules whatever the model
// wrote (domain 3).
import type { AppContext } from "../../commands/context.ts";
import type { Persona, PersonaLanguage } from "../../domain/avatars/persona.ts";
import { otherPlaceToday } from "../../domain/avatars/story-contradiction.ts";
import { type CaptionLimit, enforceCaptionLimits } from "../../domain/content/caption-limits.ts";
import type { CaptionOption } from "../../domain/content/caption-option.ts";
import { CAPTION_CONTROLS, writtenCaptionFault } from "../../domain/content/caption-rules.ts";
import type { CallToActionPurpose } from "../../domain/content/caption-words.ts";
import { CAPTION_VARIATIONS, draftCaptions } from "../../domain/content/offline-captions.ts";
import type { Template } from "../../domain/content/templates/template.ts";
import type { Tier } from "../../domain/content/tier.ts";
import { toAppError } from "../../kernel/errors.ts";
import { seededRandom } from "../../kernel/random.ts";
import { isLanguage } from "../../texts/texts.ts";
import { paidChat } from "../paid-chat.ts";
import { type CaptionAnswer, captionCall, captionsIn } from "./prompts.ts";
import { isWithinTier } from "./within-tier.ts";

export interface CaptionedPicture {
  readonly seed: number;
  readonly template: Pick<Template, "category" | "prompt" | "tags">;
  /** Where it may be shown, and its words with it. */
  readonly tier: Tier;
  readonly callToAction: CallToActionPurpose;
  /** Captions it had and that should not come again. */
  readonly former: readonly string[];
}

export interface CaptionRequest {
  readonly avatarId: string;
  readonly batchId: string | null;
  /** One of the pieces, for the ledger. */
  readonly pieceId: string;
  readonly avatarName: string;
  readonly persona: Persona;
  readonly pictures: readonly CaptionedPicture[];
  /** ISO 639-1, at least one, the first is the one a piece is captioned in. */
  readonly languages: readonly string[];
  readonly limit: CaptionLimit;
  /** Real people who may be named: they consented. */
  readonly consented: readonly string[];
  /** No further try follows. */
  readonly final: boolean;
  /** What this persona's memory holds for these scenes. */
  readonly facts: readonly string[];
  /** What the avatar's calendar tells of the day they are for. */
  readonly story: readonly string[];
}

/** A caption a rule took out; its text is for hashing, never for logs. */
export interface DroppedCaption {
  readonly control: string;
  readonly ruleVersion: string;
  readonly text: string;
}

export interface WrittenCaptions {
  /** In the order of `request.pictures`, of each those of the first language first. */
  readonly options: readonly (readonly CaptionOption[])[];
  readonly dropped: readonly DroppedCaption[];
}

/** What the model left out or what breaks a rule is replaced by the rules' own captions. */
export async function writeCaptions(
  context: AppContext,
  request: CaptionRequest,
  signal: AbortSignal,
): Promise<WrittenCaptions> {
  const answer = await askModel(context, request, signal);
  const dropped: DroppedCaption[] = [];
  const mayStay = ({ text }: CaptionOption): boolean => {
    const fault = writtenCaptionFault(text, request.consented);
    if (fault) dropped.push({ ...CAPTION_CONTROLS[fault], text });
    return fault === null;
  };
  const today = request.story.map((what) => ({ what, place: null }));
  const options: (readonly CaptionOption[])[] = [];
  for (const [index, picture] of request.pictures.entries()) {
    const written = captionsIn(answer, index, request.languages)
      .map((option) => ({ ...option, text: enforceCaptionLimits(request.limit, option.text).text }))
      .filter(mayStay)
      .filter(({ text }) => otherPlaceToday(text, [], today) === null);
    const isWithin = await isWithinTier(
      context,
      written.map(({ text }) => text),
      picture.tier,
      signal,
    );
    const own = isWithin ? written : [];
    options.push(request.languages.flatMap((language) => optionsIn(language, own, picture, request)));
  }
  return { options, dropped };
}

/** The rules' answer offline, without money, and when nothing that fits comes: the pictures are paid for and are not lost. */
async function askModel(context: AppContext, request: CaptionRequest, signal: AbortSignal): Promise<CaptionAnswer> {
  if (context.chat.info.offline) return { pictures: [] };
  const { avatarId, pieceId, batchId } = request;
  try {
    const { value } = await paidChat(
      context,
      { ...captionCall(request), signal },
      { avatarId, pieceId, ...(batchId ? { batchId } : {}) },
    );
    return value;
  } catch (thrown) {
    const { code, retryable } = toAppError(thrown);
    if (retryable && !request.final) throw thrown;
    context.log.warn("captions by rule", { batchId: batchId ?? "", code });
    return { pictures: [] };
  }
}

/** Five at most; the rules' in styles that are not there yet. */
function optionsIn(
  language: string,
  written: readonly CaptionOption[],
  picture: CaptionedPicture,
  request: CaptionRequest,
): CaptionOption[] {
  const own = written.filter((option) => option.language === language);
  if (!isLanguage(language)) {
    if (own.length > 0) return own.slice(0, CAPTION_VARIATIONS);
    // Without a model its captions are English, and say so; once, where English is asked for anyway.
    return request.languages.includes("en") ? [] : byRule("en", picture, request);
  }
  const styles = new Set(own.map(({ style }) => style));
  const others = byRule(language, picture, request).filter(({ style }) => !styles.has(style));
  return [...own, ...others].slice(0, CAPTION_VARIATIONS);
}

/** Drafts of the rules to choose from where some must not come again. */
const DRAFTS = 3;

function byRule(
  language: PersonaLanguage,
  { template, seed, callToAction, former }: CaptionedPicture,
  { persona, limit, consented }: CaptionRequest,
): CaptionOption[] {
  const drafts = Array.from({ length: former.length > 0 ? DRAFTS : 1 }, (_, round) =>
    draftCaptions({ persona, template, language, limit, callToAction, random: seededRandom(seed + round) }),
  ).flat();
  const fit = drafts.filter(({ text }) => writtenCaptionFault(text, consented) === null);
  const newFirst = [
    ...fit.filter(({ text }) => !former.includes(text)),
    ...fit.filter(({ text }) => former.includes(text)),
  ];
  const styles = new Set<string>();
  return newFirst.filter(({ style }) => !styles.has(style) && styles.add(style)).slice(0, CAPTION_VARIATIONS);
}
