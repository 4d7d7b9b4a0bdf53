// What a command, a graph or a job handler may use. Built once in the composition root; nothing here is global.
import type { Database, Transaction } from "../../prisma/client.ts";
import type { TimedCaption } from "../domain/content/caption-timing.ts";
import type { ClipRules, PictureRules } from "../domain/distribution/post-rules.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Config } from "../kernel/config.ts";
import type { Ids } from "../kernel/ids.ts";
import type { Logger } from "../kernel/log.ts";
import type { Random } from "../kernel/random.ts";
import type { SecretBox } from "../kernel/secret.ts";
import type { ChatModel } from "../models/chat-model.ts";
import type { AccountLogin } from "../ports/account-login.ts";
import type { Checkout } from "../ports/checkout.ts";
import type { Connector } from "../ports/connector.ts";
import type { EventBus } from "../ports/event-bus.ts";
import type { FaceRecognizer } from "../ports/face-recognizer.ts";
import type { FanChannel } from "../ports/fan-channel.ts";
import type { Host } from "../ports/host.ts";
import type { ImageGenerator } from "../ports/image-generator.ts";
import type { InsightsReader } from "../ports/insights.ts";
import type { JobQueue } from "../ports/job-queue.ts";
import type { LoraTrainer } from "../ports/lora-trainer.ts";
import type { Moderator } from "../ports/moderator.ts";
import type { ObjectStore } from "../ports/object-store.ts";
import type { Publisher } from "../ports/publisher.ts";
import type { RemoteFiles } from "../ports/remote-files.ts";
import type { ServiceProbe } from "../ports/service-probe.ts";
import type { TextEmbedder } from "../ports/text-embedder.ts";
import type { Transcriber } from "../ports/transcriber.ts";
import type { VendorWebhook } from "../ports/vendor-webhook.ts";
import type { VideoGenerator } from "../ports/video-generator.ts";
import type { VoiceGenerator } from "../ports/voice-generator.ts";
import type { WebhookSender } from "../ports/webhook-sender.ts";
import type { Language } from "../texts/texts.ts";

export type { Transaction };

