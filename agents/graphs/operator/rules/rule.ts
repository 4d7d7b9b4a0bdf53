// One kind of request: which concepts it has, and the input its words give.
import type { MissingPart, World } from "../interpretation.ts";
import type { Concept } from "./lexicon.ts";
import type { Sentence } from "./sentence.ts";

export interface RuleContext {
  readonly world: World;
  /** Avatar an earlier part was about ("... and schedule her week"). */
  readonly spokenOf: string | undefined;
}

export type Read = Readonly<Record<string, unknown>> | { readonly missing: MissingPart };

export interface Rule {
  readonly command: string;
  /** Of each list at least one. */
  readonly needs: readonly (readonly Concept[])[];
  readonly not?: readonly Concept[];
  /** What else must hold. */
  readonly when?: (sentence: Sentence) => boolean;
  readonly read: (sentence: Sentence, context: RuleContext) => Read;
}

/** The avatar named, spoken of, or the only one there is. */
export function avatarOf(sentence: Sentence, { world, spokenOf }: RuleContext): string | undefined {
  return sentence.avatars[0] ?? spokenOf ?? (world.avatars.length === 1 ? world.avatars[0]?.slug : undefined);
}

type Reader = Rule["read"];

export const nothing: Reader = () => ({});

/** `{ avatar }`, with what else the words give; asks for the avatar where it is open. */
export function withAvatar(more: (sentence: Sentence, context: RuleContext) => Read = () => ({})): Reader {
  return (sentence, context) => {
    const avatar = avatarOf(sentence, context);
    if (avatar === undefined) return { missing: "avatar" };
    const rest = more(sentence, context);
    return "missing" in rest ? rest : { avatar, ...rest };
  };
}

/** Only where one is named, or the talk is about one. */
export function maybeAvatar(more: (sentence: Sentence, context: RuleContext) => Read = () => ({})): Reader {
  return (sentence, context) => {
    const avatar = sentence.avatars[0] ?? context.world.about;
    return { ...(avatar ? { avatar } : {}), ...more(sentence, context) };
  };
}

export function reference(
  field: string,
  missing: MissingPart,
  shape: RegExp,
  more: (sentence: Sentence) => Readonly<Record<string, unknown>> = () => ({}),
): Reader {
  return (sentence) => {
    const found = sentence.references.find((each) => shape.test(each));
    return found ? { [field]: found, ...more(sentence) } : { missing };
  };
}

export function fan(field: string, more: (sentence: Sentence) => Read = () => ({})): Reader {
  return (sentence) => {
    const name = sentence.names[0];
    if (name === undefined) return { missing: "fan" };
    const rest = more(sentence);
    return "missing" in rest ? rest : { [field]: name, ...rest };
  };
}

export const PIECE = /^(?!out_|pst_|run_)[a-z0-9-]+-\d+$/;
export const BATCH = /-b\d+$/;
export const LORA = /-v\d+$/;
export const DRAFT = /^out_/;
export const RUN = /^run_/;
export const pieces = (sentence: Sentence) => sentence.references.filter((each) => PIECE.test(each));
