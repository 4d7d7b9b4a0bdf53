// Says no to a persona that trust does not allow, and names the field and who is meant.
import { type JudgedAvatar, judgePersona, type PersonaRefusal } from "../../domain/avatars/judge-persona.ts";
import { APPEARANCE_RULE_VERSION } from "../../domain/trust/minor-appearance.ts";
import { REAL_PERSON_RULE_VERSION } from "../../domain/trust/real-persons.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { refusedRealPerson } from "../avatar/refuse-real-person.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { appendTrustEvent } from "../trust-event.ts";

/** @throws AppError `refused` @param field of the command's input, where it is another than the persona's */
export function requireFitPersona(context: CommandContext, judged: JudgedAvatar, field?: string): void {
  const refusal = judgePersona(judged);
  if (refusal) throw refusedPersona(context, refusal, field);
}

/** A term split over several fields is nobody's own: the brief then stands for all of them. */
export function refusedPersona(context: CommandContext, refusal: PersonaRefusal, inputField?: string): AppError {
  const words = texts(context.actor.language);
  const { control, person = "" } = refusal;
  const field = inputField ?? (refusal.field === "together" ? "brief" : refusal.field);
  switch (control) {
    case "C9":
      return new AppError("refused", words.avatar.minorRefused, { field, reason: "minor_appearance" });
    case "C8":
      return refusedRealPerson(context, person, refusal.field, field);
    case "C2":
      return new AppError("refused", words.persona.claimsHuman(refusal.field), { field, reason: "humanity_claim" });
    case "T7":
      return new AppError("refused", words.persona.givesOrders(refusal.field), { field, reason: "instructions" });
  }
}

/** Both controls looked and let it pass; only the hash of what they read is kept. */
export async function recordJudged(
  context: CommandContext,
  tx: Transaction,
  avatarId: string,
  judged: unknown,
): Promise<void> {
  const text = JSON.stringify(judged);
  const adult = { control: "C9", ruleVersion: APPEARANCE_RULE_VERSION, judged: text, decision: "adult" };
  await appendTrustEvent(context, tx, avatarId, adult);
  const nobody = { control: "C8", ruleVersion: REAL_PERSON_RULE_VERSION, judged: text, decision: "nobody_real" };
  await appendTrustEvent(context, tx, avatarId, nobody);
}
