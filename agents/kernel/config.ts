// The one place that reads the environment: strings in, a checked, typed, immutable configuration out.
import { z } from "zod";
import { AppError } from "./errors.ts";

const ROLES = ["web", "worker", "telegram", "discord"] as const;

const list = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));
const numericIds = z
  .string()
  .default("")
  .transform(list)
  .pipe(z.array(z.string().regex(/^\d+$/, "numeric ids, separated by commas")));
const positive = (fallback: number, max: number) => z.coerce.number().int().min(1).max(max).default(fallback);
const seconds = (fallback: number, max: number) => z.coerce.number().min(0).max(max).default(fallback);

const optionalList = z
  .string()
  .optional()
  .transform((text) => (text === undefined ? undefined : list(text)));
/** "name=value,name=value", values encoded as in a URL: the form OpenTelemetry's standard has. */
const headers = z
  .string()
  .default("")
  .transform(list)
  .pipe(z.array(z.string().regex(/^[^=\s]+=.+$/, "name=value, separated by commas")))
  .transform((pairs): Readonly<Record<string, string>> => {
    const split = pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)] as const);
    return Object.fromEntries(split.map(([name, value]) => [name, decodeURIComponent(value)]));
  });
const hosts = z
  .string()
  .default("")
  .transform(list)
  .pipe(z.array(z.string().regex(/^[a-z0-9.-]+$/i, "host names, separated by commas")));
