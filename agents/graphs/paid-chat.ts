// A model call that is paid for: reserved in the budget before, settled by the tokens really used after (domain 5).

import type { AppContext } from "../commands/context.ts";
import { type PaidCall, releaseCost, reserveCost, settleCost } from "../commands/money/budget.ts";
import type { Settlements } from "../commands/money/settlements.ts";
import { elsewhere } from "../kernel/elsewhere.ts";
import { AppError } from "../kernel/errors.ts";
import {
  BilledFailure,
  type ChatAnswer,
  type ChatCall,
  type ChatUsage,
  type ToolAnswer,
  type ToolCall,
} from "../models/chat-model.ts";

/** Roughly four characters a token; only the reservation hangs on it. */
const CHARS_PER_TOKEN = 4;
const EXPECTED_OUTPUT_TOKENS = 300;
/** What vendors bill for a picture of a megapixel, at most about. */
const PICTURE_TOKENS = 1_500;

/** Whom the cost is charged to in reports. */
type ChatSubject = Pick<PaidCall, "avatarId" | "batchId" | "pieceId" | "conversationId" | "operatorId">;

/**
 * Nothing of a model call outlives it, so a repeated run pays again and says so: each call is an attempt of its own.
 * @param later who settles it with more; absent: it is settled at once
 */
export async function paidChat<Value>(
  context: AppContext,
  call: ChatCall<Value>,
  subject: ChatSubject,
  later?: Settlements,
): Promise<ChatAnswer<Value>> {
  const { chat } = context;
  if (chat.info.offline) return await chat.complete(call);
  return await paid(context, call.id, expectedUnits(call), subject, () => chat.complete(call), later);
}

/** One turn of a model with functions, paid for likewise. @throws AppError `not_configured` where it can call none */
export async function paidToolChat(context: AppContext, call: ToolCall, subject: ChatSubject): Promise<ToolAnswer> {
  const { chat } = context;
  const { useTools } = chat;
  if (!useTools) throw new AppError("not_configured", `“${call.id}” needs a language model that calls functions.`);
  const messages = [{ role: "user" as const, content: JSON.stringify([call.turns, call.tools]) }];
  return await paid(context, call.id, expectedUnits({ ...call, messages }), subject, () => useTools.call(chat, call));
}

async function paid<Answer extends { readonly usage: ChatUsage }>(
  context: AppContext,
  id: string,
  expected: ReturnType<typeof expectedUnits>,
  subject: ChatSubject,
  ask: () => Promise<Answer>,
  later?: Settlements,
): Promise<Answer> {
  const { provider, model } = context.chat.info;
  const attemptKey = `${id}:${context.ids.next("cost")}`;
  const reserved = await reserveCost(context, { ...subject, attemptKey, provider, model, units: expected });
  let answer: Answer;
  try {
    answer = await elsewhere(ask);
  } catch (thrown) {
    if (thrown instanceof BilledFailure) await settleCost(context, reserved, billedUnits(thrown.usage));
    else await releaseCost(context, reserved);
    throw thrown;
  }
  const units = billedUnits(answer.usage);
  if (later) later.add(reserved, units);
  else await settleCost(context, reserved, units);
  return answer;
}

/** What a call will probably be billed, for its reservation and for quotes. */
export function expectedUnits(
  call: Pick<ChatCall<unknown>, "system" | "messages" | "expectedOutputTokens">,
): Readonly<Record<"input_token" | "output_token", number>> {
  const chars = call.system.length + call.messages.reduce((sum, message) => sum + message.content.length, 0);
  const pictures = call.messages.reduce((sum, message) => sum + (message.pictures?.length ?? 0), 0);
  return {
    input_token: Math.ceil(chars / CHARS_PER_TOKEN) + pictures * PICTURE_TOKENS,
    output_token: call.expectedOutputTokens ?? EXPECTED_OUTPUT_TOKENS,
  };
}

function billedUnits({ inputTokens, cachedInputTokens, outputTokens }: ChatUsage): Readonly<Record<string, number>> {
  return {
    input_token: inputTokens - cachedInputTokens,
    ...(cachedInputTokens > 0 ? { cached_input_token: cachedInputTokens } : {}),
    output_token: outputTokens,
  };
}
