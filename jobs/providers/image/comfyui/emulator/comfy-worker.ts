// The emulated machine behind the API: one prompt after another by the clock, telling its client how far it is.
import { createHash } from "node:crypto";
import type { Clock } from "../../../../../agents/kernel/clock.ts";
import { drawPicture } from "../../../emulator/draw-picture.ts";
import { FaultScript } from "../../../emulator/fault-script.ts";
import type { Graph } from "./validate-graph.ts";

/** `refused`: a check in the workflow raises. `forgotten`: the server is started again, and knows of nothing. */
export type ComfyOutcome =
  | "out_of_memory"
  | "no_face"
  | "refused"
  | "no_images"
  | "never_finishes"
  | "wrong_type"
  | "forgotten";

export interface ComfyPrompt {
  readonly number: number;
  readonly id: string;
  readonly clientId: string;
  readonly graph: Graph;
  readonly submittedMs: number;
  readonly outcome: ComfyOutcome | undefined;
  startedMs: number;
  toldSteps: number;
  readonly messages: [string, object][];
}

interface Ended {
  readonly prompt: ComfyPrompt;
  readonly outputs: Record<string, { images: { filename: string; subfolder: string; type: string }[] }>;
  readonly status: "success" | "error";
}

export interface WorkerOptions {
  readonly clock: Clock;
  readonly runMs: number;
  /** To the socket of a client, where it has one. */
  readonly tell: (clientId: string, type: string, data: object) => void;
  /** Of an uploaded picture, for what is drawn after it. */
  readonly digestOf: (name: string) => string | undefined;
}

const RAISES = {
  out_of_memory: {
    node: "KSampler",
    exception_type: "torch.OutOfMemoryError",
    exception_message: "Allocation on device 0 would exceed allowed memory.",
  },
  no_face: { node: "ApplyPulid", exception_type: "Exception", exception_message: "insightface: No face detected." },
  refused: { node: "SaveImage", exception_type: "ValueError", exception_message: "NSFW content was detected." },
} as const;
const STEPS = 10;

