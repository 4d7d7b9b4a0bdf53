// ComfyUI's own word on how far it is, by websocket. Only a hint: its history is asked all the same.
import WebSocket from "ws";
import { z } from "zod";

export interface ProgressWatch {
  /** 0 to 1, of the sampling; null before it began. */
  progress(): number | null;
  /** Resolves when the server says that it is through. */
  news(): Promise<void>;
  close(): void;
}

/** Previews come as binary messages of up to a few megabytes. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

const Message = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("progress"),
    data: z.object({ value: z.number(), max: z.number().positive(), prompt_id: z.string().nullish() }),
  }),
  z.object({
    type: z.enum(["execution_success", "execution_error", "execution_interrupted"]),
    data: z.object({ prompt_id: z.string().nullish() }),
  }),
  /** `node` null comes after everything else, when the history is written. */
  z.object({
    type: z.literal("executing"),
    data: z.object({ node: z.string().nullable(), prompt_id: z.string().nullish() }),
  }),
]);

export function watchProgress(
  baseUrl: string,
  promptId: string,
  headers: Readonly<Record<string, string>>,
  handshakeTimeout: number,
): ProgressWatch {
  // Messages go to the client that submitted; every prompt is a client of its own.
  const url = `${baseUrl.replace(/^http/, "ws")}/ws?clientId=${promptId}`;
  const socket = new WebSocket(url, { headers, handshakeTimeout, maxPayload: MAX_MESSAGE_BYTES });
  let progress: number | null = null;
  let hasNews = false;
  let wake: (() => void) | null = null;
  socket.on("message", (data, isBinary) => {
    const message = isBinary ? null : messageOf(String(data));
    if (message === null || message.data.prompt_id !== promptId) return;
    if (message.type === "progress") {
      progress = Math.min(1, message.data.value / message.data.max);
    } else if (message.type !== "executing" || message.data.node === null) {
      hasNews = true;
      wake?.();
    }
  });
  // Refused or cut: the polling that goes on beside it is enough.
  socket.on("error", () => socket.terminate());
  return {
    progress: () => progress,
    news: async () => {
      if (!hasNews) await new Promise<void>((resolve) => (wake = resolve));
      hasNews = false;
    },
    close: () => socket.terminate(),
  };
}

/** null: one of the many other kinds. */
function messageOf(text: string): z.output<typeof Message> | null {
  try {
    return Message.safeParse(JSON.parse(text)).data ?? null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}
