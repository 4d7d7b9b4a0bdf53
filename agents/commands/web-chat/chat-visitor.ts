// Who has written on a chat page, and whether an answer will come.
import { z } from "zod";
import type { Transaction } from "../context.ts";
import { isClosed } from "../conversation/close-window.ts";
import { defineInternal } from "../internal.ts";
import { WEB_PLATFORM } from "./chat-page.ts";

export const VisitorPlace = z.object({ pageId: z.string(), visitorId: z.string() });
type Place = z.output<typeof VisitorPlace>;

/** `optedOut` is theirs to take back, `locked` an age, `closed` takes nothing more in. */
export type ChatStanding = "open" | "optedOut" | "locked" | "closed";

interface ChatVisitor {
  readonly standing: ChatStanding;
  readonly isAgeKnown: boolean;
}

/** null: nobody of that id has written there. */
export const chatVisitor = defineInternal({
  name: "web-chat.visitor",
  input: VisitorPlace,
  run: async ({ database }, place): Promise<ChatVisitor | null> => {
    const thread = await findThread(database.prisma, place);
    return thread && { standing: standingOf(thread), isAgeKnown: thread.fan.ageState !== "unknown" };
  },
});

/** Where a visitor's thread is. */
export const threadOf = ({ pageId, visitorId }: Place) => {
  const account = { platform: WEB_PLATFORM, externalId: pageId };
  return { account, fan: { addresses: { some: { externalId: visitorId, account } } } };
};

export async function findThread(rows: Pick<Transaction, "conversation">, place: Place) {
  return await rows.conversation.findFirst({
    where: threadOf(place),
    include: { fan: { select: { ageState: true, blockedAt: true } } },
  });
}

export function standingOf(thread: NonNullable<Awaited<ReturnType<typeof findThread>>>): ChatStanding {
  if (thread.bannedAt || thread.fan.blockedAt) return "closed";
  if (thread.minorLockedAt || thread.fan.ageState === "minor") return "locked";
  return thread.optedOutAt || isClosed(thread) ? "optedOut" : "open";
}