/** How a provider is chosen among those that can: agents/domain/content/routing.ts. */
const routing = z.enum(["order", "cost", "quality", "speed", "balanced"]).default("order");

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: url.optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  ROLES: z
    .string()
    .default(ROLES.join(","))
    .transform(list)
    .pipe(z.array(z.enum(ROLES)).min(1)),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  DATA_DIR: z.string().min(1).default("./data"),
  BACKUP_DIR: z.string().min(1).optional(),
  METRICS_TOKEN: z.string().min(16, "at least 16 characters").optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "postgresql://user:password@host:port/database")
    .optional(),
  DATABASE_POOL_SIZE: positive(10, 200),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "redis://host:port")
    .optional(),
  WORKER_CONCURRENCY: positive(20, 500),
  MEDIA_CONCURRENCY: positive(5, 100),
  BURST_QUIET_SECONDS: seconds(4, 60),
  BURST_LONGEST_SECONDS: seconds(12, 300),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headers,
  OTEL_SERVICE_NAME: z.string().min(1).default("vixenbliss"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number({ error: "a share from 0 to 1" }).min(0).max(1).default(1),
  S3_ENDPOINT: url.optional(),
  S3_REGION: z.string().default("auto"),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_PUBLIC_URL: url.optional(),
  SECRET_KEY: z.string().min(32, "at least 32 characters").optional(),
  SECRET_KEY_PREVIOUS: z.string().min(32).optional(),
  OWNER_EMAIL: z.string().min(3).default("owner@localhost"),
  OWNER_PASSWORD: z.string().min(12, "at least 12 characters").optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url.optional(),
  CHAT_MODEL: z.string().default("gpt-6-luna"),
  CHAT_OUTPUT_METHOD: z.enum(["jsonSchema", "functionCalling", "jsonMode"]).default("jsonSchema"),
  VISION_MODEL: z.string().optional(),
  VISION_BASE_URL: url.optional(),
  VISION_API_KEY: z.string().optional(),
  TRANSCRIPTION_MODEL: z.string().optional(),
  TRANSCRIPTION_BASE_URL: url.optional(),
  TRANSCRIPTION_API_KEY: z.string().optional(),
  EMBEDDING_MODEL: z.string().default("text-embedding-3-small"),
  EMBEDDING_DIMENSIONS: positive(512, 1_024),
  MODERATION_PROVIDER: z.enum(["openai", "local"]).optional(),
  IMAGE_PROVIDERS: optionalList,
  IMAGE_ROUTING: routing,
  REPLICATE_API_TOKEN: z.string().optional(),
  REPLICATE_BASE_URL: url.default("https://api.replicate.com/v1"),
  FAL_KEY: z.string().optional(),
  FAL_BASE_URL: url.default("https://queue.fal.run"),
  FAL_REST_BASE_URL: url.default("https://rest.fal.ai"),
  LEONARDO_API_KEY: z.string().optional(),
  LEONARDO_BASE_URL: url.default("https://cloud.leonardo.ai/api/rest/v1"),
  LEONARDO_MODEL: z.string().optional(),
  OPENAI_IMAGE_BASE_URL: url.default("https://api.openai.com/v1"),
  OPENAI_IMAGE_MODEL: z.string().optional(),
  OPENAI_IMAGE_QUALITY: z.enum(["low", "medium", "high"]).default("high"),
  BFL_API_KEY: z.string().optional(),
  BFL_BASE_URL: url.default("https://api.bfl.ai"),
  BFL_MODEL: z.string().optional(),
  COMFYUI_BASE_URL: url.optional(),
  COMFYUI_API_KEY: z.string().optional(),
  COMFYUI_SERVER: z.enum(["own", "cloud"]).default("own"),
  COMFYUI_CHECKPOINT: z.string().optional(),
  COMFYUI_IDENTITY_MODEL: z.string().optional(),
  COMFYUI_WORKFLOW_FILE: z.string().optional(),
  AUTOMATIC1111_BASE_URL: url.optional(),
  AUTOMATIC1111_AUTH: z.string().includes(":", { error: "user:password" }).optional(),
  AUTOMATIC1111_CHECKPOINT: z.string().optional(),
  AUTOMATIC1111_SAMPLER: z.string().optional(),
  AUTOMATIC1111_CONTROLNET_MODEL: z.string().optional(),
  AUTOMATIC1111_CONTROLNET_MODULE: z.string().optional(),
  RUNPOD_API_KEY: z.string().optional(),
  RUNPOD_ENDPOINT_ID: z.string().optional(),
  RUNPOD_BASE_URL: url.default("https://api.runpod.ai/v2"),
  RUNPOD_GPU: z.string().default("24gb"),
  RUNPOD_OUTPUT_HOSTS: hosts,
  MODAL_KEY: z.string().optional(),
  MODAL_SECRET: z.string().optional(),
  MODAL_BASE_URL: url.optional(),
  MODAL_GPU: z.string().default("l40s"),
  MODAL_OUTPUT_HOSTS: hosts,
  VIDEO_PROVIDERS: optionalList,
  VIDEO_ROUTING: routing,
  RUNWAY_API_KEY: z.string().optional(),
  RUNWAY_BASE_URL: url.default("https://api.dev.runwayml.com"),
  LUMA_API_KEY: z.string().optional(),
  LUMA_BASE_URL: url.default("https://api.lumalabs.ai/dream-machine/v1"),
  FFMPEG_PATH: z.string().optional(),
  VOICE_PROVIDERS: optionalList,
  VOICE_ROUTING: routing,
  ELEVENLABS_API_KEY: z.string().optional(),
  ELEVENLABS_BASE_URL: url.default("https://api.elevenlabs.io"),
  ELEVENLABS_MODEL: z.string().optional(),
  AZURE_SPEECH_KEY: z.string().optional(),
  AZURE_SPEECH_REGION: z.string().optional(),
  AZURE_SPEECH_BASE_URL: url.optional(),
  CARTESIA_API_KEY: z.string().optional(),
  CARTESIA_BASE_URL: url.default("https://api.cartesia.ai"),
  CARTESIA_MODEL: z.string().optional(),
  SPEECH_BASE_URL: url.optional(),
  SPEECH_API_KEY: z.string().optional(),
  SPEECH_MODEL: z.string().optional(),
  SPEECH_VOICES: optionalList,
  SPEECH_LANGUAGES: z.string().default("en,es").transform(list),
  PATH: z.string().default(""),
  TRAINING_PROVIDERS: optionalList,
  C2PA_CERTIFICATE_FILE: z.string().optional(),
  C2PA_PRIVATE_KEY_FILE: z.string().optional(),
  DAILY_BUDGET_USD: z
    .string()
    .regex(/^\d+(\.\d{1,6})?$/, "an amount such as 25 or 2.50")
    .default("25"),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]+$/, "123456:ABC...")
    .optional(),
  TELEGRAM_OPERATOR_IDS: numericIds,
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/, "16 to 256 of A-Z a-z 0-9 _ -")
    .optional(),
  TELEGRAM_API_ROOT: url.default("https://api.telegram.org"),
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_APPLICATION_ID: z
    .string()
    .regex(/^\d{1,20}$/, "a number")
    .optional(),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, "64 hex digits")
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{1,20}$/, "a number")
    .optional(),
  DISCORD_OPERATOR_IDS: numericIds,
  DISCORD_API_BASE_URL: url.default("https://discord.com/api"),
  INSTAGRAM_APP_ID: z.string().optional(),
  INSTAGRAM_APP_SECRET: z.string().min(8).optional(),
  INSTAGRAM_VERIFY_TOKEN: z.string().min(8).optional(),
  INSTAGRAM_BASE_URL: url.optional(),
  INSTAGRAM_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default("v26.0"),
  INSTAGRAM_OAUTH_BASE_URL: url.optional(),
  FACEBOOK_APP_ID: z.string().optional(),
  FACEBOOK_APP_SECRET: z.string().min(8).optional(),
  FACEBOOK_BASE_URL: url.optional(),
  TIKTOK_LOGIN_BASE_URL: url.optional(),
  TIKTOK_MESSAGES: z.enum(["on", "off"]).default("off"),
  TIKTOK_CLIENT_KEY: z.string().min(4).optional(),
  TIKTOK_CLIENT_SECRET: z.string().min(8).optional(),
  TIKTOK_BASE_URL: url.optional(),
  FANVUE_WEBHOOK_SECRET: optionalList,
  FANVUE_CLIENT_ID: z.string().min(4).optional(),
  FANVUE_CLIENT_SECRET: z.string().min(8).optional(),
  FANVUE_BASE_URL: url.default("https://api.fanvue.com"),
  FANVUE_AUTH_BASE_URL: url.default("https://auth.fanvue.com"),
  FANVUE_CHECKOUT_LINKS: optionalList,
  BLUESKY_BASE_URL: url.default("https://bsky.social"),
  THREADS_BASE_URL: url.default("https://graph.threads.net"),
  THREADS_APP_ID: z.string().min(4).optional(),
  THREADS_APP_SECRET: z.string().min(8).optional(),
  THREADS_OAUTH_BASE_URL: url.optional(),
  X_BASE_URL: url.default("https://api.x.com"),
  X_CLIENT_ID: z.string().min(4).optional(),
  X_CLIENT_SECRET: z.string().min(8).optional(),
  X_OAUTH_BASE_URL: url.optional(),
  YOUTUBE_BASE_URL: url.default("https://www.googleapis.com"),
  YOUTUBE_CLIENT_ID: z.string().min(4).optional(),
  YOUTUBE_CLIENT_SECRET: z.string().min(8).optional(),
  YOUTUBE_OAUTH_BASE_URL: url.optional(),
  PAYMENT_SANDBOX: z.enum(["on", "off"]).default("on"),
  CHECKOUT_PROVIDERS: optionalList,
  TELEGRAM_STAR_USD: z
    .string()
    .regex(/^0\.(?!0+$)\d{1,6}$/, "a part of a dollar such as 0.02")
    .default("0.02"),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(live|test)_\w+$/, "sk_live_... or sk_test_...")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(8).optional(),
  STRIPE_BASE_URL: url.default("https://api.stripe.com"),
  GENERIC_CHECKOUT_URL: z
    .string()
    .regex(/^https?:\/\/[^{}\s]+.*\{intent\}/, "an address with {intent} in it")
    .optional(),
  GENERIC_CHECKOUT_SECRET: z.string().min(32, "at least 32 characters").optional(),
  GENERIC_CHECKOUT_PROVIDER: z.enum(["ccbill", "segpay", "epoch", "fanvue", "paypal"]).optional(),
});

