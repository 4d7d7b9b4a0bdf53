// Work that one process at a time may do: a turn with a holder and an end, so that a dead process's turn is free by itself.
import { z } from "zod";
import { defineInternal } from "../internal.ts";

export const TURN_PREFIX = "turn:";

/** true: it is the holder's for `forMs` from now; 0 gives it back. */
export const holdTurn = defineInternal({
  name: "system.hold-turn",
  input: z.object({ turn: z.string(), holder: z.string(), forMs: z.int().min(0) }),
  run: async ({ clock, database }, { turn, holder, forMs }): Promise<boolean> => {
    const nowMs = clock.now().getTime();
    const { rowCount } = await database.pool.query({
      name: "hold-turn",
      text: `INSERT INTO "Setting" (key, value, "updatedAt") VALUES ($1, $2, $3)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, "updatedAt" = excluded."updatedAt"
        WHERE "Setting".value->>'holder' = $4 OR ("Setting".value->>'untilMs')::bigint <= $5`,
      values: [
        `${TURN_PREFIX}${turn}`,
        JSON.stringify({ holder, untilMs: nowMs + forMs }),
        new Date(nowMs),
        holder,
        nowMs,
      ],
    });
    return rowCount === 1;
  },
});
