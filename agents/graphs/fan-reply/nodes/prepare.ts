// What an answer is written from, fetched side by side: what is remembered, and what may be offered.
import { span } from "../../../kernel/tracing.ts";
import type { OfferDraft, Recall, Turn } from "../state.ts";
import { offer } from "./offer.ts";
import { recall } from "./recall.ts";

export async function prepare(turn: Turn): Promise<{ recall: Recall; offer: OfferDraft | null }> {
  const [remembered, offered] = await Promise.all([
    span("turn recall", {}, () => recall(turn)),
    span("turn offer", {}, () => offer(turn)),
  ]);
  return { ...remembered, ...offered };
}
