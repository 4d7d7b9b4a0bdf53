// Every environment variable the product reads: name, meaning, default. Config, .env.example and docs come from this list.

export interface EnvironmentVariable {
  readonly name: string;
  readonly group: string;
  readonly meaning: string;
  readonly secret?: boolean;
  readonly default?: string;
}

const group = (name: string, variables: readonly Omit<EnvironmentVariable, "group">[]): EnvironmentVariable[] =>
  variables.map((variable) => ({ ...variable, group: name }));

export const ENVIRONMENT: readonly EnvironmentVariable[] = [
  ...group("Server", [
    { name: "PORT", meaning: "HTTP port.", default: "3000" },
    {
      name: "HOST",
      meaning: "Address to listen on. Anything but loopback requires SECRET_KEY and OWNER_PASSWORD.",
      default: "127.0.0.1",
    },
    {
      name: "PUBLIC_URL",
      meaning: "Address under which platforms and fans reach this server. Derived from HOST and PORT when absent.",
    },
    { name: "TRUST_PROXY", meaning: "Number of reverse proxies in front of the server.", default: "0" },
    {
      name: "ROLES",
      meaning: "What this process runs: web, worker, telegram, discord.",
      default: "web,worker,telegram,discord",
    },
    { name: "LOG_LEVEL", meaning: "debug, info, warn, error or silent.", default: "info" },
    { name: "DATA_DIR", meaning: "Folder of the embedded database, media and generated secrets.", default: "./data" },
  ]),
  ...group("Database, queue, storage", [
    { name: "DATABASE_URL", meaning: "Postgres with pgvector. Absent: embedded database in DATA_DIR.", secret: true },
    { name: "DATABASE_POOL_SIZE", meaning: "Connections this process may open for its own queries.", default: "10" },
    { name: "REDIS_URL", meaning: "Redis for BullMQ. Absent: BullMQ on Postgres.", secret: true },
    { name: "WORKER_CONCURRENCY", meaning: "Conversations answered at the same time by this process.", default: "20" },
    { name: "MEDIA_CONCURRENCY", meaning: "Pieces at a provider at the same time, by this process.", default: "5" },
    { name: "S3_ENDPOINT", meaning: "S3-compatible store (R2, MinIO, S3). Absent: files in DATA_DIR." },
    { name: "S3_REGION", meaning: "Region of the bucket; R2 uses auto.", default: "auto" },
    { name: "S3_BUCKET", meaning: "Bucket name." },
    { name: "S3_ACCESS_KEY_ID", meaning: "Access key.", secret: true },
    { name: "S3_SECRET_ACCESS_KEY", meaning: "Secret of the access key.", secret: true },
    {
      name: "S3_PUBLIC_URL",
      meaning: "Address under which presigned links of the bucket are reached, where it differs from S3_ENDPOINT.",
    },
  ]),
  ...group("Secrets and the first owner", [
    {
      name: "SECRET_KEY",
      meaning:
        "Key for encryption and signing, at least 32 characters. Absent on loopback: generated and kept in DATA_DIR.",
      secret: true,
    },
    {
      name: "SECRET_KEY_PREVIOUS",
      meaning: "Former SECRET_KEY while stored secrets are being sealed again.",
      secret: true,
    },
    { name: "OWNER_EMAIL", meaning: "E-mail of the first owner.", default: "owner@localhost" },
    {
      name: "OWNER_PASSWORD",
      meaning: "Password of the first owner, at least 12 characters. Absent on loopback: a one-time link is printed.",
      secret: true,
    },
  ]),
  ...group("Models", [
    {
      name: "OPENAI_API_KEY",
      meaning: "Key of an OpenAI-compatible server. With OPENAI_BASE_URL unset too: offline models.",
      secret: true,
    },
    { name: "OPENAI_BASE_URL", meaning: "Any OpenAI-compatible server.", default: "https://api.openai.com/v1" },
    { name: "CHAT_MODEL", meaning: "Chat model.", default: "gpt-6-luna" },
    {
      name: "CHAT_OUTPUT_METHOD",
      meaning: "How structured output is asked for: jsonSchema, functionCalling or jsonMode.",
      default: "jsonSchema",
    },
    { name: "EMBEDDING_MODEL", meaning: "Embedding model.", default: "text-embedding-3-small" },
    { name: "EMBEDDING_DIMENSIONS", meaning: "Dimensions asked for, at most 1024.", default: "512" },
    {
      name: "MODERATION_PROVIDER",
      meaning: "openai or local. None usable: nothing becomes publishable.",
      default: "openai with OPENAI_API_KEY, else local",
    },
  ]),
  ...group("Pictures", [
    {
      name: "IMAGE_PROVIDERS",
      meaning: "Routing order with fallback: replicate, fal, storyboard.",
      default: "those that have a key, in this order, else storyboard",
    },
    { name: "REPLICATE_API_TOKEN", meaning: "Replicate token.", secret: true },
    { name: "REPLICATE_BASE_URL", meaning: "Replicate API.", default: "https://api.replicate.com/v1" },
    { name: "FAL_KEY", meaning: "fal.ai key.", secret: true },
    { name: "FAL_BASE_URL", meaning: "fal.ai queue.", default: "https://queue.fal.run" },
    {
      name: "DAILY_BUDGET_USD",
      meaning: "Ceiling of what one day may cost in paid calls, unless an owner sets another.",
      default: "25",
    },
  ]),
  ...group("Telegram", [
    { name: "TELEGRAM_BOT_TOKEN", meaning: "Operator bot.", secret: true },
    { name: "TELEGRAM_OPERATOR_IDS", meaning: "Numeric Telegram ids of the first owners, separated by commas." },
    {
      name: "TELEGRAM_WEBHOOK_SECRET",
      meaning: "Set: webhook mode under PUBLIC_URL. Absent: long polling.",
      secret: true,
    },
    { name: "TELEGRAM_API_ROOT", meaning: "Bot API server.", default: "https://api.telegram.org" },
  ]),
  ...group("Discord", [
    { name: "DISCORD_TOKEN", meaning: "Bot token.", secret: true },
    { name: "DISCORD_APPLICATION_ID", meaning: "Application id." },
    { name: "DISCORD_GUILD_ID", meaning: "The team's server." },
    { name: "DISCORD_OPERATOR_IDS", meaning: "Numeric Discord ids of the first owners, separated by commas." },
    { name: "DISCORD_API_BASE_URL", meaning: "Discord API.", default: "https://discord.com/api" },
  ]),
  ...group("Instagram", [
    { name: "INSTAGRAM_APP_ID", meaning: "Instagram app id." },
    {
      name: "INSTAGRAM_APP_SECRET",
      meaning:
        "Instagram app secret: webhooks without a valid signature are refused. Absent: the emulated Instagram is used.",
      secret: true,
    },
    { name: "INSTAGRAM_VERIFY_TOKEN", meaning: "Token of the webhook handshake.", secret: true },
    { name: "INSTAGRAM_BASE_URL", meaning: "Instagram Graph API.", default: "https://graph.instagram.com" },
    { name: "INSTAGRAM_API_VERSION", meaning: "Graph version.", default: "v26.0" },
  ]),
  ...group("Payments", [
    {
      name: "PAYMENT_SANDBOX",
      meaning: "on: the built-in sandbox checkout takes play money. off: no checkout until a provider is configured.",
      default: "on",
    },
  ]),
];
