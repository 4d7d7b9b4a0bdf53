// Writes each manager's digest when their hour has come, once a day, and on the first day of a month the report of the last.
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { defineInternal } from "../internal.ts";
import { monthFacts } from "../report/month-facts.ts";
import { monthAway, monthOf } from "../report/months.ts";
import { atTheirHour, writeOnce } from "./at-their-hour.ts";
import { digestFacts } from "./digest-facts.ts";

/** A process that starts late still tells; at noon it is no morning's news. */
const LATE_HOURS = 3;

/** @returns how many were written */
export const tellDigests = defineInternal({
  name: "digest.tell",
  input: z.object({}),
  run: async (context): Promise<number> => {
    const due = (await atTheirHour(context))
      .filter(({ hoursLate }) => hoursLate < LATE_HOURS)
      .map(({ operatorId, day }) => ({ operatorId, dedupeKey: `digest:${operatorId}:${day}` }));
    return await writeOnce(context, due, async () => ({ kind: "digest", ...(await digestFacts(context)) }));
  },
});

/** Good all day long, unlike the morning's. Months are UTC's: where it is still the last day there, they wait for it to end. */
export const tellMonths = defineInternal({
  name: "digest.tell-months",
  input: z.object({}),
  run: async (context): Promise<number> => {
    const now = monthOf(context.clock.now());
    const month = monthAway(now, -1);
    const due = (await atTheirHour(context))
      .filter(({ day }) => day === `${now}-01`)
      .map(({ operatorId }) => ({ operatorId, dedupeKey: `month:${operatorId}:${month}` }));
    const all = { avatar: null, allows: () => Prisma.sql`TRUE` };
    return await writeOnce(context, due, async () => ({ kind: "month", ...(await monthFacts(context, month, all)) }));
  },
});