export type Config = Readonly<z.output<typeof Environment>>;

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

export function isLoopback(config: Pick<Config, "HOST">): boolean {
  return LOOPBACK.has(config.HOST);
}

/** Apps that people log in by: known by an id and a secret, or not at all. */
const LOGIN_APPS = [
  ["Fanvue", "FANVUE_CLIENT_ID", "FANVUE_CLIENT_SECRET"],
  ["Threads", "THREADS_APP_ID", "THREADS_APP_SECRET"],
  ["X", "X_CLIENT_ID", "X_CLIENT_SECRET"],
  ["YouTube", "YOUTUBE_CLIENT_ID", "YOUTUBE_CLIENT_SECRET"],
] as const;

/** Rules that span variables: a server others can reach needs its secrets set (architecture 6). */
function checkTogether(config: Config): void {
  if (!isLoopback(config) && (!config.SECRET_KEY || !config.OWNER_PASSWORD)) {
    const field = config.SECRET_KEY ? "OWNER_PASSWORD" : "SECRET_KEY";
    throw new AppError("invalid_input", `HOST ${config.HOST} can be reached by others, so ${field} must be set.`, {
      field,
      remedy: "Set SECRET_KEY (openssl rand -base64 48) and OWNER_PASSWORD, or listen on 127.0.0.1.",
    });
  }
  if (config.S3_ENDPOINT && !(config.S3_BUCKET && config.S3_ACCESS_KEY_ID && config.S3_SECRET_ACCESS_KEY)) {
    throw new AppError("invalid_input", "S3_ENDPOINT is set but the bucket or its keys are not.", {
      field: "S3_BUCKET",
      remedy: "Set S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or unset S3_ENDPOINT.",
    });
  }
  if ((config.C2PA_CERTIFICATE_FILE === undefined) !== (config.C2PA_PRIVATE_KEY_FILE === undefined)) {
    const field = config.C2PA_CERTIFICATE_FILE === undefined ? "C2PA_CERTIFICATE_FILE" : "C2PA_PRIVATE_KEY_FILE";
    throw new AppError("invalid_input", "Signing pictures takes a certificate and its key.", {
      field,
      remedy: `Set ${field} too, or unset the other one.`,
    });
  }
  if ((config.STRIPE_SECRET_KEY === undefined) !== (config.STRIPE_WEBHOOK_SECRET === undefined)) {
    const field = config.STRIPE_SECRET_KEY === undefined ? "STRIPE_SECRET_KEY" : "STRIPE_WEBHOOK_SECRET";
    throw new AppError("invalid_input", "Stripe takes its key and the secret of its webhook endpoint.", {
      field,
      remedy: `Set ${field} too, or unset the other one.`,
    });
  }
  if (config.TIKTOK_MESSAGES === "on" && !(config.TIKTOK_CLIENT_KEY && config.TIKTOK_CLIENT_SECRET)) {
    const field = config.TIKTOK_CLIENT_KEY ? "TIKTOK_CLIENT_SECRET" : "TIKTOK_CLIENT_KEY";
    throw new AppError("invalid_input", "TikTok's messages take the key and the secret of your TikTok app.", {
      field,
      remedy: `Set ${field} too, or TIKTOK_MESSAGES=off.`,
    });
  }
  for (const [platform, id, secret] of LOGIN_APPS) {
    if ((config[id] === undefined) === (config[secret] === undefined)) continue;
    throw new AppError("invalid_input", `${platform}'s log-in takes the app's id and its secret.`, {
      field: config[id] === undefined ? id : secret,
      remedy: `Set ${config[id] === undefined ? id : secret} too, or unset the other one.`,
    });
  }
  if (config.FANVUE_WEBHOOK_SECRET?.some((secret) => secret.length < 8))
    throw new AppError("invalid_input", "A signing secret of Fanvue's is longer than that.", {
      field: "FANVUE_WEBHOOK_SECRET",
      remedy: "Copy it whole from the app's Events tab in Fanvue's Developer Area.",
    });
  if (config.FANVUE_CHECKOUT_LINKS !== undefined && config.FANVUE_WEBHOOK_SECRET === undefined)
    throw new AppError("invalid_input", "Nothing tells of what Fanvue's links sold.", {
      field: "FANVUE_WEBHOOK_SECRET",
      remedy: "Set FANVUE_WEBHOOK_SECRET too, or unset FANVUE_CHECKOUT_LINKS.",
    });
  if (config.FANVUE_CHECKOUT_LINKS !== undefined && config.GENERIC_CHECKOUT_PROVIDER === "fanvue")
    throw new AppError("invalid_input", "Two checkouts would be called fanvue.", {
      field: "GENERIC_CHECKOUT_PROVIDER",
      remedy: "Use FANVUE_CHECKOUT_LINKS or GENERIC_CHECKOUT_PROVIDER=fanvue, not both.",
    });
  const generic = ["GENERIC_CHECKOUT_URL", "GENERIC_CHECKOUT_SECRET", "GENERIC_CHECKOUT_PROVIDER"] as const;
  const missing = generic.filter((name) => config[name] === undefined);
  if (missing.length > 0 && missing.length < generic.length) {
    throw new AppError("invalid_input", `A checkout of your own also needs ${missing.join(" and ")}.`, {
      field: missing[0] ?? "",
      remedy: `Set ${missing.join(" and ")}, or unset the others.`,
    });
  }
  if (config.MODERATION_PROVIDER === "openai" && !config.OPENAI_API_KEY) {
    throw new AppError("invalid_input", "MODERATION_PROVIDER is openai but OPENAI_API_KEY is not set.", {
      field: "OPENAI_API_KEY",
      remedy: "Set OPENAI_API_KEY, or MODERATION_PROVIDER=local.",
    });
  }
}

/** @throws AppError `invalid_input` naming the variable and the remedy. Empty strings count as absent. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = Environment.safeParse(present);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = String(issue?.path[0] ?? "environment");
    throw new AppError("invalid_input", `Environment variable ${field}: ${issue?.message ?? "not valid"}.`, {
      field,
      remedy: `Correct or unset ${field}; .env.example lists every variable.`,
    });
  }
  checkTogether(parsed.data);
  return Object.freeze(parsed.data);
}

/** Address platforms and browsers use; only valid once the real port is known. */
export function publicUrl(config: Config, port: number = config.PORT): string {
  const host = config.HOST === "::1" ? "[::1]" : config.HOST;
  return config.PUBLIC_URL ?? `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
}