export interface MediaFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface Media {
  /** Re-encodes with the synthetic-media mark (trust C6). */
  label(bytes: Uint8Array): Promise<{
    readonly bytes: Uint8Array;
    readonly contentType: string;
    readonly width: number;
    readonly height: number;
  }>;
  hasSyntheticMark(bytes: Uint8Array): Promise<boolean>;
  thumbnail(bytes: Uint8Array): Promise<{ readonly bytes: Uint8Array; readonly contentType: string }>;
  /** 64 bits as 16 hex digits; alike for pictures that look alike. */
  fingerprint(bytes: Uint8Array): Promise<string>;
  /** A JPEG of the size trainers learn from, without metadata. */
  trainingPicture(bytes: Uint8Array): Promise<Uint8Array>;
  /** Many pictures on one, a line under each. */
  contactSheet(sheet: {
    readonly title: string;
    readonly note: string;
    readonly tiles: readonly { readonly bytes: Uint8Array; readonly caption: string; readonly dimmed: boolean }[];
  }): Promise<MediaFile>;
  /** Shares as bars, in named groups. */
  barChart(chart: {
    readonly title: string;
    readonly note: string;
    readonly groups: readonly {
      readonly label: string;
      readonly bars: readonly {
        readonly label: string;
        readonly share: number;
        readonly value: string;
        readonly warns?: boolean;
      }[];
    }[];
  }): Promise<MediaFile>;
  /** A figure by row and column as colour. */
  heatMap(map: {
    readonly title: string;
    readonly note: string;
    readonly columns: readonly string[];
    readonly rows: readonly {
      readonly label: string;
      /** null: nothing is known. `heat` -1..1 around the usual; `faint`: too little is known to go by. */
      readonly cells: readonly ({ readonly heat: number; readonly text: string; readonly faint: boolean } | null)[];
    }[];
  }): Promise<MediaFile>;
  /** Posts by day and account, seven days a row. */
  weekCalendar(calendar: {
    readonly title: string;
    /** Names the time zone. */
    readonly note: string;
    readonly accounts: readonly string[];
    readonly days: readonly {
      readonly label: string;
      readonly isToday: boolean;
      /** Why nothing goes out on it. */
      readonly quiet?: string;
      readonly entries: readonly {
        /** "18:07" */
        readonly time: string;
        readonly label: string;
        /** Place in `accounts`. */
        readonly account: number;
        readonly mood: "planned" | "done" | "waits" | "failed";
        readonly picture?: Uint8Array;
      }[];
    }[];
  }): Promise<MediaFile>;
  /** Cut from the middle to a shape such as "9:16". */
  cropTo(bytes: Uint8Array, aspectRatio: string): Promise<MediaFile>;
  /** Upright and no larger than a card needs; its mark kept, nothing added. @throws AppError as `inspectPicture` */
  toPng(bytes: Uint8Array): Promise<MediaFile>;
  labelVideo(bytes: Uint8Array): Promise<Uint8Array>;
  hasVideoMark(bytes: Uint8Array): Promise<boolean>;
  /** Its still and its facts. @throws AppError `invalid_input` for what cannot be decoded */
  lookAtVideo(
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<{
    readonly poster: MediaFile;
    readonly durationMs: number;
    readonly width: number;
    readonly height: number;
  }>;
  /** How a clip looks later on, to be examined and not kept. @throws AppError as `lookAtVideo` */
  laterMoments(bytes: Uint8Array, durationMs: number, signal: AbortSignal): Promise<readonly MediaFile[]>;
  /** Milliseconds of a WAV or MP3. */
  soundLength(bytes: Uint8Array, signal: AbortSignal): Promise<number>;
  /** Clips, a voice over them, its words burnt in, marked. */
  reel(
    input: {
      readonly clips: readonly Uint8Array[];
      readonly voice?: Uint8Array;
      readonly captions: readonly TimedCaption[];
      readonly aspectRatio: string;
      readonly maxSeconds: number;
    },
    signal: AbortSignal,
  ): Promise<{
    readonly bytes: Uint8Array;
    readonly durationMs: number;
    readonly isCut: boolean;
    readonly reducedCaptions: number;
  }>;
  /** A picture from outside: type and size, by its bytes. @throws AppError `invalid_input`, `too_large` */
  inspectPicture(
    bytes: Uint8Array,
  ): Promise<{ readonly contentType: string; readonly width: number; readonly height: number }>;
  /** What is seen of a picture from outside, upright, without metadata and without a mark. @throws AppError as above */
  prepareUpload(bytes: Uint8Array): Promise<MediaFile & { readonly width: number; readonly height: number }>;
  /** The files of a ZIP within the limits of trust T10, told by its directory alone. @throws AppError as above */
  inspectArchive(source: {
    readonly size: number;
    read(start: number, end: number): Promise<Uint8Array>;
  }): Promise<readonly { readonly name: string; readonly bytes: number }[]>;
  /** A ZIP, entry by entry; the same entries give the same bytes. */
  archive(entries: AsyncIterable<{ readonly name: string; readonly bytes: Uint8Array }>): AsyncIterable<Uint8Array>;
  /** As `hasVideoMark`, of a file that is not held in memory. */
  hasClipMark(read: (start: number, end: number) => Promise<Uint8Array>, size: number): Promise<boolean>;
  /**
   * An MP4 within the rules, mark kept; file to file. `isSource`: it fits as it is.
   * @param keep what is done with it while it is there
   * @throws AppError `invalid_input` for what cannot be decoded
   */
  clipRendition<Value>(
    source: AsyncIterable<Uint8Array>,
    rules: ClipRules,
    signal: AbortSignal,
    keep: (clip: {
      readonly isSource: boolean;
      readonly contentType: string;
      readonly bytes: number;
      readonly width: number;
      readonly height: number;
      readonly durationMs: number;
      readonly videoCodec: string;
      readonly framesPerSecond?: number;
      stream(): AsyncIterable<Uint8Array>;
    }) => Promise<Value>,
  ): Promise<Value>;
  /** A JPEG within the rules, mark kept. @throws AppError `too_large` */
  rendition(
    bytes: Uint8Array,
    rules: PictureRules,
  ): Promise<{
    readonly bytes: Uint8Array;
    readonly contentType: string;
    readonly width: number;
    readonly height: number;
  }>;
}

export interface Ports {
  readonly images: readonly ImageGenerator[];
  readonly videos: readonly VideoGenerator[];
  readonly voices: readonly VoiceGenerator[];
  readonly trainers: readonly LoraTrainer[];
  /** null: none usable, so nothing becomes publishable. */
  readonly moderator: Moderator | null;
  /** null: none usable, so pictures of an avatar with a reference face wait for a person. */
  readonly faces: FaceRecognizer | null;
  readonly store: ObjectStore;
  /** By provider: those that sign what they tell. */
  readonly vendorWebhooks: Readonly<Record<string, VendorWebhook>>;
  /** By platform, like the two below. */
  readonly connectors: Readonly<Record<string, Connector>>;
  /** By log-in; absent: accounts are linked by tokens only. */
  readonly logins?: Readonly<Record<string, AccountLogin>>;
  readonly channels: Readonly<Record<string, FanChannel>>;
  readonly publishers: Readonly<Record<string, Publisher>>;
  readonly insights: Readonly<Record<string, InsightsReader>>;
  /** Where new sales go first; null: nothing can be sold. */
  readonly checkout: Checkout | null;
  /** Those that sell what the first may not, and tell of earlier sales. */
  readonly otherCheckouts?: readonly Checkout[];
  readonly queue: JobQueue;
  readonly events: EventBus;
  readonly media: Media;
  /** Absent: what others keep is not looked at here. */
  readonly remoteFiles?: RemoteFiles;
  /** Absent: nobody elsewhere is told of anything. */
  readonly webhooks?: WebhookSender;
  /** A model that sees; absent: fans' pictures are neither fetched nor described. */
  readonly vision?: ChatModel;
  /** Absent: fans' voice notes are neither fetched nor written down. */
  readonly transcriber?: Transcriber;
  /** Configured services and how each is asked whether it takes our key. */
  readonly probes?: readonly ServiceProbe[];
  /** Absent: neither disk nor backups are seen from here. */
  readonly host?: Host;
}

/** Facts about this installation that commands show or depend on. */
export interface Installation {
  readonly version: string;
  readonly startedAt: Date;
  readonly publicUrl: () => string;
  /** Platforms that run as emulators inside this process. */
  readonly emulated: ReadonlySet<string>;
  readonly emulatorControl?: Readonly<Record<string, EmulatedPlatform>>;
}

/** What commands ask of an emulated platform. */
export interface EmulatedPlatform {
  addAccount(handle: string): Promise<{ readonly externalId: string; readonly accessToken: string }>;
  /** Resolves when the webhook that tells of it was acknowledged, or when that takes too long. Absent: nobody chats there. */
  fanWrites?(message: {
    readonly accountExternalId: string;
    readonly fanExternalId: string;
    readonly name: string;
    readonly text: string;
  }): Promise<void>;
}

export interface AppContext {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly secrets: SecretBox;
  readonly database: Database;
  readonly chat: ChatModel;
  readonly embedder: TextEmbedder;
  readonly ports: Ports;
  readonly installation: Installation;
}

export type Role = "owner" | "manager" | "chatter" | "analyst";

/** `system` acts for jobs, schedules and webhooks; it has a role only where a command says so. */
export interface Actor {
  readonly kind: "operator" | "system";
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly surface: string;
  readonly language: Language;
}

/** The chat or channel of many that a command was given in, as the surface itself knows it: nobody can write it. */
export interface Place {
  readonly chatId: string;
  /** Topic of the chat. */
  readonly threadId: string | null;
  readonly hasTopics: boolean;
}

export interface CommandContext extends AppContext {
  readonly actor: Actor;
  readonly signal: AbortSignal;
  /** Absent in private chats, and where there are no chats. */
  readonly place?: Place;
  /** Hears what a model writes for a person, whole up to then, before it is checked: a preview, never the answer. */
  readonly onText?: (soFar: string) => void;
  /** Set while an approved run card is being carried out. */
  readonly runCardId?: string;
}
