// Answers of POST /embeddings and POST /moderations.
import { z } from "zod";
import { hashedVector } from "../../../agents/models/embeddings-offline.ts";

export const EmbeddingRequest = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string()).min(1).max(2_048)]),
  dimensions: z.number().int().min(1).optional(),
  encoding_format: z.enum(["float", "base64"]).optional(),
  user: z.string().optional(),
});

const NATIVE_DIMENSIONS: Readonly<Record<string, number>> = {
  "text-embedding-3-small": 1_536,
  "text-embedding-3-large": 3_072,
};

/** How long the model's vectors are, and the longest that may be asked for. */
export function nativeDimensions(model: string): number {
  return NATIVE_DIMENSIONS[model] ?? 1_536;
}

export function embeddingReply(request: z.output<typeof EmbeddingRequest>, tokens: number): object {
  const texts = typeof request.input === "string" ? [request.input] : request.input;
  const dimensions = request.dimensions ?? nativeDimensions(request.model);
  const encode = (vector: number[]) => {
    if (request.encoding_format !== "base64") return vector;
    const bytes = Buffer.alloc(vector.length * 4);
    vector.forEach((value, index) => {
      bytes.writeFloatLE(value, index * 4);
    });
    return bytes.toString("base64");
  };
  return {
    object: "list",
    data: texts.map((text, index) => ({
      object: "embedding",
      index,
      embedding: encode(hashedVector(text, dimensions)),
    })),
    model: request.model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

const ModerationPart = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string() }),
  z.strictObject({
    type: z.literal("image_url"),
    image_url: z.strictObject({ url: z.string().regex(/^(https:\/\/|data:image\/(png|jpeg|webp|gif);base64,)/) }),
  }),
]);

export const ModerationRequest = z
  .strictObject({
    model: z.string().min(1).optional(),
    input: z.union([z.string(), z.array(z.string()).min(1), z.array(ModerationPart).min(1)]),
  })
  .refine(
    ({ input }) =>
      typeof input === "string" ||
      input.filter((part) => typeof part !== "string" && part.type === "image_url").length <= 1,
    { message: "Only one image is allowed a request.", path: ["input"] },
  );

const CATEGORIES = [
  "harassment",
  "harassment/threatening",
  "hate",
  "hate/threatening",
  "illicit",
  "illicit/violent",
  "self-harm",
  "self-harm/intent",
  "self-harm/instructions",
  "sexual",
  "sexual/minors",
  "violence",
  "violence/graphic",
] as const;
const IMAGE_CATEGORIES = new Set([
  "self-harm",
  "self-harm/intent",
  "self-harm/instructions",
  "sexual",
  "violence",
  "violence/graphic",
]);
const FLAG_AT = 0.5;
const QUIET_SCORE = 0.000_2;

export type CategoryScores = Readonly<Partial<Record<(typeof CATEGORIES)[number], number>>>;

export interface ModeratedItem {
  readonly kind: "text" | "image";
  /** The text, or the picture's URL. */
  readonly content: string;
}

/** "[sexual=0.7]" in a text makes it so: tests and demos steer the scores without a single bad word. */
export function steeredScores(text: string): CategoryScores {
  const steered = [...text.matchAll(/\[([a-z/-]+)=([01]?\.?\d+)\]/g)].map(([, name, value]) => [name, Number(value)]);
  return Object.fromEntries(steered);
}

/** One result a text; the parts of a mixed input make one result together. */
export function moderationReply(
  id: string,
  request: z.output<typeof ModerationRequest>,
  scoresOf: (item: ModeratedItem) => CategoryScores,
): object {
  const groups: ModeratedItem[][] = [];
  if (typeof request.input === "string") groups.push([{ kind: "text", content: request.input }]);
  else {
    const parts: ModeratedItem[] = [];
    for (const part of request.input) {
      if (typeof part === "string") groups.push([{ kind: "text", content: part }]);
      else if (part.type === "text") parts.push({ kind: "text", content: part.text });
      else parts.push({ kind: "image", content: part.image_url.url });
    }
    if (parts.length > 0) groups.push(parts);
  }
  return {
    id,
    model: request.model ?? "omni-moderation-latest",
    results: groups.map((group) => resultOf(group, scoresOf)),
  };
}

function resultOf(group: readonly ModeratedItem[], scoresOf: (item: ModeratedItem) => CategoryScores): object {
  const judged = group.map((item) => ({ item, scores: scoresOf(item) }));
  const byCategory = CATEGORIES.map((category) => {
    const applied = judged.filter(({ item }) => item.kind === "text" || IMAGE_CATEGORIES.has(category));
    const scores = applied.map(({ scores }) => scores[category] ?? QUIET_SCORE);
    // A picture alone is not examined for this category: the vendor then answers 0.
    return { category, score: Math.max(0, ...scores), types: [...new Set(applied.map(({ item }) => item.kind))] };
  });
  return {
    flagged: byCategory.some(({ score }) => score >= FLAG_AT),
    categories: Object.fromEntries(byCategory.map(({ category, score }) => [category, score >= FLAG_AT])),
    category_scores: Object.fromEntries(byCategory.map(({ category, score }) => [category, score])),
    category_applied_input_types: Object.fromEntries(byCategory.map(({ category, types }) => [category, types])),
  };
}
