// One line of the operator chat as surfaces see it.
import type { ChatEntry } from "../../../prisma/generated/client/client.ts";
import type { Card } from "../view.ts";

export interface ChatLine {
  readonly id: string;
  readonly role: "operator" | "system";
  readonly text: string;
  readonly card?: Card;
  /** ISO 8601 */
  readonly at: string;
}

export function chatLineOf(row: ChatEntry): ChatLine {
  return {
    id: row.id,
    role: row.role === "operator" ? "operator" : "system",
    text: row.text,
    // Written by chat.append and chat.replace only, from a Card.
    ...(row.card === null ? {} : { card: row.card as unknown as Card }),
    at: row.createdAt.toISOString(),
  };
}
