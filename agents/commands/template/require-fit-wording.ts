// The rules an operator's own wording has to keep, whatever field it stands in: adults only, nobody real, no more than its tier.
import { judgeTone } from "../../domain/content/prompt-tone.ts";
import type { Tier } from "../../domain/content/tier.ts";
import { APPEARANCE_RULE_VERSION, judgeAppearance } from "../../domain/trust/minor-appearance.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { requireNobodyReal } from "../avatar/refuse-real-person.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { appendTrustEvent } from "../trust-event.ts";

export interface OwnWording {
  /** By field. What must not appear stands in `negative`. */
  readonly fields: Readonly<Record<string, string>>;
  /** null: it states none. */
  readonly tier: Tier | null;
}

/** Calls the moderator where there is one: not for inside a transaction. @throws AppError `refused` naming the field */
export async function requireFitWording(context: CommandContext, { fields, tier }: OwnWording): Promise<void> {
  const words = texts(context.actor.language);
  const verdict = judgeAppearance(fields);
  if (!verdict.allowed) {
    const field = verdict.field === "together" ? "prompt" : verdict.field;
    throw new AppError("refused", words.avatar.minorRefused, {
      field,
      reason: "minor_appearance",
      ...(field === "negative" ? { remedy: words.templates.negativeHint } : {}),
    });
  }
  const { negative: _named, ...asked } = fields;
  // Any avatar may be given these words: whoever consented, consented for one.
  requireNobodyReal(context, asked);
  await requireTone(context, asked, tier);
}

/** Without a moderator nothing is said here; each picture then waits for a person anyway. */
async function requireTone(
  context: CommandContext,
  asked: Readonly<Record<string, string>>,
  tier: Tier | null,
): Promise<void> {
  const { moderator } = context.ports;
  if (!moderator) return;
  const { scores } = await moderator.moderateText(Object.values(asked).join(", "), context.signal);
  const tone = judgeTone(scores, tier);
  if (tone.fits) return;
  const words = texts(context.actor.language);
  if (tone.least === null || tier === null) {
    throw new AppError("refused", words.templates.tooExplicit, { field: "prompt", reason: "tone" });
  }
  throw new AppError("refused", words.templates.aboveTier(words.batch.tiers[tier], words.batch.tiers[tone.least]), {
    field: "tier",
    reason: "tone",
    remedy: words.templates.aboveTierHint(tone.least),
  });
}

/** That it was judged, in the transaction that writes it; `id` names the row. */
export async function recordFitWording(
  context: CommandContext,
  tx: Transaction,
  id: string,
  fields: OwnWording["fields"],
): Promise<void> {
  await appendTrustEvent(context, tx, id, {
    control: "C9",
    ruleVersion: APPEARANCE_RULE_VERSION,
    judged: Object.values(fields).join("\n"),
    decision: "adult",
  });
}
