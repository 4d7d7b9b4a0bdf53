// Builds what commands, graphs and handlers may use, from the configuration.
import path from "node:path";
import type { AppContext, Media } from "../../agents/commands/context.ts";
import { seedPriceBook } from "../../agents/commands/money/seed-price-book.ts";
import { type Clock, systemClock } from "../../agents/kernel/clock.ts";
import { type Config, publicUrl } from "../../agents/kernel/config.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { createIds } from "../../agents/kernel/ids.ts";
import type { Logger } from "../../agents/kernel/log.ts";
import { systemRandom } from "../../agents/kernel/random.ts";
import { createSecretBox } from "../../agents/kernel/secret.ts";
import { media } from "../../jobs/providers/media/media.ts";
import { openQueueBackend, type QueueBackend } from "../../jobs/queue/backend.ts";
import { type BullmqJobQueue, openJobQueue } from "../../jobs/queue/bullmq-job-queue.ts";
import { openEventBus } from "../../jobs/queue/postgres-event-bus.ts";
import { type Database, DatabaseError, openDatabase } from "../../prisma/client.ts";
import { generatedSecretKey, prepareDataDir } from "./data-dir.ts";
import { openModels } from "./models.ts";
import { openPlatforms, type Platforms } from "./platforms.ts";
import { openImageGenerators, openModerator, openStore } from "./providers.ts";

export const VERSION = "0.1.0";

export interface OpenedContext {
  readonly context: AppContext;
  readonly platforms: Platforms;
  readonly queue: BullmqJobQueue;
  readonly backend: QueueBackend;
  readonly dataDir: string;
  /** Folder of the built-in file store; undefined with S3. */
  readonly mediaDir: string | undefined;
  /** Tells everyone the port once the server listens. */
  setPort(port: number): void;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock?: Clock;
  /** The database broke for good; the process has to end. */
  readonly onBroken: (error: unknown) => void;
  /** A new embedded database starts from this backup instead of the one of the build. */
  readonly databaseTemplate?: Uint8Array;
}

export async function openContext(options: OpenOptions): Promise<OpenedContext> {
  const { config, log, clock = systemClock } = options;
  const dataDir = await prepareDataDir(config.DATA_DIR);
  const secretKey = config.SECRET_KEY ?? (await generatedSecretKey(dataDir));
  const secrets = createSecretBox(secretKey, config.SECRET_KEY_PREVIOUS);
  const database = await open(options, dataDir);
  let port = config.PORT;
  const urls = { selfUrl: () => `http://127.0.0.1:${port}`, publicUrl: () => publicUrl(config, port) };
  const backend = await openQueueBackend({
    database,
    log,
    ...(config.REDIS_URL ? { redisUrl: config.REDIS_URL } : {}),
  });
  const [queue, events, models, store] = await Promise.all([
    openJobQueue(backend),
    openEventBus({ database, log }),
    openModels(config),
    openStore(config, dataDir),
  ]);
  const platforms = openPlatforms({ config, dataDir, clock, log, secrets, ...urls });
  const context: AppContext = {
    config,
    log,
    clock,
    ids: createIds(clock),
    random: systemRandom,
    secrets,
    database,
    ...models,
    ports: {
      images: openImageGenerators(config),
      moderator: openModerator(config),
      store,
      connectors: platforms.connectors,
      channels: platforms.channels,
      publishers: platforms.publishers,
      checkout: platforms.checkout,
      queue,
      events,
      media: media satisfies Media,
    },
    installation: {
      version: VERSION,
      startedAt: clock.now(),
      publicUrl: urls.publicUrl,
      emulated: platforms.emulated,
      ...(platforms.emulatorControl ? { emulatorControl: platforms.emulatorControl } : {}),
    },
  };
  await seedPriceBook(context);
  return {
    context,
    platforms,
    queue,
    backend,
    dataDir,
    mediaDir: config.S3_ENDPOINT ? undefined : path.join(dataDir, "media"),
    setPort: (listening) => {
      port = listening;
    },
    close: async () => {
      await platforms.close();
      await events.close();
      await queue.close();
      await backend.close();
      await database.close();
    },
  };
}

/** Database faults in the words every surface knows. */
async function open({ config, log, onBroken, databaseTemplate }: OpenOptions, dataDir: string): Promise<Database> {
  const where = config.DATABASE_URL
    ? { databaseUrl: config.DATABASE_URL }
    : { dataDir, inWorker: true, template: databaseTemplate ?? (await builtTemplate()) };
  const fields = (details: object) => ("err" in details ? { error: details.err } : {});
  try {
    return await openDatabase({
      ...where,
      poolSize: config.DATABASE_POOL_SIZE,
      onStopped: onBroken,
      log: {
        info: (details, message) => log.info(message, fields(details)),
        warn: (details, message) => log.warn(message, fields(details)),
        error: (details, message) => log.error(message, fields(details)),
      },
    });
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new AppError(error.code === "in_use" ? "conflict" : "unavailable", error.message, {
      reason: `database_${error.code}`,
      cause: error,
    });
  }
}

/** A fresh, migrated database made by the build: the first start then skips the slow creation of one. */
async function builtTemplate(): Promise<Uint8Array | undefined> {
  const { readFile } = await import("node:fs/promises");
  try {
    return await readFile(new URL("../../database-template.tar.gz", import.meta.url));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
