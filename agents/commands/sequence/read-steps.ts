// Steps of a sequence as an operator gives them: rows from a program, or one line from a chat:
// "20h Hi {name}! // 44h en: Still there? | es: ¿Sigues ahí?"
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { describeIssue } from "../describe-issue.ts";
import { givenTexts, type StepValue } from "../outreach/campaign-texts.ts";

const MOST_STEPS = 6;
/** A year. */
const MOST_HOURS = 8_760;

const Step = z.strictObject({
  /** Of silence. */
  afterHours: z.number().int().min(1).max(MOST_HOURS),
  text: z.string().trim().min(1).max(1_000),
});
const Steps = z.array(Step).min(1).max(MOST_STEPS);

/** As surfaces declare it; what is in it is read by `readGivenSteps`, which names the field at fault. */
export const StepsInput = z.union([
  z.string(),
  z.array(z.looseObject({ afterHours: z.number().optional(), text: z.string().optional() })),
]);

const LINE = /^(?<hours>\d{1,4})\s*h?\b[\s:,-]*(?<text>\S.*)$/su;

/** @throws AppError `invalid_input` with the field, as "steps.1.text" */
export function readGivenSteps(
  context: CommandContext,
  given: z.output<typeof StepsInput>,
  avatarId: string,
): readonly StepValue[] {
  const words = texts(context.actor.language).reach;
  const parsed = Steps.safeParse(typeof given === "string" ? fromLine(given, words.stepForm) : given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw at(issue?.path ?? [], issue ? describeIssue(issue, context.actor.language) : words.stepForm);
  }
  return parsed.data.map(({ afterHours, text }, index) => {
    const before = parsed.data[index - 1]?.afterHours ?? 0;
    if (afterHours <= before) throw at([index, "afterHours"], words.stepOrder);
    return { afterHours, texts: givenTexts(context, text, avatarId, `steps.${index}.text`) };
  });
}

function fromLine(line: string, form: string): unknown[] {
  return line
    .split(/\s*(?:\/\/|\n)\s*/u)
    .filter((part) => part !== "")
    .map((part, index) => {
      const groups = LINE.exec(part.trim())?.groups;
      if (!groups) throw at([index], form);
      return { afterHours: Number(groups.hours), text: groups.text };
    });
}

function at(path: readonly PropertyKey[], message: string): AppError {
  return new AppError("invalid_input", message, { field: ["steps", ...path].join(".") });
}
