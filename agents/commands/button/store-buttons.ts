// Keeps what a button does under a short id: Telegram carries 64 bytes in a button, Discord 100.
import { z } from "zod";
import { ID_PREFIXES } from "../../kernel/ids.ts";
import { sha256 } from "../../kernel/secret.ts";
import { defineInternal } from "../internal.ts";
import { StoredButton } from "./stored-button.ts";

const ID_HASH_CHARS = 24;
const MOST_AT_ONCE = 500;

/**
 * Returns the ids in the order of the buttons. The id follows from operator and content: showing a card again, as live
 * cards do, stores nothing new, and another operator's button is another id (trust T8).
 */
export const storeButtons = defineInternal({
  name: "button.store",
  /** operatorId null: for everybody of the team. */
  input: z.object({ operatorId: z.string().nullable(), buttons: z.array(StoredButton).max(MOST_AT_ONCE) }),
  run: async (context, { operatorId, buttons }): Promise<readonly string[]> => {
    const createdAt = context.clock.now();
    const rows = buttons.map(({ command, ...rest }) => {
      const payload = JSON.parse(JSON.stringify({ operatorId, ...rest }));
      const hash = sha256(JSON.stringify([command, payload])).slice(0, ID_HASH_CHARS);
      return { id: `${ID_PREFIXES.button}_${hash}`, command, input: payload, createdAt };
    });
    if (rows.length > 0) await context.database.prisma.buttonPayload.createMany({ data: rows, skipDuplicates: true });
    return rows.map((row) => row.id);
  },
});
