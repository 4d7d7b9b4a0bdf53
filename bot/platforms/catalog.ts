// Which platforms there are, what they need and what they can do: data for the start, the docs and the tests.
import { DAY_MS, HOUR_MS } from "../../agents/kernel/clock.ts";

export interface PlatformEntry {
  /** Also the key of its channel, publisher or checkout. */
  readonly id: string;
  readonly name: string;
  readonly capabilities: readonly ("messages" | "typing" | "echoes" | "posts" | "aiLabel" | "checkout" | "refunds")[];
  /** Variables that must be set to use the real one. */
  readonly environment: readonly string[];
  /** Variables that may be set. */
  readonly optionalEnvironment: readonly string[];
  /** An emulated one runs inside the product when `environment` is not set. */
  readonly isBuiltIn: boolean;
  /** Names carry their units. Source: Graph API v26.0; Bot API 10.1; Threads API v1.0; X API v2; YouTube Data API v3; Bluesky's lexicons; TikTok API for Business v1.3 and Content Posting API; Fanvue API 2025-06-26; Stripe 2024-06-20; the sandbox's own rules. */
  readonly limits: Readonly<Record<string, number>>;
}

export const PLATFORMS: readonly PlatformEntry[] = [
  {
    id: "instagram",
    name: "Instagram",
    capabilities: ["messages", "typing", "echoes", "posts", "aiLabel"],
    environment: ["INSTAGRAM_APP_SECRET", "INSTAGRAM_VERIFY_TOKEN"],
    optionalEnvironment: ["INSTAGRAM_APP_ID", "INSTAGRAM_BASE_URL", "INSTAGRAM_API_VERSION"],
    isBuiltIn: true,
    limits: {
      replyWindowMs: 24 * HOUR_MS,
      messageBytes: 1_000,
      captionCharacters: 2_200,
      hashtagsPerPost: 30,
      imageBytes: 8 * 1024 * 1024,
      tokenLifetimeMs: 60 * DAY_MS,
    },
  },
  {
    id: "telegram",
    name: "Telegram",
    capabilities: ["messages", "typing"],
    environment: [],
    optionalEnvironment: ["TELEGRAM_API_ROOT"],
    isBuiltIn: false,
    limits: {
      messageCharacters: 4_096,
      captionCharacters: 1_024,
      imageBytes: 10 * 1024 * 1024,
      uploadBytes: 50 * 1024 * 1024,
    },
  },
  {
    id: "telegram_stars",
    name: "Telegram Stars",
    capabilities: ["checkout", "refunds"],
    environment: ["CHECKOUT_PROVIDERS"],
    optionalEnvironment: ["TELEGRAM_STAR_USD", "TELEGRAM_API_ROOT"],
    isBuiltIn: false,
    limits: { answerMs: 10_000, subscriptionPeriodSeconds: 2_592_000, payloadBytes: 128 },
  },
  {
    id: "tiktok",
    name: "TikTok",
    capabilities: ["messages", "typing", "echoes"],
    environment: ["TIKTOK_MESSAGES", "TIKTOK_CLIENT_KEY", "TIKTOK_CLIENT_SECRET"],
    optionalEnvironment: ["TIKTOK_BASE_URL"],
    isBuiltIn: false,
    limits: {
      replyWindowMs: 48 * HOUR_MS,
      messagesPerWindow: 10,
      messageCharacters: 6_000,
      imageBytes: 3 * 1024 * 1024,
      tokenLifetimeMs: DAY_MS,
      signatureToleranceMs: 300_000,
    },
  },
  {
    id: "fanvue",
    name: "Fanvue",
    capabilities: ["messages", "typing", "checkout"],
    environment: ["FANVUE_WEBHOOK_SECRET"],
    optionalEnvironment: [
      "FANVUE_CLIENT_ID",
      "FANVUE_CLIENT_SECRET",
      "FANVUE_BASE_URL",
      "FANVUE_AUTH_BASE_URL",
      "FANVUE_CHECKOUT_LINKS",
      "CHECKOUT_PROVIDERS",
    ],
    isBuiltIn: false,
    limits: {
      messageCharacters: 5_000,
      uploadBytes: 50 * 1024 * 1024,
      tokenLifetimeMs: HOUR_MS,
      signatureToleranceMs: 300_000,
    },
  },
  {
    id: "tiktok_posts",
    name: "TikTok (posts)",
    capabilities: ["posts", "aiLabel"],
    environment: ["TIKTOK_CLIENT_KEY", "TIKTOK_CLIENT_SECRET"],
    optionalEnvironment: ["TIKTOK_BASE_URL"],
    isBuiltIn: true,
    limits: {
      postsPerDay: 15,
      captionCharacters: 2_200,
      clipBytes: 4 * 1024 * 1024 * 1024,
      clipSeconds: 600,
      uploadLifetimeMs: HOUR_MS,
      tokenLifetimeMs: DAY_MS,
      signatureToleranceMs: 300_000,
    },
  },
  {
    id: "telegram_channel",
    name: "Telegram channel",
    capabilities: ["posts"],
    environment: [],
    optionalEnvironment: ["TELEGRAM_API_ROOT"],
    isBuiltIn: false,
    limits: {
      captionCharacters: 1_024,
      albumItems: 10,
      imageBytes: 10 * 1024 * 1024,
      uploadBytes: 50 * 1024 * 1024,
    },
  },
  {
    id: "bluesky",
    name: "Bluesky",
    capabilities: ["posts"],
    environment: [],
    optionalEnvironment: ["BLUESKY_BASE_URL"],
    isBuiltIn: false,
    limits: { captionGraphemes: 300, pictures: 4, imageBytes: 1_000_000, blobBytes: 50 * 1024 * 1024 },
  },
  {
    id: "threads",
    name: "Threads",
    capabilities: ["posts"],
    environment: [],
    optionalEnvironment: ["THREADS_BASE_URL", "THREADS_APP_ID", "THREADS_APP_SECRET", "THREADS_OAUTH_BASE_URL"],
    isBuiltIn: false,
    limits: { captionCharacters: 500, carouselItems: 20, postsPerDay: 250, imageBytes: 8 * 1024 * 1024 },
  },
  {
    id: "x",
    name: "X",
    capabilities: ["posts", "aiLabel"],
    environment: [],
    optionalEnvironment: ["X_BASE_URL", "X_CLIENT_ID", "X_CLIENT_SECRET", "X_OAUTH_BASE_URL"],
    isBuiltIn: false,
    limits: { captionWeight: 280, pictures: 4, imageBytes: 5 * 1024 * 1024, pieceBytes: 5 * 1024 * 1024 },
  },
  {
    id: "youtube",
    name: "YouTube Shorts",
    capabilities: ["posts", "aiLabel"],
    environment: [],
    optionalEnvironment: ["YOUTUBE_BASE_URL", "YOUTUBE_CLIENT_ID", "YOUTUBE_CLIENT_SECRET", "YOUTUBE_OAUTH_BASE_URL"],
    isBuiltIn: false,
    limits: { titleCharacters: 100, descriptionBytes: 5_000, shortMs: 180_000, pieceMultipleBytes: 256 * 1024 },
  },
  {
    id: "web",
    name: "Chat page",
    capabilities: ["messages", "typing"],
    environment: [],
    optionalEnvironment: ["PUBLIC_URL"],
    isBuiltIn: false,
    limits: { messageCharacters: 2_000 },
  },
  {
    id: "sandbox",
    name: "Sandbox checkout",
    capabilities: ["checkout", "refunds"],
    environment: [],
    optionalEnvironment: ["PAYMENT_SANDBOX"],
    isBuiltIn: true,
    limits: { minAmountCents: 50, maxAmountCents: 1_000_000, signatureToleranceMs: 300_000 },
  },
  {
    id: "stripe",
    name: "Stripe Checkout",
    capabilities: ["checkout", "refunds"],
    environment: ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
    optionalEnvironment: ["STRIPE_BASE_URL", "CHECKOUT_PROVIDERS"],
    isBuiltIn: false,
    limits: { minAmountCents: 50, maxAmountCents: 99_999_999, signatureToleranceMs: 300_000 },
  },
  {
    id: "generic-checkout",
    name: "Checkout of your own",
    capabilities: ["checkout"],
    environment: ["GENERIC_CHECKOUT_URL", "GENERIC_CHECKOUT_SECRET", "GENERIC_CHECKOUT_PROVIDER"],
    optionalEnvironment: ["CHECKOUT_PROVIDERS"],
    isBuiltIn: false,
    limits: { signatureToleranceMs: 300_000 },
  },
];
