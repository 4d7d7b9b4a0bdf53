// A model call that is paid for: reserved in the budget before, settled by the tokens really used after (domain 5).

import type { AppContext } from "../commands/context.ts";
import { type PaidCall, releaseCost, reserveCost, settleCost } from "../commands/money/budget.ts";
import type { ChatAnswer, ChatCall } from "../models/chat-model.ts";

/** Roughly four characters a token; only the reservation hangs on it. */
const CHARS_PER_TOKEN = 4;
const EXPECTED_OUTPUT_TOKENS = 300;

export async function paidChat<Value>(
  context: AppContext,
  call: ChatCall<Value>,
  subject: Pick<PaidCall, "attemptKey" | "avatarId" | "batchId" | "pieceId" | "conversationId" | "operatorId">,
): Promise<ChatAnswer<Value>> {
  const { info } = context.chat;
  if (info.offline) return await context.chat.complete(call);
  const chars = call.system.length + call.messages.reduce((sum, message) => sum + message.content.length, 0);
  await reserveCost(context, {
    ...subject,
    provider: info.provider,
    model: info.model,
    units: { input_token: Math.ceil(chars / CHARS_PER_TOKEN), output_token: EXPECTED_OUTPUT_TOKENS },
  });
  let answer: ChatAnswer<Value>;
  try {
    answer = await context.chat.complete(call);
  } catch (thrown) {
    await releaseCost(context, subject.attemptKey);
    throw thrown;
  }
  const { inputTokens, cachedInputTokens, outputTokens } = answer.usage;
  await settleCost(context, subject.attemptKey, {
    input_token: inputTokens - cachedInputTokens,
    ...(cachedInputTokens > 0 ? { cached_input_token: cachedInputTokens } : {}),
    output_token: outputTokens,
  });
  return answer;
}