export class ComfyWorker {
  readonly outcomes = new FaultScript<"prompt", ComfyOutcome>();
  readonly pending: ComfyPrompt[] = [];
  readonly history = new Map<string, Ended>();
  running: ComfyPrompt | null = null;
  /** Pictures made, which is all there could be to charge for. */
  images = 0;
  readonly #files = new Map<string, ComfyPrompt>();
  #freeSinceMs = 0;
  #number = 0;
  readonly #options: WorkerOptions;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  get #nowMs(): number {
    return this.#options.clock.now().getTime();
  }

  queue(id: string, clientId: string, graph: Graph): ComfyPrompt {
    const outcome = this.outcomes.take("prompt");
    const prompt: ComfyPrompt = {
      ...{ number: this.#number, id, clientId, graph, outcome, submittedMs: this.#nowMs },
      ...{ startedMs: 0, toldSteps: 0, messages: [] },
    };
    this.#number += 1;
    this.pending.push(prompt);
    return prompt;
  }

  /** Brings all up to the present; called by every request, and by tests that moved the clock. */
  tick(): void {
    for (;;) {
      const prompt = this.running ?? this.#startNext();
      if (!prompt) return;
      if (prompt.outcome === "forgotten") {
        this.running = null;
        continue;
      }
      this.#tellProgress(prompt);
      const endsMs = prompt.startedMs + this.#options.runMs;
      if (prompt.outcome === "never_finishes" || this.#nowMs < endsMs) return;
      this.#finish(prompt, endsMs);
    }
  }

  remove(id: string): void {
    const index = this.pending.findIndex((prompt) => prompt.id === id);
    if (index >= 0) this.pending.splice(index, 1);
  }

  interrupt(): void {
    const prompt = this.running;
    if (!prompt) return;
    this.#say(prompt, "execution_interrupted", { node_id: "3", node_type: "KSampler", executed: [] });
    this.#close(prompt, "error", {}, this.#nowMs);
  }

  /** null: no such file. */
  async draw(path: string): Promise<Buffer | null> {
    const prompt = this.#files.get(path);
    if (!prompt) return null;
    if (prompt.outcome === "wrong_type") return Buffer.from("<html>an error page</html>");
    const sizes = Object.values(prompt.graph).find(({ class_type }) => class_type === "EmptyLatentImage")?.inputs;
    const asked = Object.values(prompt.graph).map(({ class_type, inputs }) => {
      const { filename_prefix: _name, ...rest } = inputs;
      return [class_type, class_type === "LoadImage" ? this.#options.digestOf(String(inputs.image)) : rest];
    });
    const size = { width: Number(sizes?.width), height: Number(sizes?.height) };
    return drawPicture(asked, size).png({ compressionLevel: 3 }).toBuffer();
  }

  #startNext(): ComfyPrompt | null {
    const prompt = this.pending.shift();
    if (!prompt) return null;
    prompt.startedMs = Math.max(prompt.submittedMs, this.#freeSinceMs);
    this.running = prompt;
    this.#say(prompt, "execution_start", {});
    this.#say(prompt, "execution_cached", { nodes: [] });
    this.#tell(prompt, "executing", { node: "3", display_node: "3" });
    return prompt;
  }

  #tellProgress(prompt: ComfyPrompt): void {
    const { runMs } = this.#options;
    const part = runMs === 0 ? 1 : Math.min(1, (this.#nowMs - prompt.startedMs) / runMs);
    const steps = prompt.outcome === "never_finishes" ? Math.min(STEPS - 1, STEPS * part) : STEPS * part;
    for (; prompt.toldSteps < Math.floor(steps); prompt.toldSteps += 1) {
      this.#tell(prompt, "progress", { value: prompt.toldSteps + 1, max: STEPS, node: "3" });
    }
  }

  #finish(prompt: ComfyPrompt, endsMs: number): void {
    const { outcome } = prompt;
    if (outcome === "out_of_memory" || outcome === "no_face" || outcome === "refused") {
      const { node, ...raised } = RAISES[outcome];
      const where = { node_id: "3", node_type: node, executed: [], traceback: ['  File "execution.py"\n'] };
      this.#say(prompt, "execution_error", { ...where, ...raised, current_inputs: {}, current_outputs: [] });
      this.#close(prompt, "error", {}, endsMs);
      return;
    }
    const [id, node] = Object.entries(prompt.graph).find(([, { class_type }]) => class_type === "SaveImage") ?? [];
    const images = outcome === "no_images" ? [] : [this.#save(prompt, String(node?.inputs.filename_prefix))];
    const outputs: Ended["outputs"] = id === undefined ? {} : { [id]: { images } };
    this.images += images.length;
    this.#tell(prompt, "executed", { node: id, display_node: id, output: { images } });
    this.#say(prompt, "execution_success", {});
    this.#close(prompt, "success", outputs, endsMs);
  }

  /** A name is taken once. */
  #save(prompt: ComfyPrompt, prefix: string) {
    const at = prefix.lastIndexOf("/");
    const [subfolder, base] = [prefix.slice(0, Math.max(0, at)), prefix.slice(at + 1)];
    const filename = `${base}_${String(this.#files.size + 1).padStart(5, "0")}_.png`;
    this.#files.set(`${subfolder}/${filename}`, prompt);
    return { filename, subfolder, type: "output" };
  }

  #close(prompt: ComfyPrompt, status: Ended["status"], outputs: Ended["outputs"], atMs: number): void {
    this.running = null;
    this.#freeSinceMs = atMs;
    this.history.set(prompt.id, { prompt, outputs, status });
    // Last of all, when the history is written.
    this.#tell(prompt, "executing", { node: null });
  }

  /** Told, and kept in the history. */
  #say(prompt: ComfyPrompt, type: string, data: object): void {
    prompt.messages.push([type, { prompt_id: prompt.id, ...data, timestamp: this.#nowMs }]);
    this.#tell(prompt, type, data);
  }

  #tell({ clientId, id }: ComfyPrompt, type: string, data: object): void {
    this.#options.tell(clientId, type, { ...data, prompt_id: id });
  }
}

export const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
