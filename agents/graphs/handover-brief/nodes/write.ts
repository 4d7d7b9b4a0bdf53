// Writes the brief: one model call, or the rules' own words offline and whenever the model gives none.
import { toAppError } from "../../../kernel/errors.ts";
import { paidChat } from "../../paid-chat.ts";
import { BRIEF_PROMPT, briefMessages, briefSystemPrompt, WrittenBrief } from "../prompts.ts";
import { rulesBrief } from "../rules-brief.ts";
import type { Brief, Briefing } from "../state.ts";

export async function write(briefing: Briefing): Promise<{ brief: Brief; attempts: number }> {
  const attempts = briefing.attempts + 1;
  const { context, facts, operatorId, signal } = briefing;
  const ruled = rulesBrief(briefing);
  try {
    const { value } = await paidChat(
      context,
      {
        id: BRIEF_PROMPT.id,
        promptVersion: BRIEF_PROMPT.version,
        system: briefSystemPrompt(briefing),
        messages: briefMessages(briefing),
        schema: WrittenBrief,
        schemaName: "handover_brief",
        offlineAnswer: () => ({ ...ruled, reply: ruled.reply ?? "" }),
        signal,
      },
      { avatarId: facts.avatar.id, conversationId: facts.conversationId, operatorId },
    );
    return { attempts, brief: { ...value, writtenBy: context.chat.info.offline ? "rules" : "model", problem: null } };
  } catch (thrown) {
    const { code } = toAppError(thrown);
    // Somebody waits for this: a model that is away, refuses or costs too much today is named, and the rules write.
    if (code === "internal") throw thrown;
    return { attempts, brief: { ...ruled, problem: code } };
  }
}
