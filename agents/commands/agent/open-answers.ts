// Answers a model is writing in chats, so that a crash in mid-answer ends in one message that says so.
import { z } from "zod";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { isLanguage, type Language } from "../../texts/texts.ts";
import { defineInternal } from "../internal.ts";

/** An answer that is written is touched at every step; after so long nobody writes it any more. */
const STALE_MS = 2 * MINUTE_MS;
const MOST_AT_ONCE = 50;

export const beginAnswer = defineInternal({
  name: "answer.begin",
  input: z.object({ surface: z.string(), chatId: z.string(), threadId: z.string().nullable(), language: z.string() }),
  run: async ({ database, ids, clock }, place): Promise<string> => {
    const id = ids.next("openAnswer");
    await database.prisma.openAnswer.create({ data: { id, ...place, touchedAt: clock.now() } });
    return id;
  },
});

export const touchAnswer = defineInternal({
  name: "answer.touch",
  input: z.object({ id: z.string(), messageId: z.string().nullable() }),
  run: async ({ database, clock }, { id, messageId }): Promise<void> => {
    await database.prisma.openAnswer.updateMany({ where: { id }, data: { messageId, touchedAt: clock.now() } });
  },
});

/** Before the answer is shown: twice would be worse than never. */
export const endAnswer = defineInternal({
  name: "answer.end",
  input: z.object({ id: z.string() }),
  run: async ({ database }, { id }): Promise<void> => {
    await database.prisma.openAnswer.deleteMany({ where: { id } });
  },
});

export interface LostAnswer {
  readonly chatId: string;
  readonly threadId: string | null;
  readonly messageId: string | null;
  readonly language: Language;
}

/** Those whose process is gone, each handed out once. */
export const takeLostAnswers = defineInternal({
  name: "answer.take-lost",
  input: z.object({ surface: z.string() }),
  run: async ({ database, clock }, { surface }): Promise<readonly LostAnswer[]> => {
    const before = new Date(clock.now().getTime() - STALE_MS);
    const lost = await database.prisma.$queryRaw<(Omit<LostAnswer, "language"> & { readonly language: string })[]>`
      DELETE FROM "OpenAnswer" WHERE id IN (
        SELECT id FROM "OpenAnswer" WHERE surface = ${surface} AND "touchedAt" < ${before}
        ORDER BY "touchedAt" LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING "chatId", "threadId", "messageId", "language"`;
    return lost.map((each) => ({ ...each, language: isLanguage(each.language) ? each.language : "en" }));
  },
});
