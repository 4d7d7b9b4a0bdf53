// The emulated Replicate without its server: one answer for each operation, by the clock it was given.
import { setTimeout as delay } from "node:timers/promises";
import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../emulator/fault-script.ts";
import type { EmulatedReply, EmulatedRequest, Misbehaviour } from "../../emulator/server.ts";
import { outputPath } from "./describe-job.ts";
import { problem } from "./faults.ts";
import { JobBook } from "./job-book.ts";
import {
  endsAt,
  isRemovedAt,
  type JobRecord,
  madeCount,
  type ScriptedOutcome,
  startsAt,
  statusAt,
} from "./job-record.ts";
import { makeFile } from "./made-files.ts";
import { makeArchive } from "./made-weights.ts";
import { HARDWARE, ModelShelf } from "./model-shelf.ts";
import type { ReplicateOperation, Route } from "./routes.ts";
import { UploadedFiles } from "./uploaded-files.ts";
import { WebhookSender } from "./webhook-sender.ts";

export interface ReplicateEmulatorOptions {
  readonly port?: number;
  readonly token?: string;
  readonly clock?: Clock;
  /** Time in the queue, then time of work. */
  readonly startMs?: number;
  readonly runMs?: number;
  /** Time of a training's work; by its steps when absent. */
  readonly trainMs?: number;
  /** How a "Prefer: wait" and the pauses between webhooks pass; tests move their clock here. */
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly pageSize?: number;
  /** Who the token belongs to. */
  readonly account?: string;
}

const PAGE_SIZE = 100;
const WAIT_MOST_SECONDS = 60;
export const WEBHOOK_SECRET = `whsec_${Buffer.from("an emulated signing key").toString("base64")}`;

/** "wait" is 60 s, "wait=5" is 5 s, no header no wait; anything else is refused. */
function waitSeconds(prefer: string | undefined): number | null {
  if (prefer === undefined) return 0;
  if (prefer === "wait") return WAIT_MOST_SECONDS;
  const seconds = Number(/^wait=(\d+)$/.exec(prefer)?.[1]);
  return seconds >= 1 && seconds <= WAIT_MOST_SECONDS ? seconds : null;
}

export class EmulatedReplicate {
  readonly faults = new FaultScript<ReplicateOperation, Misbehaviour>();
  readonly outcomes = new FaultScript<JobRecord["kind"], ScriptedOutcome>();
  /** What is over by then is told before the create call is answered. */
  readonly early = new FaultScript<"webhook", true>();
  readonly account: string;
  readonly files = new UploadedFiles();
  readonly shelf: ModelShelf;
  readonly book: JobBook;
  readonly webhooks: WebhookSender;
  readonly #clock: Clock;
  readonly #wait: (ms: number) => Promise<unknown>;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** With a clock that is moved by hand, webhooks are too. */
  readonly #sendsByItself: boolean;

  constructor(options: ReplicateEmulatorOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#sendsByItself = options.clock === undefined;
    this.#wait = options.wait ?? delay;
    this.account = options.account ?? "emulated-studio";
    this.shelf = new ModelShelf(this.account);
    this.book = new JobBook({
      nowMs: () => this.nowMs,
      shelf: this.shelf,
      files: this.files,
      takeOutcome: (kind) => this.outcomes.take(kind),
      startMs: options.startMs ?? 0,
      runMs: options.runMs ?? 0,
      trainMs: options.trainMs,
      pageSize: options.pageSize ?? PAGE_SIZE,
    });
    this.webhooks = new WebhookSender({
      secret: WEBHOOK_SECRET,
      nowMs: () => this.nowMs,
      wait: this.#wait,
      describe: (record) => this.book.describe(record),
    });
  }

  get nowMs(): number {
    return this.#clock.now().getTime();
  }

  set origin(origin: string) {
    this.book.origin = origin;
    this.files.origin = origin;
  }

