// A streamed answer, put together; what broke off is no answer.
import type { AIMessageChunk } from "@langchain/core/messages";
import { z } from "zod";
import { AppError } from "../kernel/errors.ts";

const RefusedPiece = z.object({ choices: z.tuple([z.object({ delta: z.object({ refusal: z.string().min(1) }) })]) });

/** @throws AppError `unavailable` when the line ended before the answer did, `provider_refused` */
export async function readStream(
  chunks: AsyncIterable<AIMessageChunk>,
  onText: (soFar: string) => void,
): Promise<AIMessageChunk> {
  let whole: AIMessageChunk | undefined;
  let isRefused = false;
  for await (const chunk of chunks) {
    const { __raw_response: raw, ...rest } = chunk.additional_kwargs;
    isRefused ||= RefusedPiece.safeParse(raw).success;
    // Bodies of the wire do not add up.
    chunk.additional_kwargs = rest;
    whole = whole ? whole.concat(chunk) : chunk;
    if (chunk.text !== "") onText(whole.text);
  }
  if (isRefused) throw new AppError("provider_refused", "The chat model refused to answer.", { reason: "refusal" });
  if (!whole?.response_metadata.finish_reason) {
    throw new AppError("unavailable", "The chat model broke off in mid-answer.", { retryable: true });
  }
  return whole;
}
