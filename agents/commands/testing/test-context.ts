// A whole AppContext for tests of commands: real database, store, pictures and offline models; only the queue does not run.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createStoryboardGenerator } from "../../../jobs/providers/image/storyboard/storyboard.ts";
import { media } from "../../../jobs/providers/media/media.ts";
import { createLocalModerator } from "../../../jobs/providers/moderation/local.ts";
import { createFileStore } from "../../../jobs/providers/storage/files.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { ManualClock } from "../../kernel/clock.ts";
import { readConfig } from "../../kernel/config.ts";
import { createIds } from "../../kernel/ids.ts";
import { type LogFields, silentLogger } from "../../kernel/log.ts";
import { seededRandom } from "../../kernel/random.ts";
import { createSecretBox } from "../../kernel/secret.ts";
import { createOfflineEmbedder } from "../../models/embeddings-offline.ts";
import { createOfflineChatModel } from "../../models/offline.ts";
import type { AnyCommand } from "../command.ts";
import type { Actor, AppContext, CommandContext, Ports, Role } from "../context.ts";
import { type ExecuteRequest, type ExecuteResult, execute } from "../execute.ts";
import { createRegistry } from "../registry.ts";
import { nextContextNumber } from "./context-numbers.ts";
import { createRecordingEvents, type RecordingEvents } from "./recording-events.ts";
import { createRecordingQueue, type RecordingQueue } from "./recording-queue.ts";

const SECRET_KEY = "a-test-key-that-is-never-used-outside-tests";
const SEED = 20261124;

export interface TestContext {
  readonly context: AppContext;
  /** Stands still until it is moved; starts on 2026-11-24 at 12:00 UTC. */
  readonly clock: ManualClock;
  readonly queue: RecordingQueue;
  readonly events: RecordingEvents;
  /** Folder of the file store. */
  readonly mediaDirectory: string;
  /** The context as a command gets it, acting with this role. */
  as(role: Role, actor?: Partial<Actor>): CommandContext;
  /** Through `execute`, as a surface does, with a registry of the commands given. @throws what no command foresaw */
  run(commands: readonly AnyCommand[], name: string, input?: unknown, actor?: Partial<Actor>): Promise<ExecuteResult>;
  close(): Promise<void>;
}

export type TestOverrides = Partial<Omit<AppContext, "ports">> & {
  readonly ports?: Partial<Ports>;
  readonly environment?: Readonly<Record<string, string>>;
};

export async function createTestContext(overrides: TestOverrides = {}): Promise<TestContext> {
  const { ports, environment, ...rest } = overrides;
  const home = await mkdtemp(path.join(tmpdir(), "vixenbliss-test-"));
  const mediaDirectory = path.join(home, "media");
  const clock = new ManualClock();
  // Two contexts on one database must not make the same ids.
  const random = seededRandom(SEED + nextContextNumber());
  const queue = createRecordingQueue();
  const events = createRecordingEvents();
  const database = overrides.database ?? (await createTestDatabase());
  const context: AppContext = {
    config: readConfig({ DATA_DIR: home, LOG_LEVEL: "silent", ...environment }),
    log: silentLogger,
    clock,
    ids: createIds(clock, (size) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256))),
    random,
    secrets: createSecretBox(SECRET_KEY),
    chat: createOfflineChatModel(),
    embedder: createOfflineEmbedder(),
    installation: {
      version: "0.0.0-test",
      startedAt: clock.now(),
      publicUrl: () => "http://127.0.0.1:3000",
      emulated: new Set(["instagram"]),
    },
    ...rest,
    database,
    ports: {
      images: [createStoryboardGenerator()],
      videos: [],
      voices: [],
      trainers: [],
      moderator: createLocalModerator(),
      faces: null,
      store: createFileStore(mediaDirectory),
      vendorWebhooks: {},
      connectors: {},
      channels: {},
      publishers: {},
      insights: {},
      checkout: null,
      queue,
      events,
      media,
      ...ports,
    },
  };
  return {
    context,
    clock,
    queue,
    events,
    mediaDirectory,
    as: (role, actor) => ({ ...context, actor: actorOf(role, actor), signal: new AbortController().signal }),
    run: (commands, command, input = {}, actor = {}) =>
      runOrThrow(context, commands, { command, input, actor: actorOf(actor.role ?? "owner", actor) }),
    close: async () => {
      if (!overrides.database) await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** What a command did not foresee is told to nobody but the log, so it fails the test with its own stack instead. */
async function runOrThrow(
  context: AppContext,
  commands: readonly AnyCommand[],
  request: ExecuteRequest,
): Promise<ExecuteResult> {
  const errors: unknown[] = [];
  const error = (_event: string, fields?: LogFields) => errors.push(fields?.error);
  const result = await execute({ ...context, log: { ...context.log, error } }, createRegistry(commands), request);
  if (result.state === "failed" && result.problem.code === "internal") throw errors.at(-1);
  return result;
}

function actorOf(role: Role, actor: Partial<Actor> = {}): Actor {
  return { kind: "operator", id: `opr_${role}`, name: role, role, surface: "test", language: "en", ...actor };
}
