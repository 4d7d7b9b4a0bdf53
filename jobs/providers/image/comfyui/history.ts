// How ComfyUI's history says that a prompt ended.
import { z } from "zod";

const Picture = z.object({
  filename: z.string().min(1),
  subfolder: z.string().nullish(),
  type: z.string().nullish(),
});
export type ComfyPicture = z.output<typeof Picture>;

const Message = z.tuple([z.string(), z.unknown()]);
export const HistoryEntry = z.object({
  /** [number, id, graph, extra, outputs] of an own server; an object of the cloud. */
  prompt: z.unknown().optional(),
  outputs: z.record(z.string(), z.object({ images: z.array(Picture).nullish() })).nullish(),
  status: z.object({ status_str: z.string().nullish(), messages: z.array(Message).nullish() }).nullish(),
});
export type HistoryEntry = z.output<typeof HistoryEntry>;
export const History = z.record(z.string(), HistoryEntry);

const ExecutionError = z.object({
  node_type: z.string().nullish(),
  exception_type: z.string().nullish(),
  exception_message: z.string().nullish(),
});

export type ComfyEnd =
  | { readonly state: "done"; readonly entry: HistoryEntry }
  | { readonly state: "refused"; readonly reason: string }
  | { readonly state: "failed"; readonly reason: string; readonly retryable: boolean };

/** ComfyUI itself refuses nothing; a check its owner put into the workflow does, by raising. */
const REFUSAL = /nsfw|safety|moderat|content.?policy/i;
const OUT_OF_MEMORY = /out ?of ?memory|allocation on device/i;

export function endOf(entry: HistoryEntry): ComfyEnd {
  const messages = entry.status?.messages ?? [];
  if (messages.some(([type]) => type === "execution_interrupted")) return INTERRUPTED;
  const raised = messages.find(([type]) => type === "execution_error");
  if (raised) return raisedBy(ExecutionError.safeParse(raised[1]).data ?? {});
  if (entry.status?.status_str === "error") return { state: "failed", reason: "error", retryable: false };
  return { state: "done", entry };
}

/** By us, or by a person at the server. */
const INTERRUPTED: ComfyEnd = { state: "failed", reason: "interrupted", retryable: false };
/** In no list: deleted from the queue, or forgotten when the server was started again. */
export const GONE: ComfyEnd = { state: "failed", reason: "gone", retryable: true };

/** What raised once raises again, unless memory was short. */
export function raisedBy({ node_type, exception_type, exception_message }: z.output<typeof ExecutionError>): ComfyEnd {
  const reason = `${node_type ?? "node"}: ${exception_message ?? exception_type ?? "error"}`.trim().slice(0, 200);
  if (REFUSAL.test(reason)) return { state: "refused", reason: "nsfw" };
  return { state: "failed", reason, retryable: OUT_OF_MEMORY.test(`${exception_type} ${exception_message}`) };
}

/** The graph that ran, as the server kept it. */
export function graphOf({ prompt }: HistoryEntry): unknown {
  if (Array.isArray(prompt)) return prompt[2];
  return z.object({ prompt: z.unknown() }).safeParse(prompt).data?.prompt;
}
