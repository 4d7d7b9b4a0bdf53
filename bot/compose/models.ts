// Which language models this installation uses: an OpenAI-compatible server, or the offline ones.
import type { Config } from "../../agents/kernel/config.ts";
import type { ChatModel } from "../../agents/models/chat-model.ts";
import { createOfflineEmbedder } from "../../agents/models/embeddings-offline.ts";
import { createOfflineChatModel } from "../../agents/models/offline.ts";
import type { TextEmbedder } from "../../agents/ports/text-embedder.ts";
import type { Transcriber } from "../../agents/ports/transcriber.ts";
import { createOpenAiTranscription } from "../../jobs/providers/transcription/openai-transcription.ts";

const OPENAI_URL = "https://api.openai.com/v1";

/** A self-hosted server is another vendor to the price book: its tokens cost what an owner enters, by default nothing. */
export function openAiProviderName({ OPENAI_BASE_URL }: Pick<Config, "OPENAI_BASE_URL">): string {
  return OPENAI_BASE_URL === undefined || OPENAI_BASE_URL === OPENAI_URL ? "openai" : "openai-compatible";
}

/** Where one model lives that may have a server of its own. */
function serverOf(config: Config, own: { readonly baseUrl: string | undefined; readonly apiKey: string | undefined }) {
  const baseUrl = own.baseUrl ?? config.OPENAI_BASE_URL ?? OPENAI_URL;
  const apiKey = own.apiKey ?? (own.baseUrl === undefined ? config.OPENAI_API_KEY : undefined);
  return { baseUrl, provider: openAiProviderName({ OPENAI_BASE_URL: baseUrl }), ...(apiKey ? { apiKey } : {}) };
}

/** What looks at fans' pictures; undefined: nothing does. */
export async function openVision(config: Config): Promise<ChatModel | undefined> {
  if (config.VISION_MODEL === undefined) return undefined;
  const { createOpenAiCompatibleModel } = await import("../../agents/models/openai-compatible.ts");
  const server = serverOf(config, { baseUrl: config.VISION_BASE_URL, apiKey: config.VISION_API_KEY });
  const method = config.CHAT_OUTPUT_METHOD;
  return createOpenAiCompatibleModel({ ...server, model: config.VISION_MODEL, method, setting: "VISION_MODEL" });
}

function usesServer(config: Config): boolean {
  return config.OPENAI_API_KEY !== undefined || config.OPENAI_BASE_URL !== undefined;
}

/** What writes down fans' voice notes; undefined: nothing does. */
export function openTranscriber(config: Config): Transcriber | undefined {
  if (config.TRANSCRIPTION_MODEL === undefined) return undefined;
  const own = { baseUrl: config.TRANSCRIPTION_BASE_URL, apiKey: config.TRANSCRIPTION_API_KEY };
  return createOpenAiTranscription({ ...serverOf(config, own), model: config.TRANSCRIPTION_MODEL });
}

/** LangChain is only imported where a server is configured. */
export async function openModels(
  config: Config,
): Promise<{ readonly chat: ChatModel; readonly embedder: TextEmbedder }> {
  if (!usesServer(config)) return { chat: createOfflineChatModel(), embedder: createOfflineEmbedder() };
  const [{ createOpenAiCompatibleModel }, { createOpenAiEmbedder }] = await Promise.all([
    import("../../agents/models/openai-compatible.ts"),
    import("../../agents/models/embeddings-openai.ts"),
  ]);
  const server = {
    baseUrl: config.OPENAI_BASE_URL ?? OPENAI_URL,
    provider: openAiProviderName(config),
    ...(config.OPENAI_API_KEY ? { apiKey: config.OPENAI_API_KEY } : {}),
  };
  return {
    chat: createOpenAiCompatibleModel({ ...server, model: config.CHAT_MODEL, method: config.CHAT_OUTPUT_METHOD }),
    embedder: createOpenAiEmbedder({
      ...server,
      model: config.EMBEDDING_MODEL,
      dimensions: config.EMBEDDING_DIMENSIONS,
    }),
  };
}
