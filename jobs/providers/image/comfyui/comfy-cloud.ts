// Comfy Cloud (docs.comfy.org, v1): ids are its own, so no lost answer can be asked for; pictures lie behind signed links.
import { z } from "zod";
import { downloadOutput, type OutputSource } from "../../download-output.ts";
import { askVendor, readAnswer, statusError } from "../../vendor-http.ts";
import { WANTED_PICTURE } from "../../wanted-outputs.ts";
import { askComfy, type ComfyConnection, type ComfyServer, postJson, viewQuery } from "./comfy-server.ts";
import { type ComfyEnd, endOf, History, raisedBy } from "./history.ts";
import type { ProgressWatch } from "./progress-socket.ts";
import { COMFYUI } from "./prompt-error.ts";

/** Any other word means that it waits or runs. */
const ENDS: Readonly<Record<string, (error: string | null | undefined) => ComfyEnd>> = {
  error: (error) => raisedBy({ exception_message: error }),
  non_retryable_error: (error) => raisedBy({ exception_message: error }),
  lost: () => ({ state: "failed", reason: "lost", retryable: true }),
  cancelled: () => ({ state: "failed", reason: "cancelled", retryable: false }),
};
const JobStatus = z.object({ status: z.string(), error_message: z.string().nullish() });

/** Signed links of Google's storage: they carry their own permission, and must not be sent the key. */
export const CLOUD_PICTURES = {
  vendor: COMFYUI.name,
  hosts: /^([a-z0-9-]+\.)*storage\.googleapis\.com$/,
  officialApi: "cloud.comfy.org",
} as const;

/** Its socket wants the key in the address; polling does without. */
const NO_SOCKET: ProgressWatch = {
  progress: () => null,
  news: () => new Promise(() => undefined),
  close: () => undefined,
};

export function createComfyCloud(connection: ComfyConnection): ComfyServer {
  const ask = askComfy(connection);
  const { baseUrl, headers, asking } = connection;
  const pictures: OutputSource = { ...CLOUD_PICTURES, ...asking, baseUrl };
  const fetching = asking.fetch ?? fetch;
  const noFollowing = {
    ...asking,
    fetch: (url: Parameters<typeof fetch>[0], init?: RequestInit) => fetching(url, { ...init, redirect: "manual" }),
  };
  return {
    promptFields: () => ({}),
    look: async (promptId, signal) => {
      const id = encodeURIComponent(promptId);
      const { status, error_message } = readAnswer(COMFYUI, JobStatus, await ask(`/job/${id}/status`, { signal }));
      if (status !== "success") return ENDS[status]?.(error_message) ?? null;
      const entry = readAnswer(COMFYUI, History, await ask(`/history_v2/${id}`, { signal }))[promptId];
      return entry ? endOf(entry) : null;
    },
    fetchPicture: async (picture, signal) => {
      const url = `${baseUrl}/view?${viewQuery(picture)}`;
      const answer = await askVendor(COMFYUI, url, { headers, signal }, noFollowing);
      if (answer.status === 404) return { state: "failed", reason: "output_expired", retryable: true };
      const signed = answer.headers.get("location");
      if (answer.status !== 302 || signed === null) throw statusError(COMFYUI, answer);
      return downloadOutput(signed, pictures, WANTED_PICTURE, signal);
    },
    watch: () => NO_SOCKET,
    find: null,
    // What runs there cannot be stopped alone.
    cancel: async (promptId, signal) => {
      const answer = await ask("/queue", postJson({ delete: [promptId] }, signal));
      if (answer.status >= 300) throw statusError(COMFYUI, answer);
    },
  };
}
