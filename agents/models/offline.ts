// The chat model of a bare machine: every answer comes from the caller's own rules, checked like a vendor's.
import { AppError } from "../kernel/errors.ts";
import { type ChatModel, NO_USAGE } from "./chat-model.ts";

/** Deterministic, free, no network. A call without `offlineAnswer` fails with `not_configured`. */
export function createOfflineChatModel(): ChatModel {
  return {
    info: { provider: "offline", model: "rules", offline: true },
    complete: async (call) => {
      call.signal.throwIfAborted();
      if (!call.offlineAnswer) {
        throw new AppError("not_configured", `“${call.id}” needs a language model and none is configured.`, {
          remedy: "Set OPENAI_API_KEY, or OPENAI_BASE_URL of an OpenAI-compatible server.",
        });
      }
      const parsed = call.schema.safeParse(call.offlineAnswer());
      if (!parsed.success) {
        throw new AppError("internal", `The rules' answer to “${call.id}” does not fit its schema.`, {
          reason: "offline_answer",
          cause: parsed.error,
        });
      }
      return { value: parsed.data, usage: NO_USAGE };
    },
  };
}
