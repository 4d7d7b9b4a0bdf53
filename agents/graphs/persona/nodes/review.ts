// A second look by the model: contradictions no rule can see, and what it made up without a word of the brief.
import type { PersonaFieldName } from "../../../domain/avatars/persona.ts";
import { toAppError } from "../../../kernel/errors.ts";
import { paidChat } from "../../paid-chat.ts";
import { PersonaReview, REVIEW_PROMPT, reviewMessages, reviewSystemPrompt } from "../prompts.ts";
import type { PersonaDraft, PersonaFault } from "../state.ts";

interface Reviewed {
  readonly isReviewed: true;
  readonly faults: readonly PersonaFault[];
  readonly guessed: readonly PersonaFieldName[] | null;
}

export async function review(state: PersonaDraft): Promise<Reviewed> {
  const { context, operatorId, avatarId, wanted, signal } = state;
  try {
    const { value } = await paidChat(
      context,
      {
        id: REVIEW_PROMPT.id,
        promptVersion: REVIEW_PROMPT.version,
        system: reviewSystemPrompt(),
        messages: reviewMessages(state),
        schema: PersonaReview,
        schemaName: "persona_review",
        signal,
      },
      { operatorId, ...(avatarId === null ? {} : { avatarId }) },
    );
    const found = value.verdict === "coherent" ? [] : value.contradictions;
    return {
      isReviewed: true,
      guessed: value.guessed,
      faults: found
        .filter(({ fields }) => fields.some((field) => wanted.includes(field)))
        .map(({ fields, why }) => ({ by: "review", fields, what: `${fields.join(" and ")}: ${why}`, found: why })),
    };
  } catch (thrown) {
    const { code } = toAppError(thrown);
    // The persona is written and paid for; without a second look it stands on the rules alone.
    if (code === "internal") throw thrown;
    context.log.warn("persona not reviewed", { operatorId, code });
    return { isReviewed: true, guessed: null, faults: [] };
  }
}
