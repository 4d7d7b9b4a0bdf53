// Every provider this product knows, as data: what each needs to be usable, read where the installation is put together.

export type ProviderKind = "image" | "video" | "voice" | "training" | "chat" | "embeddings" | "moderation" | "storage";

export interface ProviderEntry {
  readonly provider: string;
  readonly kind: ProviderKind;
  /** Works on a bare machine: no key, no network. */
  readonly offline: boolean;
  /** false: used only when the settings name it. */
  readonly automatic?: false;
  /** Without all of these it is not configured. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The vendor's own documentation, or null for what is built in. */
  readonly documentation: string | null;
}

const OPENAI_DOCUMENTATION = "https://platform.openai.com/docs/api-reference";

export const PROVIDERS: readonly ProviderEntry[] = [
  {
    provider: "replicate",
    kind: "image",
    offline: false,
    required: ["REPLICATE_API_TOKEN"],
    optional: ["REPLICATE_BASE_URL"],
    documentation: "https://replicate.com/black-forest-labs/flux-dev-lora",
  },
  {
    provider: "fal",
    kind: "image",
    offline: false,
    required: ["FAL_KEY"],
    optional: ["FAL_BASE_URL", "FAL_REST_BASE_URL"],
    documentation: "https://fal.ai/models/fal-ai/flux-lora",
  },
  {
    provider: "leonardo",
    kind: "image",
    offline: false,
    required: ["LEONARDO_API_KEY"],
    optional: ["LEONARDO_BASE_URL", "LEONARDO_MODEL"],
    documentation: "https://docs.leonardo.ai/reference",
  },
  {
    provider: "bfl",
    kind: "image",
    offline: false,
    required: ["BFL_API_KEY"],
    optional: ["BFL_BASE_URL", "BFL_MODEL"],
    documentation: "https://docs.bfl.ai",
  },
  {
    provider: "openai",
    kind: "image",
    offline: false,
    // The key is there for chat: pictures are only made with it when it is named.
    automatic: false,
    required: ["OPENAI_API_KEY"],
    optional: ["OPENAI_IMAGE_BASE_URL", "OPENAI_IMAGE_MODEL", "OPENAI_IMAGE_QUALITY"],
    documentation: `${OPENAI_DOCUMENTATION}/images`,
  },
  {
    provider: "comfyui",
    kind: "image",
    offline: false,
    required: ["COMFYUI_BASE_URL"],
    optional: [
      "COMFYUI_API_KEY",
      "COMFYUI_SERVER",
      "COMFYUI_CHECKPOINT",
      "COMFYUI_IDENTITY_MODEL",
      "COMFYUI_WORKFLOW_FILE",
    ],
    documentation: "https://docs.comfy.org",
  },
  {
    provider: "automatic1111",
    kind: "image",
    offline: false,
    required: ["AUTOMATIC1111_BASE_URL"],
    optional: [
      "AUTOMATIC1111_AUTH",
      "AUTOMATIC1111_CHECKPOINT",
      "AUTOMATIC1111_SAMPLER",
      "AUTOMATIC1111_CONTROLNET_MODEL",
      "AUTOMATIC1111_CONTROLNET_MODULE",
    ],
    documentation: "https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/API",
  },
  {
    provider: "runpod",
    kind: "image",
    offline: false,
    required: ["RUNPOD_API_KEY", "RUNPOD_ENDPOINT_ID"],
    optional: ["RUNPOD_BASE_URL", "RUNPOD_GPU", "RUNPOD_OUTPUT_HOSTS"],
    documentation: "https://docs.runpod.io/serverless",
  },
  {
    provider: "modal",
    kind: "image",
    offline: false,
    required: ["MODAL_KEY", "MODAL_SECRET", "MODAL_BASE_URL"],
    optional: ["MODAL_GPU", "MODAL_OUTPUT_HOSTS"],
    documentation: "https://modal.com/docs/guide/webhooks",
  },
  { provider: "storyboard", kind: "image", offline: true, required: [], optional: [], documentation: null },
  {
    provider: "runway",
    kind: "video",
    offline: false,
    required: ["RUNWAY_API_KEY"],
    optional: ["RUNWAY_BASE_URL"],
    documentation: "https://docs.dev.runwayml.com/api",
  },
  {
    provider: "luma",
    kind: "video",
    offline: false,
    required: ["LUMA_API_KEY"],
    optional: ["LUMA_BASE_URL"],
    documentation: "https://docs.lumalabs.ai",
  },
  {
    provider: "fal",
    kind: "video",
    offline: false,
    required: ["FAL_KEY"],
    optional: ["FAL_BASE_URL", "FAL_REST_BASE_URL"],
    documentation: "https://fal.ai/models/fal-ai/kling-video/v2.5-turbo/pro/image-to-video",
  },
  {
    provider: "replicate",
    kind: "video",
    offline: false,
    required: ["REPLICATE_API_TOKEN"],
    optional: ["REPLICATE_BASE_URL"],
    documentation: "https://replicate.com/kwaivgi/kling-v2.5-turbo-pro",
  },
  { provider: "animatic", kind: "video", offline: true, required: [], optional: ["FFMPEG_PATH"], documentation: null },
  {
    provider: "elevenlabs",
    kind: "voice",
    offline: false,
    required: ["ELEVENLABS_API_KEY"],
    optional: ["ELEVENLABS_BASE_URL", "ELEVENLABS_MODEL"],
    documentation: "https://elevenlabs.io/docs/api-reference/text-to-speech",
  },
  {
    provider: "azure-speech",
    kind: "voice",
    offline: false,
    required: ["AZURE_SPEECH_KEY", "AZURE_SPEECH_REGION"],
    optional: ["AZURE_SPEECH_BASE_URL"],
    documentation: "https://learn.microsoft.com/azure/ai-services/speech-service/rest-text-to-speech",
  },
  {
    provider: "cartesia",
    kind: "voice",
    offline: false,
    required: ["CARTESIA_API_KEY"],
    optional: ["CARTESIA_BASE_URL", "CARTESIA_MODEL"],
    documentation: "https://docs.cartesia.ai/api-reference/tts/bytes",
  },
  {
    provider: "openai-speech",
    kind: "voice",
    offline: false,
    required: ["SPEECH_BASE_URL", "SPEECH_MODEL", "SPEECH_VOICES"],
    optional: ["SPEECH_API_KEY", "SPEECH_LANGUAGES"],
    documentation: "https://platform.openai.com/docs/api-reference/audio/createSpeech",
  },
  { provider: "built-in", kind: "voice", offline: true, required: [], optional: ["PATH"], documentation: null },
  {
    provider: "replicate",
    kind: "training",
    offline: false,
    required: ["REPLICATE_API_TOKEN"],
    optional: ["REPLICATE_BASE_URL"],
    documentation: "https://replicate.com/ostris/flux-dev-lora-trainer/train",
  },
  {
    provider: "fal",
    kind: "training",
    offline: false,
    required: ["FAL_KEY"],
    optional: ["FAL_BASE_URL", "FAL_REST_BASE_URL"],
    documentation: "https://fal.ai/models/fal-ai/flux-lora-fast-training",
  },
  { provider: "built-in", kind: "training", offline: true, required: [], optional: [], documentation: null },
  { provider: "offline", kind: "chat", offline: true, required: [], optional: [], documentation: null },
  {
    provider: "openai",
    kind: "chat",
    offline: false,
    required: ["OPENAI_API_KEY"],
    optional: ["OPENAI_BASE_URL", "CHAT_MODEL", "CHAT_OUTPUT_METHOD"],
    documentation: `${OPENAI_DOCUMENTATION}/chat`,
  },
  {
    provider: "offline",
    kind: "embeddings",
    offline: true,
    required: [],
    optional: ["EMBEDDING_DIMENSIONS"],
    documentation: null,
  },
  {
    provider: "openai",
    kind: "embeddings",
    offline: false,
    required: ["OPENAI_API_KEY"],
    optional: ["OPENAI_BASE_URL", "EMBEDDING_MODEL", "EMBEDDING_DIMENSIONS"],
    documentation: `${OPENAI_DOCUMENTATION}/embeddings`,
  },
  {
    provider: "local",
    kind: "moderation",
    offline: true,
    required: [],
    optional: ["MODERATION_PROVIDER"],
    documentation: null,
  },
  {
    provider: "openai",
    kind: "moderation",
    offline: false,
    required: ["OPENAI_API_KEY"],
    optional: ["OPENAI_BASE_URL", "MODERATION_PROVIDER"],
    documentation: `${OPENAI_DOCUMENTATION}/moderations`,
  },
  { provider: "files", kind: "storage", offline: true, required: [], optional: ["DATA_DIR"], documentation: null },
  {
    provider: "s3",
    kind: "storage",
    offline: false,
    required: ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
    optional: ["S3_REGION", "S3_PUBLIC_URL"],
    documentation: "https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html",
  },
];
