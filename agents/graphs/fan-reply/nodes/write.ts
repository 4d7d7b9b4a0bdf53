// Writes the answer: one model call, or the rules' own words offline or when the model cannot.

import { toAppError } from "../../../kernel/errors.ts";
import { NO_USAGE, UNFIT_ANSWER } from "../../../models/chat-model.ts";
import { paidChat } from "../../paid-chat.ts";
import { offlineReply } from "../offline-reply.ts";
import { messagesFor, systemPrompt, WRITE_PROMPT, WrittenReply } from "../prompts.ts";
import type { Draft, Turn } from "../state.ts";
import { replyWording } from "../wording.ts";

export async function write(turn: Turn): Promise<{ draft: Draft }> {
  return { draft: await writeDraft(turn, null) };
}

/** @param complaint which rule the last draft broke, for the one rewrite */
export async function writeDraft(turn: Turn, complaint: string | null): Promise<Draft> {
  const { context, snapshot } = turn;
  const wording = replyWording(turn);
  try {
    const answer = await paidChat(
      context,
      {
        id: WRITE_PROMPT.id,
        promptVersion: WRITE_PROMPT.version,
        system: systemPrompt(turn),
        messages: messagesFor(turn, complaint),
        schema: WrittenReply,
        schemaName: "written_reply",
        offlineAnswer: () => ({ reply: offlineReply(turn, wording), facts: [], said: [] }),
        signal: turn.signal,
      },
      {
        avatarId: snapshot.avatar.id,
        conversationId: snapshot.conversation.id,
      },
      turn.settlements,
    );
    return {
      text: answer.value.reply,
      facts: answer.value.facts,
      said: answer.value.said,
      usage: answer.usage,
      promptVersion: WRITE_PROMPT.version,
      replaced: null,
      variant: wording.variant,
    };
  } catch (thrown) {
    const error = toAppError(thrown);
    // A model that refuses or answers nonsense twice does not leave the fan waiting; one that is away is tried again.
    if (error.code !== "provider_refused" && error.reason !== UNFIT_ANSWER) throw thrown;
    return {
      text: offlineReply(turn, wording),
      facts: [],
      said: [],
      usage: NO_USAGE,
      promptVersion: WRITE_PROMPT.version,
      replaced: error.code,
      variant: wording.variant,
    };
  }
}
