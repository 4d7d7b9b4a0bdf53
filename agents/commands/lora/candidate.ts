// A LoRA from elsewhere becomes a version of an avatar: a candidate like a trained one, used by nobody before its exam.
import { z } from "zod";
import { judgeAppearance } from "../../domain/trust/minor-appearance.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { consentedNames, requireLikeness } from "../avatar/likeness.ts";
import { requireNobodyReal } from "../avatar/refuse-real-person.ts";
import { requireLiving } from "../avatar/require-living.ts";
import type { Estimate } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { planExam } from "./plan-exam.ts";
import { quoteCandidate } from "./quote-candidate.ts";

/** What the operator says about weights that were trained elsewhere. */
export const CandidateInput = {
  name: z.string().trim().min(1).max(80),
  trigger: z.string().trim().min(2).max(40),
  base: z.string().trim().toLowerCase().max(40),
};

const TRIGGER = /^[\p{L}\p{N}_-]+$/u;
const BASE = /^[a-z0-9][a-z0-9.-]*$/;

type Named = Readonly<Record<"avatar" | "name" | "trigger" | "base", string>>;

/** The avatar it is for. @throws AppError `not_found`, `refused`, `invalid_input` naming the field */
export async function candidateAvatar(context: CommandContext, input: Named) {
  const avatar = await trainableAvatar(context, input.avatar);
  const words = texts(context.actor.language).studio.lora;
  if (!TRIGGER.test(input.trigger))
    throw new AppError("invalid_input", words.badTrigger, { field: "trigger", remedy: words.badTriggerRemedy });
  if (!BASE.test(input.base))
    throw new AppError("invalid_input", words.badBase, { field: "base", remedy: words.badBaseRemedy });
  const verdict = judgeAppearance({ name: input.name, trigger: input.trigger.replace(/[_-]/g, " ") });
  if (!verdict.allowed) {
    const { minorRefused } = texts(context.actor.language).avatar;
    throw new AppError("refused", minorRefused, { field: verdict.field === "trigger" ? "trigger" : "name" });
  }
  // The trigger stands in every prompt, and weights of somebody are called after them.
  const called = { name: input.name, trigger: input.trigger };
  requireNobodyReal(context, called, await consentedNames(context, avatar.id));
  return avatar;
}

export async function trainableAvatar(context: CommandContext, reference: string) {
  const avatar = await findAvatar(context, reference);
  requireLiving(context, avatar);
  await requireLikeness(context, avatar, "training");
  return avatar;
}

export interface Candidate {
  readonly id: string;
  readonly avatarId: string;
  readonly name: string;
  readonly triggerWord: string;
  readonly base: string | null;
  readonly provider: string;
  readonly reference: string;
  readonly weightsKey: string | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
}

/** In the transaction of the command; its exam is asked for in the same. @returns its version */
export async function addCandidate(context: CommandContext, tx: Transaction, candidate: Candidate): Promise<number> {
  const { avatarId } = candidate;
  // Versions are counted, so who adds one waits for the other.
  await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${avatarId} FOR UPDATE`;
  const same = await tx.loraModel.findFirst({
    where: { avatarId, state: { not: "deleted" }, OR: sameAs(candidate) },
  });
  if (same) {
    const words = texts(context.actor.language).studio.lora;
    const options = { field: candidate.weightsKey ? "upload" : "url", remedy: words.thereRemedy };
    throw new AppError("conflict", words.there(same.version), options);
  }
  const newest = await tx.loraModel.findFirst({ where: { avatarId }, orderBy: { version: "desc" } });
  const version = (newest?.version ?? 0) + 1;
  await tx.loraModel.create({ data: { ...candidate, version, createdAt: context.clock.now() } });
  await planExam(context, tx, candidate, context.actor.id);
  return version;
}

const sameAs = ({ sha256, reference }: Candidate) => (sha256 ? [{ sha256 }] : [{ reference }]);

/** The exam is all that costs. */
export async function candidateEstimate(
  context: CommandContext,
  avatar: { readonly id: string; readonly name: string },
  weights: { readonly base: string | null; readonly hasLink: boolean },
  lines: Estimate["lines"],
): Promise<Estimate> {
  const { info, costMicros } = await quoteCandidate(context, avatar.id, weights);
  const words = texts(context.actor.language);
  return {
    avatarId: avatar.id,
    costMicros,
    lines: [
      { label: words.studio.lora.avatar, value: avatar.name },
      ...lines,
      { label: words.identity.exam, value: `${info.provider} · ${info.model}` },
      { label: words.identity.examCost, value: formatUsd(costMicros) },
    ],
  };
}
