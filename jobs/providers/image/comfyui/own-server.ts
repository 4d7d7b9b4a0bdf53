// A ComfyUI of one's own: it takes our ids, keeps a queue and a history to ask, and stops what is told to stop.
import { z } from "zod";
import { downloadOutput, type OutputSource } from "../../download-output.ts";
import { readAnswer, statusError } from "../../vendor-http.ts";
import { WANTED_PICTURE } from "../../wanted-outputs.ts";
import { askComfy, type ComfyConnection, type ComfyServer, postJson, viewQuery } from "./comfy-server.ts";
import { endOf, GONE, History, type HistoryEntry } from "./history.ts";
import { watchProgress } from "./progress-socket.ts";
import { COMFYUI } from "./prompt-error.ts";
import { promptIdOf } from "./prompt-id.ts";

/** [number, id, graph, ...] */
const QueueItem = z.array(z.unknown()).transform((item) => item[1]);
const Queue = z.object({ queue_running: z.array(QueueItem), queue_pending: z.array(QueueItem) });

export function createOwnServer(connection: ComfyConnection): ComfyServer {
  const ask = askComfy(connection);
  const pictures: OutputSource = {
    vendor: COMFYUI.name,
    // Its own origin and nothing else.
    hosts: /^$/,
    officialApi: "",
    baseUrl: connection.baseUrl,
    headers: connection.headers,
    ...connection.asking,
  };
  const entryOf = async (promptId: string, signal: AbortSignal): Promise<HistoryEntry | undefined> => {
    const answer = await ask(`/history/${encodeURIComponent(promptId)}`, { signal });
    return readAnswer(COMFYUI, History, answer)[promptId];
  };
  const queue = async (signal: AbortSignal) => readAnswer(COMFYUI, Queue, await ask("/queue", { signal }));
  const isQueued = async (promptId: string, signal: AbortSignal) => {
    const { queue_running, queue_pending } = await queue(signal);
    return queue_running.includes(promptId) || queue_pending.includes(promptId);
  };
  const tell = async (path: string, body: unknown, signal: AbortSignal): Promise<void> => {
    const answer = await ask(path, postJson(body, signal));
    if (answer.status >= 300) throw statusError(COMFYUI, answer);
  };
  return {
    promptFields: (promptId) => ({ prompt_id: promptId, client_id: promptId }),
    look: async (promptId, signal) => {
      const entry = await entryOf(promptId, signal);
      if (entry) return endOf(entry);
      if (await isQueued(promptId, signal)) return null;
      // It may have left the queue between the two questions.
      const late = await entryOf(promptId, signal);
      return late ? endOf(late) : GONE;
    },
    fetchPicture: (picture, signal) =>
      downloadOutput(`${connection.baseUrl}/view?${viewQuery(picture)}`, pictures, WANTED_PICTURE, signal),
    watch: (promptId) => watchProgress(connection.baseUrl, promptId, connection.headers, connection.asking.timeoutMs),
    find: async (attemptKey, _submittedAfter, signal) => {
      const jobId = promptIdOf(attemptKey);
      const isKnown = (await isQueued(jobId, signal)) || (await entryOf(jobId, signal)) !== undefined;
      return isKnown ? { jobId } : null;
    },
    cancel: async (promptId, signal) => {
      const { queue_running, queue_pending } = await queue(signal);
      if (queue_pending.includes(promptId)) await tell("/queue", { delete: [promptId] }, signal);
      // Older servers do not read the id and stop whatever runs: only asked while it is ours.
      if (queue_running.includes(promptId)) await tell("/interrupt", { prompt_id: promptId }, signal);
    },
  };
}
