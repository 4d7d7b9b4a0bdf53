// Moderation by OpenAI, or any server with the same /moderations. Pictures go as data URLs: ours are not public.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import { modelError } from "../../../agents/models/model-error.ts";
import type { ModerationScores, ModerationVerdict, Moderator } from "../../../agents/ports/moderator.ts";

export interface OpenAiModeratorOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model?: string;
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

const DEFAULT_MODEL = "omni-moderation-latest";
const DEFAULT_TIMEOUT_MS = 20_000;
const WHAT = "The moderation model";
const IMAGE_TYPES = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);

const score = z.number().min(0).max(1);
const Answer = z.object({
  model: z.string(),
  results: z
    .array(
      z.object({
        category_scores: z.object({
          sexual: score,
          "sexual/minors": score.nullish(),
          violence: score,
          hate: score.nullish(),
          "self-harm": score,
          harassment: score.nullish(),
        }),
        category_applied_input_types: z.record(z.string(), z.array(z.string())).optional(),
      }),
    )
    .min(1),
});
type Result = z.output<typeof Answer>["results"][number];

const CATEGORIES = ["sexual", "sexual/minors", "violence", "hate", "self-harm", "harassment"] as const;

export function createOpenAiModerator(options: OpenAiModeratorOptions): Moderator {
  const model = options.model ?? DEFAULT_MODEL;
  const request = options.fetch ?? fetch;

  const moderate = async (input: unknown, kind: "text" | "image", signal: AbortSignal): Promise<ModerationVerdict> => {
    const response = await request(`${options.baseUrl}/moderations`, {
      method: "POST",
      headers: { authorization: `Bearer ${options.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ model, input }),
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS)]),
    });
    const text = await response.text();
    if (!response.ok) throw { status: response.status, headers: response.headers, code: errorCode(text) };
    const answer = Answer.safeParse(JSON.parse(text));
    const result = answer.data?.results[0];
    if (!answer.success || !result) {
      throw new AppError("provider_failed", `${WHAT} sent an answer without scores.`, { cause: answer.error });
    }
    return { provider: "openai", model: answer.data.model, scores: scoresOf(result, kind) };
  };

  const attempt = async (input: unknown, kind: "text" | "image", signal: AbortSignal): Promise<ModerationVerdict> => {
    signal.throwIfAborted();
    return moderate(input, kind, signal).catch((thrown: unknown) => {
      signal.throwIfAborted();
      throw modelError(thrown, WHAT, "MODERATION_PROVIDER");
    });
  };

  return {
    info: { provider: "openai", model, offline: false },
    moderateText: (text, signal) => attempt([{ type: "text", text }], "text", signal),
    moderateImage: (bytes, contentType, signal) => {
      if (!IMAGE_TYPES.has(contentType)) {
        throw new AppError("invalid_input", `${contentType} cannot be examined.`, { field: "contentType" });
      }
      const url = `data:${contentType};base64,${Buffer.from(bytes).toString("base64")}`;
      return attempt([{ type: "image_url", image_url: { url } }], "image", signal);
    },
  };
}

/** A category the vendor did not apply to this kind of input counts as not examined, whatever number it sent. */
function scoresOf(result: Result, kind: "text" | "image"): ModerationScores {
  const applied = result.category_applied_input_types;
  const scores: Partial<Record<(typeof CATEGORIES)[number], number>> = {};
  for (const category of CATEGORIES) {
    const value = result.category_scores[category];
    const examined = applied?.[category]?.includes(kind) ?? (kind === "text" || category !== "sexual/minors");
    if (typeof value === "number" && examined) scores[category] = value;
  }
  return scores;
}

function errorCode(body: string): string {
  const parsed = z.object({ error: z.object({ code: z.string() }) }).safeParse(tryJson(body));
  return parsed.data?.error.code ?? "";
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    return thrown;
  }
}
