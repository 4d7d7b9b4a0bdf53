// What the emulated ComfyUI answers, request by request, out of its worker's queue and history.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { EmulatedReply, EmulatedRequest } from "../../../emulator/server.ts";
import { type ComfyWorker, digest } from "./comfy-worker.ts";
import { MODEL_FILES, NODE_CLASSES, type NodeClass } from "./node-classes.ts";
import { Graph, validateGraph } from "./validate-graph.ts";

const CANONICAL_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PromptBody = z.object({ prompt: Graph, client_id: z.string().optional(), prompt_id: z.string().optional() });

export interface DeskOptions {
  /** Comfy Cloud: under /api, with ids of its own, and pictures behind signed links. */
  readonly cloud?: boolean;
  /** Before /interrupt read an id: whatever runs is stopped. */
  readonly older?: boolean;
  /** Nodes it has installed. */
  readonly classes?: Readonly<Record<string, NodeClass>>;
}

export class ComfyDesk {
  readonly inputs: unknown[] = [];
  readonly worker: ComfyWorker;
  readonly #uploads: Map<string, string>;
  readonly #options: DeskOptions;
  origin = "";

  constructor(worker: ComfyWorker, uploads: Map<string, string>, options: DeskOptions) {
    this.worker = worker;
    this.#uploads = uploads;
    this.#options = options;
  }

  prompt({ body }: EmulatedRequest): EmulatedReply {
    const raw: unknown = JSON.parse(body.toString("utf8"));
    const parsed = PromptBody.safeParse(raw);
    if (!parsed.success) return problem(400, "no_prompt", "No prompt provided");
    const { prompt: graph, prompt_id: asked, client_id = "" } = parsed.data;
    if (asked !== undefined && !CANONICAL_UUID.test(asked)) {
      return problem(400, "invalid_prompt_id", "prompt_id must be a valid UUID");
    }
    const refusal = validateGraph(graph, {
      classes: this.#options.classes ?? NODE_CLASSES,
      models: MODEL_FILES,
      hasUpload: (name) => this.#uploads.has(name),
    });
    if (refusal) return { status: 400, body: refusal };
    this.inputs.push(raw);
    const id = this.#options.cloud || asked === undefined ? randomUUID() : asked;
    const { number } = this.worker.queue(id, client_id, graph);
    this.worker.tick();
    return { status: 200, body: { prompt_id: id, number, node_errors: {} } };
  }

  history(id: string): EmulatedReply {
    const ended = this.worker.history.get(id);
    if (!ended) return this.#options.cloud ? { status: 404, body: { code: "404", message: "Not found" } } : json({});
    const { prompt, outputs, status } = ended;
    const kept = this.#options.cloud
      ? { prompt_id: id, prompt: prompt.graph, extra_data: {} }
      : [prompt.number, id, prompt.graph, { client_id: prompt.clientId }, Object.keys(outputs)];
    const state = { status_str: status, completed: status === "success", messages: prompt.messages };
    return json({ [id]: { prompt: kept, outputs, status: state, meta: {} } });
  }

  queue(): EmulatedReply {
    const { running, pending } = this.worker;
    const items = (prompts: readonly (typeof pending)[number][]) =>
      prompts.map(({ number, id, graph, clientId }) => [number, id, graph, { client_id: clientId }, []]);
    return json({ queue_running: items(running ? [running] : []), queue_pending: items(pending) });
  }

  manageQueue({ body }: EmulatedRequest): EmulatedReply {
    const { delete: ids = [] } = z.object({ delete: z.array(z.string()).optional() }).parse(JSON.parse(String(body)));
    for (const id of ids) this.worker.remove(id);
    return text(200);
  }

  interrupt({ body }: EmulatedRequest): EmulatedReply {
    const asked: unknown = body.length === 0 ? {} : JSON.parse(String(body));
    const { prompt_id: id } = z.object({ prompt_id: z.string().optional() }).parse(asked);
    if (this.#options.older || id === undefined || id === this.worker.running?.id) this.worker.interrupt();
    return text(200);
  }

  async upload({ body, headers }: EmulatedRequest): Promise<EmulatedReply> {
    const type = headers["content-type"] ?? "";
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    const image = form.get("image");
    if (!image || typeof image === "string" || image.name === "") return text(400);
    const bytes = new Uint8Array(await image.arrayBuffer());
    // The cloud keeps files by their contents, in one place.
    const name = this.#options.cloud ? `${digest(bytes)}.png` : image.name;
    const subfolder = this.#options.cloud ? "" : String(form.get("subfolder") ?? "");
    if (subfolder.includes("..")) return text(400);
    this.#uploads.set(subfolder === "" ? name : `${subfolder}/${name}`, digest(bytes));
    return json({ name, subfolder, type: "input" });
  }

  async view({ query }: EmulatedRequest): Promise<EmulatedReply> {
    const [filename, subfolder] = [query.get("filename") ?? "", query.get("subfolder") ?? ""];
    if (filename.startsWith("/") || filename.includes("..") || query.get("type") !== "output") return text(400);
    const bytes = await this.worker.draw(`${subfolder}/${filename}`);
    if (!bytes) return text(404);
    if (!this.#options.cloud) return { status: 200, headers: { "content-type": "image/png" }, body: bytes };
    const signature = new URLSearchParams({ path: `${subfolder}/${filename}`, signature: "emulated" });
    return { status: 302, headers: { location: `${this.origin}/api/signed?${signature}` } };
  }

  async signed({ query, headers }: EmulatedRequest): Promise<EmulatedReply> {
    if (headers["x-api-key"] !== undefined || query.get("signature") !== "emulated") return text(403);
    const bytes = await this.worker.draw(query.get("path") ?? "");
    return bytes ? { status: 200, headers: { "content-type": "image/png" }, body: bytes } : text(404);
  }

  status(id: string): EmulatedReply {
    const ended = this.worker.history.get(id);
    if (ended) {
      const raised = ended.prompt.messages.find(([type]) => type === "execution_error")?.[1];
      const said = z.object({ exception_message: z.string() }).safeParse(raised).data?.exception_message;
      return json({ id, status: ended.status, ...(said === undefined ? {} : { error_message: said }) });
    }
    if (this.worker.running?.id === id) return json({ id, status: "executing" });
    const isPending = this.worker.pending.some((prompt) => prompt.id === id);
    return json({ id, status: isPending ? "queued_waiting" : "cancelled" });
  }
}

const json = (body: object): EmulatedReply => ({ status: 200, body });
export const text = (status: number, body = ""): EmulatedReply => ({ status, body });
export const problem = (status: number, type: string, message: string): EmulatedReply => ({
  status,
  body: { error: { type, message, details: message, extra_info: {} }, node_errors: {} },
});
