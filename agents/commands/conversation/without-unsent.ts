// A snapshot without what the fan took back: it is neither answered nor part of the past a turn reads.
import type { ConversationSnapshot } from "../../../prisma/conversation-turn.ts";

export function withoutUnsent<Snapshot extends Pick<ConversationSnapshot, "unanswered" | "history">>(
  snapshot: Snapshot,
): Snapshot {
  const stays = (message: { readonly deletedAt: Date | null }) => message.deletedAt === null;
  return { ...snapshot, unanswered: snapshot.unanswered.filter(stays), history: snapshot.history.filter(stays) };
}
