// Variants as an operator gives them: rows from a program, or one line from a chat:
// "plain 50 | warm 50: So good to hear from you!" and, for an offer, "big 50 @deluxe-set: My favourite one".
import { z } from "zod";
import { FULL_ALLOCATION } from "../../domain/experiments/allocation.ts";
import type { ExperimentElement } from "../../domain/experiments/element.ts";
import { canaryOf, replyFaults } from "../../graphs/reply-rules.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { describeIssue } from "../describe-issue.ts";

/** More would need samples nobody waits for. */
const MOST_VARIANTS = 5;
/** As long as a message of the chat's own. */
const MOST_TEXT_CHARS = 300;

const Variant = z.strictObject({
  name: z.string().trim().min(1).max(40),
  /** Percent. */
  allocation: z.number().int().min(1).max(99),
  text: z.string().trim().min(1).max(MOST_TEXT_CHARS).optional(),
  pack: z.string().trim().min(1).max(60).optional(),
});
const Variants = z.array(Variant).min(2).max(MOST_VARIANTS);
export type GivenVariant = z.output<typeof Variant>;

/** As surfaces declare it; what is in it is read by `readVariants`, which names the field at fault. */
export const VariantsInput = z.union([
  z.string(),
  z.array(
    z.looseObject({
      name: z.string().optional(),
      allocation: z.number().optional(),
      text: z.string().optional(),
      pack: z.string().optional(),
    }),
  ),
]);

const LINE = /^(?<name>[^:@]*?)\s+(?<allocation>\d{1,3})\s*%?(?:\s+@(?<pack>[\w-]+))?\s*(?::\s*(?<text>.*))?$/su;

/** @throws AppError `invalid_input` with the field, as "variants.1.text" */
export async function readVariants(
  context: CommandContext,
  given: z.output<typeof VariantsInput>,
  { avatarId, element }: { readonly avatarId: string; readonly element: ExperimentElement },
): Promise<readonly GivenVariant[]> {
  const words = texts(context.actor.language).experiments;
  const parsed = Variants.safeParse(typeof given === "string" ? fromLine(given, words.variantForm) : given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw at(issue?.path ?? [], issue ? describeIssue(issue, context.actor.language) : words.variantForm);
  }
  const variants = parsed.data;
  const sum = variants.reduce((total, { allocation }) => total + allocation, 0);
  if (sum !== FULL_ALLOCATION) throw at(["allocation"], words.badSum(sum));
  const packs = await activePacks(context, avatarId);
  for (const [index, { name, text, pack }] of variants.entries()) {
    const same = variants.findIndex((other) => other.name.toLowerCase() === name.toLowerCase());
    if (same !== index) throw at([index, "name"], words.sameName(name));
    if (pack !== undefined && element !== "pricing_offer") throw at([index, "pack"], words.packOnlyInOffers);
    if (pack !== undefined && !packs.has(pack)) throw at([index, "pack"], words.noActivePack(pack), words.packHint);
    const faults = text === undefined ? [] : faultsOf(context, avatarId, text);
    if (faults.length > 0) throw at([index, "text"], words.badWording(faults.join(", ")), words.wordingHint);
  }
  if (variants.filter(({ text, pack }) => text === undefined && pack === undefined).length > 1)
    throw at([], words.twoControls);
  return variants;
}

function fromLine(line: string, form: string): unknown[] {
  return line
    .split(/\s*[|\n]\s*/u)
    .filter((part) => part !== "")
    .map((part, index) => {
      const groups = LINE.exec(part.trim())?.groups;
      if (!groups) throw at([index], form);
      const { name, allocation, pack, text } = groups;
      return { name, allocation: Number(allocation), ...(pack ? { pack } : {}), ...(text ? { text } : {}) };
    });
}

/** What any answer of the chat is held to: no claim to be human, no price, no promise (trust C2, C15). */
function faultsOf(context: CommandContext, avatarId: string, text: string): readonly string[] {
  return replyFaults(text, { canary: canaryOf(context, avatarId), instructions: "" }).map(({ what }) => what);
}

async function activePacks(context: CommandContext, avatarId: string): Promise<ReadonlySet<string>> {
  const packs = await context.database.prisma.pack.findMany({
    where: { avatarId, active: true },
    select: { slug: true },
  });
  return new Set(packs.map(({ slug }) => slug));
}

function at(path: readonly PropertyKey[], message: string, remedy?: string): AppError {
  return new AppError("invalid_input", message, {
    field: ["variants", ...path].join("."),
    ...(remedy === undefined ? {} : { remedy }),
  });
}