  async answer({ operation, named }: Route, request: EmulatedRequest): Promise<EmulatedReply> {
    const [first = "", second = ""] = named;
    switch (operation) {
      case "create":
        return await this.#predict(named.length > 0 ? first : null, request);
      case "train":
        return await this.#taken(this.book.train(first, request), 0);
      case "get":
        return this.book.get("prediction", first);
      case "get_training":
        return this.book.get("training", first);
      case "list":
        return this.book.list("prediction", request);
      case "list_trainings":
        return this.book.list("training", request);
      case "cancel":
        return await this.#canceled("prediction", first);
      case "cancel_training":
        return await this.#canceled("training", first);
      case "model":
        return this.shelf.get(first);
      case "create_model":
        return this.shelf.create(JSON.parse(request.body.toString("utf8")));
      case "upload":
        return await this.files.upload(request, this.nowMs);
      case "file":
        return this.files.get(first);
      case "list_files":
        return this.files.list();
      case "hardware":
        return { status: 200, body: HARDWARE };
      case "account":
        return { status: 200, body: { type: "user", username: this.account, name: "Studio", github_url: null } };
      case "secret":
        return { status: 200, body: { key: WEBHOOK_SECRET } };
      case "output":
        return await this.#output(first, second);
    }
  }

  async #predict(path: string | null, request: EmulatedRequest): Promise<EmulatedReply> {
    const seconds = waitSeconds(request.headers.prefer);
    if (seconds === null) return problem(422, "Invalid request", "- Prefer: wait must be 1 to 60 seconds");
    return await this.#taken(this.book.predict(path, request), seconds);
  }

  /** The answer to what was taken waits as long as it was asked to. */
  async #taken(result: EmulatedReply | JobRecord, seconds: number): Promise<EmulatedReply> {
    if (!("kind" in result)) return result;
    const pauseMs = Math.min(seconds * 1_000, Math.max(0, endsAt(result) - this.nowMs));
    if (pauseMs > 0) await this.#wait(pauseMs);
    const isOver = this.nowMs >= endsAt(result);
    if (result.webhook && this.early.take("webhook")) await this.webhooks.send(result);
    this.#sendLater(result);
    return { status: seconds > 0 && !isOver ? 202 : 201, body: this.book.describe(result) };
  }

  async #canceled(kind: JobRecord["kind"], id: string): Promise<EmulatedReply> {
    const reply = this.book.cancel(kind, id);
    const record = this.book.find(kind, id);
    if (record) this.#sendLater(record);
    return reply;
  }

  /** Files need no token, and are gone an hour after the end. */
  async #output(id: string, file: string): Promise<EmulatedReply> {
    const gone = { status: 404, body: "Not found" };
    const record = this.book.records.find((candidate) => candidate.id === id);
    if (!record || record.outcome === "output_gone" || isRemovedAt(record, this.nowMs)) return gone;
    if (statusAt(record, this.nowMs) !== "succeeded") return gone;
    const count = record.kind === "training" ? 1 : madeCount(record);
    const index = Array.from({ length: count }, (_, number) => outputPath(record, number)).indexOf(
      `/files/${id}/${file}`,
    );
    if (index === -1) return gone;
    if (record.outcome === "wrong_type") {
      return { status: 200, headers: { "content-type": "image/png" }, body: "<html>an error page</html>" };
    }
    if (record.kind === "training") {
      return { status: 200, headers: { "content-type": "application/x-tar" }, body: await makeArchive(record) };
    }
    const { bytes, contentType } = await makeFile(record, index);
    return { status: 200, headers: { "content-type": contentType }, body: bytes };
  }

  #sendLater(record: JobRecord): void {
    if (!this.#sendsByItself || !record.webhook) return;
    for (const dueMs of [startsAt(record), endsAt(record)].filter(Number.isFinite)) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        void this.webhooks.send(record);
      }, dueMs - this.nowMs);
      this.#timers.add(timer.unref());
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
