// Every provider this product knows, as data: what each needs to be usable, read where the installation is put together.

type ProviderKind = "image" | "chat" | "embeddings" | "moderation" | "storage";

export interface ProviderEntry {
  readonly provider: string;
  readonly kind: ProviderKind;
  /** Works on a bare machine: no key, no network. */
  readonly offline: boolean;
  /** Without all of these it is not configured. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The vendor's own documentation, or null for what is built in. */
  readonly documentation: string | null;
}

const OPENAI_DOCUMENTATION = "https://platform.openai.com/docs/api-reference";

export const PROVIDERS: readonly ProviderEntry[] = [
  { provider: "storyboard", kind: "image", offline: true, required: [], optional: [], documentation: null },
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
    optional: ["FAL_BASE_URL"],
    documentation: "https://fal.ai/models/fal-ai/flux-lora",
  },
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
