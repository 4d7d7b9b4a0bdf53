// Where a card goes, and whose it is.
import type { Actor } from "../../../agents/commands/context.ts";

export interface Addressee {
  readonly chatId: number;
  /** Topic of a group. */
  readonly threadId?: number;
  readonly actor: Actor;
  /** A group's: its buttons do what the one who taps them may, not only what `actor` may. */
  readonly isShared?: boolean;
}

export const threadOf = ({ threadId }: Pick<Addressee, "threadId">) =>
  threadId === undefined ? {} : { message_thread_id: threadId };

/** Whose its buttons are; null: everybody's of the team. */
export const ownerOf = ({ isShared, actor }: Addressee) => (isShared ? null : actor.id);
