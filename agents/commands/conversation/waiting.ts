// Conversations in which a fan waits for a person who may answer: the alarm, the list and the status mean the same.
import type { Prisma } from "../../../prisma/client.ts";

/** Without those whom nobody may write to, and of avatars that are stopped. */
export const WAITING = {
  waitingSince: { not: null },
  minorLockedAt: null,
  bannedAt: null,
  optedOutAt: null,
  fan: { blockedAt: null },
  avatar: { state: { notIn: ["paused", "retired"] } },
} as const satisfies Prisma.ConversationWhereInput;
