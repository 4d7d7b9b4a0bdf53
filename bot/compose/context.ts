// Builds what commands, graphs and handlers may use, from the configuration.
import path from "node:path";
import type { AppContext } from "../../agents/commands/context.ts";
import { seedPriceBook } from "../../agents/commands/money/seed-price-book.ts";
import { type Clock, systemClock } from "../../agents/kernel/clock.ts";
import { isLoopback, publicUrl } from "../../agents/kernel/config.ts";
import { createIds } from "../../agents/kernel/ids.ts";
import { systemRandom } from "../../agents/kernel/random.ts";
import { createSecretBox } from "../../agents/kernel/secret.ts";
import { createFfmpeg } from "../../jobs/providers/media/video/ffmpeg.ts";
import { createRemoteFiles } from "../../jobs/providers/remote-files/remote-files.ts";
import { createLocalFaceRecognizer } from "../../jobs/providers/vision/local-face-recognizer.ts";
import { createVision } from "../../jobs/providers/vision/vision.ts";
import { createWebhookSender } from "../../jobs/providers/webhooks/webhook-sender.ts";
import { openQueueBackend, type QueueBackend } from "../../jobs/queue/backend.ts";
import { type BullmqJobQueue, openJobQueue } from "../../jobs/queue/bullmq-job-queue.ts";
import { openEventBus } from "../../jobs/queue/postgres-event-bus.ts";
import { StraightOnQueue } from "../../jobs/queue/straight-on.ts";
import { generatedSecretKey } from "./data-dir.ts";
import { openHost } from "./host.ts";
import { openModels, openTranscriber, openVision } from "./models.ts";
import { type OpenDatabaseOptions, type OpenedDatabase, openConfiguredDatabase } from "./open-database.ts";
import { openPlatforms, type Platforms } from "./platforms.ts";
import { openImageGenerators } from "./providers/image.ts";
import { frameLinks, openMedia } from "./providers/media.ts";
import { openModerator, openStore } from "./providers/moderation-and-storage.ts";
import { openTrainers } from "./providers/training.ts";
import { openVideoGenerators } from "./providers/video.ts";
import { openVoiceGenerators } from "./providers/voice.ts";
import { openVendorWebhooks } from "./providers/webhooks.ts";
import { openServiceProbes } from "./service-probes.ts";
import { tracePorts } from "./trace-ports.ts";
import { VERSION } from "./version.ts";

export interface OpenedContext {
  readonly context: AppContext;
  readonly platforms: Platforms;
  readonly queue: BullmqJobQueue;
  /** The context's: to be started where this process works itself. */
  readonly straightOn: StraightOnQueue;
  readonly backend: QueueBackend;
  readonly dataDir: string;
  /** Folder of the built-in file store; undefined with S3. */
  readonly mediaDir: string | undefined;
  /** Tells everyone the port once the server listens. */
  setPort(port: number): void;
  close(): Promise<void>;
}

export interface OpenOptions extends OpenDatabaseOptions {
  readonly clock?: Clock;
  /** Begun by the caller, to save time. Absent: opened here. */
  readonly database?: Promise<OpenedDatabase>;
}

export async function openContext(options: OpenOptions): Promise<OpenedContext> {
  const { config, log, clock = systemClock } = options;
  const { dataDir, database } = await (options.database ?? openConfiguredDatabase(options));
  const secretKey = config.SECRET_KEY ?? (await generatedSecretKey(dataDir));
  const secrets = createSecretBox(secretKey, config.SECRET_KEY_PREVIOUS);
  let port = config.PORT;
  const urls = { selfUrl: () => `http://127.0.0.1:${port}`, publicUrl: () => publicUrl(config, port) };
  const mediaDir = config.S3_ENDPOINT ? undefined : path.join(dataDir, "media");
  const backend = await openQueueBackend({
    database,
    log,
    ...(config.REDIS_URL ? { redisUrl: config.REDIS_URL } : {}),
  });
  const store = await openStore(config, dataDir);
  const ffmpeg = createFfmpeg({ path: config.FFMPEG_PATH, folder: path.join(dataDir, "tmp", "ffmpeg") });
  const publishImage = frameLinks({ clock, secrets, store, publicUrl: urls.publicUrl });
  const [queue, events, models, vision, images, videos, voices, trainers, media] = await Promise.all([
    openJobQueue(backend),
    openEventBus({ database, log }),
    openModels(config),
    openVision(config),
    openImageGenerators(config),
    openVideoGenerators(config, { dataDir, ffmpeg, publishImage }),
    openVoiceGenerators(config),
    openTrainers(config),
    openMedia(config, ffmpeg),
  ]);
  const straightOn = new StraightOnQueue(queue);
  const transcriber = openTranscriber(config);
  // Each in a thread of its own: a picture is classified while another one is searched for faces.
  const classifying = createVision();
  const faceFinding = createVision();
  const platforms = openPlatforms({ config, dataDir, clock, log, secrets, ...urls, context: () => context });
  const context: AppContext = tracePorts({
    config,
    log,
    clock,
    ids: createIds(clock),
    random: systemRandom,
    secrets,
    database,
    ...models,
    ports: {
      images,
      videos,
      voices,
      trainers,
      moderator: openModerator(config, classifying),
      faces: createLocalFaceRecognizer(faceFinding.findFaces),
      vendorWebhooks: openVendorWebhooks(config, clock),
      store,
      connectors: platforms.connectors,
      logins: platforms.logins,
      channels: platforms.channels,
      publishers: platforms.publishers,
      insights: platforms.insights,
      checkout: platforms.checkout,
      otherCheckouts: platforms.otherCheckouts,
      queue: straightOn,
      events,
      media,
      remoteFiles: createRemoteFiles(),
      webhooks: createWebhookSender({ allowsLoopback: isLoopback(config) }),
      host: openHost({
        database,
        clock,
        dataDir,
        mediaDir,
        backupDir: config.BACKUP_DIR ?? path.join(dataDir, "backups"),
      }),
      probes: openServiceProbes({ config, publicUrl: urls.publicUrl }),
      ...(vision ? { vision } : {}),
      ...(transcriber ? { transcriber } : {}),
    },
    installation: {
      version: VERSION,
      startedAt: clock.now(),
      publicUrl: urls.publicUrl,
      emulated: platforms.emulated,
      emulatorControl: platforms.emulatorControl,
    },
  });
  await seedPriceBook(context);
  return {
    context,
    platforms,
    queue,
    straightOn,
    backend,
    dataDir,
    mediaDir,
    setPort: (listening) => {
      port = listening;
    },
    close: async () => {
      await platforms.close();
      await events.close();
      await queue.close();
      await Promise.all([classifying.close(), faceFinding.close()]);
      await backend.close();
      await database.close();
    },
  };
}
