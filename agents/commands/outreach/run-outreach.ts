// One round of everything nobody asked for: guardrails, who is meant by broadcasts and sequences, and what is due, as slowly
// as each account is set to. Every step is a transaction of its own and may be repeated.
import type { AppContext } from "../context.ts";
import { isStopped } from "../system/kill-switch.ts";
import { enrolSequences } from "./enrol-sequences.ts";
import { expandBroadcasts } from "./expand-broadcasts.ts";
import { finishBroadcasts } from "./finish-broadcasts.ts";
import { pauseHarmful } from "./pause-harmful.ts";
import { planDue } from "./plan-due.ts";

/** @returns messages handed to delivery */
export async function runOutreach(context: AppContext, signal: AbortSignal): Promise<number> {
  // Whoever stopped everything wants nothing of it prepared either.
  if (await isStopped(context)) return 0;
  await pauseHarmful(context);
  await expandBroadcasts(context, signal);
  await enrolSequences(context, signal);
  const planned = await planDue(context, signal);
  await finishBroadcasts(context);
  return planned;
}
