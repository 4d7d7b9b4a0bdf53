// The language model of a benchmark: an OpenAI-compatible server that thinks for a set time and never says the same twice.
import { draftPersona } from "../../agents/domain/avatars/draft-persona.ts";
import { seededRandom } from "../../agents/kernel/random.ts";
import { startOpenAiEmulator } from "../../jobs/providers/openai-emulator/openai-emulator.ts";

export interface ModelServer {
  /** What tells the product to use it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly calls: () => { readonly chats: number; readonly inputTokens: number; readonly outputTokens: number };
  thinkFor(ms: number): void;
  close(): Promise<void>;
}

const PERSONA = draftPersona({
  name: "Luna",
  brief: "surf and coffee, warm and playful, lives by the sea",
  age: 27,
  language: "en",
  random: seededRandom(1),
});
const REPLIES = [
  "That sounds like you, I would have loved to see it!",
  "Oh, tell me more, I am all ears and coffee.",
  "I was by the water this morning, the light was soft and golden.",
  "You make me laugh, keep these stories coming.",
  "Slow mornings are the best ones, do you not think so?",
] as const;

export async function startModelServer(): Promise<ModelServer> {
  let chats = 0;
  const emulator = await startOpenAiEmulator({
    answer: ({ response_format: format }) => {
      const schema = format?.type === "json_schema" ? format.json_schema.name : "";
      if (schema === "persona") return { json: PERSONA };
      if (schema === "persona_review") return { json: { verdict: "coherent", contradictions: [], guessed: [] } };
      chats += 1;
      return { json: { reply: `${REPLIES[chats % REPLIES.length]} (${word(chats)})`, facts: [] } };
    },
  });
  return {
    environment: { OPENAI_BASE_URL: emulator.baseUrl, OPENAI_API_KEY: emulator.apiKey },
    calls: () => ({ chats, inputTokens: emulator.bill.inputTokens, outputTokens: emulator.bill.outputTokens }),
    thinkFor: emulator.setLatency,
    close: emulator.close,
  };
}

/** A number in letters: digits could be taken for a price. */
function word(count: number): string {
  return [...count.toString(20)].map((digit) => "bcdfghjklmnpqrstvwxz"[Number.parseInt(digit, 20)]).join("");
}
