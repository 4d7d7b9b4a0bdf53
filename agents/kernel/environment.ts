// Every environment variable the product reads: name, meaning, default. Config, .env.example and docs come from this list.
import { OTHER_PLATFORMS } from "./post-platform-environment.ts";

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
    {
      name: "BACKUP_DIR",
      meaning: "Where system backup puts its files; better on another disk.",
      default: "DATA_DIR/backups",
    },
    {
      name: "METRICS_TOKEN",
      meaning:
        "Bearer token that /metrics asks for, at least 16 characters. Absent: figures of the business are shown on loopback only.",
      secret: true,
    },
  ]),
  ...group("Traces", [
    {
      name: "OTEL_EXPORTER_OTLP_ENDPOINT",
      meaning:
        "Address of an OpenTelemetry collector that takes OTLP over HTTP, without /v1/traces. Absent: no traces.",
    },
    {
      name: "OTEL_EXPORTER_OTLP_HEADERS",
      meaning: "What the collector wants to be sent along: name=value, separated by commas.",
      secret: true,
    },
    { name: "OTEL_SERVICE_NAME", meaning: "Name of this installation in the traces.", default: "vixenbliss" },
    { name: "OTEL_TRACES_SAMPLER_ARG", meaning: "Share of the traces that is sent, 0 to 1.", default: "1" },
  ]),
  ...group("Database, queue, storage", [
    { name: "DATABASE_URL", meaning: "Postgres with pgvector. Absent: embedded database in DATA_DIR.", secret: true },
    { name: "DATABASE_POOL_SIZE", meaning: "Connections this process may open for its own queries.", default: "10" },
    { name: "REDIS_URL", meaning: "Redis for BullMQ. Absent: BullMQ on Postgres.", secret: true },
    { name: "WORKER_CONCURRENCY", meaning: "Conversations answered at the same time by this process.", default: "20" },
    { name: "MEDIA_CONCURRENCY", meaning: "Pieces at a provider at the same time, by this process.", default: "5" },
    {
      name: "BURST_QUIET_SECONDS",
      meaning: "Silence after a fan's last message before it is answered, where pacing.set says nothing else; 0: none.",
      default: "4",
    },
    {
      name: "BURST_LONGEST_SECONDS",
      meaning: "Longest a fan who goes on writing puts the answer off, where pacing.set says nothing else.",
      default: "12",
    },
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
    {
      name: "VISION_MODEL",
      meaning:
        "Model that sees, for pictures fans send: each is described in a sentence and thrown away. Absent: none is fetched.",
    },
    { name: "VISION_BASE_URL", meaning: "Its OpenAI-compatible server.", default: "OPENAI_BASE_URL" },
    { name: "VISION_API_KEY", meaning: "Its key.", default: "OPENAI_API_KEY", secret: true },
    {
      name: "TRANSCRIPTION_MODEL",
      meaning:
        "Model that writes down voice notes fans send (OpenAI's /audio/transcriptions). Absent: none is fetched.",
    },
    { name: "TRANSCRIPTION_BASE_URL", meaning: "Its OpenAI-compatible server.", default: "OPENAI_BASE_URL" },
    { name: "TRANSCRIPTION_API_KEY", meaning: "Its key.", default: "OPENAI_API_KEY", secret: true },
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
      meaning:
        "Who makes pictures, in routing order with fallback: replicate, fal, leonardo, bfl, openai, comfyui, automatic1111, runpod, modal, storyboard.",
      default: "those that have a key (openai only when named), in this order, else storyboard",
    },
    {
      name: "IMAGE_ROUTING",
      meaning: "How one of those that can is chosen: order, cost, quality, speed or balanced.",
      default: "order",
    },
    { name: "REPLICATE_API_TOKEN", meaning: "Replicate token: pictures, video, training.", secret: true },
    { name: "REPLICATE_BASE_URL", meaning: "Replicate API.", default: "https://api.replicate.com/v1" },
    { name: "FAL_KEY", meaning: "fal.ai key: pictures, video, training.", secret: true },
    { name: "FAL_BASE_URL", meaning: "fal.ai queue.", default: "https://queue.fal.run" },
    { name: "FAL_REST_BASE_URL", meaning: "fal.ai uploads and keys.", default: "https://rest.fal.ai" },
    { name: "LEONARDO_API_KEY", meaning: "Leonardo.ai key.", secret: true },
    { name: "LEONARDO_BASE_URL", meaning: "Leonardo.ai API.", default: "https://cloud.leonardo.ai/api/rest/v1" },
    { name: "LEONARDO_MODEL", meaning: "flux-dev takes elements (LoRAs), phoenix keeps a face.", default: "flux-dev" },
    { name: "OPENAI_IMAGE_BASE_URL", meaning: "OpenAI's picture API.", default: "https://api.openai.com/v1" },
    { name: "OPENAI_IMAGE_MODEL", meaning: "OpenAI picture model.", default: "gpt-image-2.6-flare" },
    { name: "OPENAI_IMAGE_QUALITY", meaning: "low, medium or high.", default: "high" },
    { name: "BFL_API_KEY", meaning: "Black Forest Labs key.", secret: true },
    { name: "BFL_BASE_URL", meaning: "Black Forest Labs API.", default: "https://api.bfl.ai" },
    {
      name: "BFL_MODEL",
      meaning: "Model without a reference; with one it is flux-kontext-pro.",
      default: "flux-2-pro",
    },
    { name: "COMFYUI_BASE_URL", meaning: "ComfyUI server, such as http://127.0.0.1:8188." },
    { name: "COMFYUI_API_KEY", meaning: "Key of ComfyUI's cloud.", secret: true },
    { name: "COMFYUI_SERVER", meaning: "own or cloud.", default: "own" },
    { name: "COMFYUI_CHECKPOINT", meaning: "Checkpoint file of the built-in workflows, by its name on the server." },
    {
      name: "COMFYUI_IDENTITY_MODEL",
      meaning: "PuLID model file by its name on the server; without it no face is kept.",
    },
    { name: "COMFYUI_WORKFLOW_FILE", meaning: "JSON file { graph, slots }: a workflow of your own." },
    {
      name: "AUTOMATIC1111_BASE_URL",
      meaning: "Automatic1111 or Forge started with --api, such as http://127.0.0.1:7860.",
    },
    { name: "AUTOMATIC1111_AUTH", meaning: "user:password as given to --api-auth.", secret: true },
    { name: "AUTOMATIC1111_CHECKPOINT", meaning: "Checkpoint; the loaded one when absent." },
    { name: "AUTOMATIC1111_SAMPLER", meaning: "Sampler.", default: "DPM++ 2M" },
    { name: "AUTOMATIC1111_CONTROLNET_MODEL", meaning: "IP-Adapter model for faces; without it plain img2img." },
    { name: "AUTOMATIC1111_CONTROLNET_MODULE", meaning: "Preprocessor of that model." },
    { name: "RUNPOD_API_KEY", meaning: "RunPod key.", secret: true },
    { name: "RUNPOD_ENDPOINT_ID", meaning: "Serverless endpoint that makes pictures." },
    { name: "RUNPOD_BASE_URL", meaning: "RunPod API.", default: "https://api.runpod.ai/v2" },
    { name: "RUNPOD_GPU", meaning: "The endpoint's GPU, as the price book names it.", default: "24gb" },
    { name: "RUNPOD_OUTPUT_HOSTS", meaning: "Hosts the worker delivers pictures from, when it answers with links." },
    { name: "MODAL_KEY", meaning: "Modal proxy token id.", secret: true },
    { name: "MODAL_SECRET", meaning: "Modal proxy token secret.", secret: true },
    { name: "MODAL_BASE_URL", meaning: "The app's web endpoint." },
    { name: "MODAL_GPU", meaning: "The function's GPU, as the price book names it.", default: "l40s" },
    { name: "MODAL_OUTPUT_HOSTS", meaning: "Hosts the app delivers pictures from, when it answers with links." },
    {
      name: "DAILY_BUDGET_USD",
      meaning: "Ceiling of what one day may cost in paid calls, unless an owner sets another.",
      default: "25",
    },
  ]),
  ...group("Video, voice, training", [
    {
      name: "VIDEO_PROVIDERS",
      meaning: "Who makes clips, in routing order with fallback: runway, luma, fal, replicate, animatic.",
      default: "those that have a key, in this order, else animatic",
    },
    { name: "VIDEO_ROUTING", meaning: "order, cost, quality, speed or balanced.", default: "order" },
    { name: "RUNWAY_API_KEY", meaning: "Runway key.", secret: true },
    { name: "RUNWAY_BASE_URL", meaning: "Runway API.", default: "https://api.dev.runwayml.com" },
    { name: "LUMA_API_KEY", meaning: "Luma key.", secret: true },
    { name: "LUMA_BASE_URL", meaning: "Luma API.", default: "https://api.lumalabs.ai/dream-machine/v1" },
    { name: "FFMPEG_PATH", meaning: "The ffmpeg program; the system's, else the packaged one, when absent." },
    {
      name: "VOICE_PROVIDERS",
      meaning:
        "Who speaks, in routing order with fallback: elevenlabs, azure-speech, cartesia, openai-speech, built-in.",
      default: "those that have a key, in this order, else built-in",
    },
    { name: "VOICE_ROUTING", meaning: "order, cost, quality, speed or balanced.", default: "order" },
    { name: "ELEVENLABS_API_KEY", meaning: "ElevenLabs key.", secret: true },
    { name: "ELEVENLABS_BASE_URL", meaning: "ElevenLabs API.", default: "https://api.elevenlabs.io" },
    { name: "ELEVENLABS_MODEL", meaning: "ElevenLabs model.", default: "eleven_multilingual_v2" },
    { name: "AZURE_SPEECH_KEY", meaning: "Azure Speech key.", secret: true },
    { name: "AZURE_SPEECH_REGION", meaning: "Region of the Speech resource, such as westeurope." },
    { name: "AZURE_SPEECH_BASE_URL", meaning: "Where the region's own address is not the one to ask." },
    { name: "CARTESIA_API_KEY", meaning: "Cartesia key.", secret: true },
    { name: "CARTESIA_BASE_URL", meaning: "Cartesia API.", default: "https://api.cartesia.ai" },
    { name: "CARTESIA_MODEL", meaning: "Cartesia model.", default: "sonic-3" },
    { name: "SPEECH_BASE_URL", meaning: "Any server with OpenAI's /audio/speech; ends in /v1." },
    { name: "SPEECH_API_KEY", meaning: "Its key; servers of one's own often want none.", secret: true },
    { name: "SPEECH_MODEL", meaning: "Its model." },
    { name: "SPEECH_VOICES", meaning: "Its voices, as name or name:female, separated by commas." },
    { name: "SPEECH_LANGUAGES", meaning: "Languages it speaks.", default: "en,es" },
    { name: "PATH", meaning: "Where programs such as ffmpeg and espeak-ng are looked for.", default: "the system's" },
    {
      name: "TRAINING_PROVIDERS",
      meaning: "Who trains LoRAs, in routing order: replicate, fal, built-in.",
      default: "those that have a key, in this order, else built-in",
    },
    { name: "C2PA_CERTIFICATE_FILE", meaning: "PEM chain that pictures are signed with (content credentials)." },
    { name: "C2PA_PRIVATE_KEY_FILE", meaning: "PEM key of that certificate (ES256).", secret: true },
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
    {
      name: "DISCORD_PUBLIC_KEY",
      meaning: "The application's public key, set: interactions by HTTP at /webhooks/discord. Absent: by the gateway.",
    },
    { name: "DISCORD_GUILD_ID", meaning: "The team's server, where the commands are registered." },
    { name: "DISCORD_OPERATOR_IDS", meaning: "Numeric Discord ids of the first owners, separated by commas." },
    { name: "DISCORD_API_BASE_URL", meaning: "Discord API.", default: "https://discord.com/api" },
  ]),
  ...group("Instagram", [
    { name: "INSTAGRAM_APP_ID", meaning: "Instagram app id: with it accounts are linked by logging in." },
    {
      name: "INSTAGRAM_APP_SECRET",
      meaning:
        "Instagram app secret: webhooks without a valid signature are refused. Absent: the emulated Instagram is used.",
      secret: true,
    },
    { name: "INSTAGRAM_VERIFY_TOKEN", meaning: "Token of the webhook handshake.", secret: true },
    { name: "INSTAGRAM_BASE_URL", meaning: "Instagram Graph API.", default: "https://graph.instagram.com" },
    { name: "INSTAGRAM_API_VERSION", meaning: "Graph version.", default: "v26.0" },
    {
      name: "INSTAGRAM_OAUTH_BASE_URL",
      meaning: "Where Instagram's log-in is reached instead of www.instagram.com and api.instagram.com.",
    },
    { name: "FACEBOOK_APP_ID", meaning: "Meta app id: with it Instagram accounts of Facebook pages are linked." },
    { name: "FACEBOOK_APP_SECRET", meaning: "Its secret.", secret: true },
    {
      name: "FACEBOOK_BASE_URL",
      meaning: "Where Facebook's hosts are reached instead.",
      default: "https://graph.facebook.com",
    },
  ]),
  ...group("TikTok", [
    {
      name: "TIKTOK_MESSAGES",
      meaning:
        "on: fans write to TikTok business accounts. TikTok opens its messages to approved apps only, and not to accounts of the EEA, the UK and Switzerland; elsewhere, the US among them, it may refuse.",
      default: "off",
    },
    {
      name: "TIKTOK_CLIENT_KEY",
      meaning:
        "Key of the app: at TikTok for Developers for posts, at TikTok API for Business for messages. Absent: posts go to the emulated TikTok.",
    },
    {
      name: "TIKTOK_CLIENT_SECRET",
      meaning: "Its secret: webhooks without a valid signature are refused.",
      secret: true,
    },
    {
      name: "TIKTOK_BASE_URL",
      meaning: "Where TikTok's hosts are reached instead, such as a proxy.",
      default: "https://open.tiktokapis.com for posts, https://business-api.tiktok.com for messages",
    },
  ]),
  ...group("Fanvue", [
    {
      name: "FANVUE_WEBHOOK_SECRET",
      meaning:
        "Signing secret of the webhooks of your Fanvue app, from its Events tab; several with commas between. Switches Fanvue on.",
      secret: true,
    },
    {
      name: "FANVUE_CLIENT_ID",
      meaning: "Client id of the app: creators log in by it, and their tokens, which last an hour, are renewed.",
    },
    { name: "FANVUE_CLIENT_SECRET", meaning: "Its secret.", secret: true },
    { name: "FANVUE_BASE_URL", meaning: "Fanvue's API.", default: "https://api.fanvue.com" },
    { name: "FANVUE_AUTH_BASE_URL", meaning: "Fanvue's log-in.", default: "https://auth.fanvue.com" },
    {
      name: "FANVUE_CHECKOUT_LINKS",
      meaning:
        "Checkout links made in Fanvue's dashboard, each with its price: 29.99=https://…, 9.99/month=https://… for a subscription, avt_…:29.99=https://… for one avatar. With commas between.",
    },
  ]),
  ...group("Other platforms", OTHER_PLATFORMS),
  ...group("TikTok posts", [
    {
      name: "TIKTOK_LOGIN_BASE_URL",
      meaning:
        "Where TikTok's log-in for posting accounts is reached instead of www.tiktok.com and open.tiktokapis.com. Its app is TIKTOK_CLIENT_KEY; absent: an emulated log-in is used.",
    },
  ]),
  ...group("Payments", [
    {
      name: "PAYMENT_SANDBOX",
      meaning: "on: the built-in sandbox checkout takes play money while no provider is configured. off: never.",
      default: "on",
    },
    {
      name: "CHECKOUT_PROVIDERS",
      meaning:
        "Who sells, in order: stripe, fanvue, the name of GENERIC_CHECKOUT_PROVIDER, and telegram_stars for what is offered in Telegram chats. The first whose terms allow a pack serves it.",
      default: "those that are configured, stripe first; telegram_stars only when it is named",
    },
    {
      name: "TELEGRAM_STAR_USD",
      meaning: "What a fan pays for one Telegram Star: prices in USD become Stars by it, rounded up.",
      default: "0.02",
    },
    {
      name: "STRIPE_SECRET_KEY",
      meaning: "Stripe's secret key; sells the safe tier only. With a test key everything sold is play money.",
      secret: true,
    },
    {
      name: "STRIPE_WEBHOOK_SECRET",
      meaning: "Signing secret of the endpoint /webhooks/payments/stripe, made with API version 2024-06-20.",
      secret: true,
    },
    { name: "STRIPE_BASE_URL", meaning: "Stripe API.", default: "https://api.stripe.com" },
    {
      name: "GENERIC_CHECKOUT_URL",
      meaning:
        "Payment page of your own, with {intent} and any of {amount} {currency} {description} {payee} {return} {recurring} {expires} {signature}.",
    },
    {
      name: "GENERIC_CHECKOUT_SECRET",
      meaning: "Signs that page's address, and the notices to /webhooks/payments/<provider>. At least 32 characters.",
      secret: true,
    },
    {
      name: "GENERIC_CHECKOUT_PROVIDER",
      meaning:
        "Who takes the money there: ccbill, segpay, epoch, fanvue or paypal. Decides how explicit a pack may be.",
    },
  ]),
];
