// Discord gives an application 3 s: what takes longer is promised first and answered through the interaction's token.
import { InteractionResponseType } from "discord.js";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import type { Cancel, Timers } from "../../../jobs/queue/timers.ts";
import { type Interaction, InteractionType } from "./interaction.ts";
import { PROMISE, type Reply, UPDATE_LATER } from "./reply.ts";

/** Half of Discord's limit: the rest is for the way there and back. */
const ANSWER_LIMIT_MS = 1.5 * SECOND_MS;

/** With so many unanswered at once none of them comes soon: the next is promised without waiting. */
const MANY = 10;

type Receive = (interaction: Interaction) => Promise<Reply | null>;

interface InTimeOptions {
  readonly receive: Receive;
  readonly timers: Timers;
  /** Shows an answer that could not be given at once any more; null: it had been answered before. */
  readonly catchUp: (interaction: Interaction, reply: Reply | null) => Promise<void>;
}

/** @throws what `receive` throws within the time */
export function inTime({ receive, timers, catchUp }: InTimeOptions): Receive {
  let open = 0;
  return async (interaction) => {
    const isFlood = open >= MANY;
    open += 1;
    const answer = receive(interaction).finally(() => {
      open -= 1;
    });
    let cancel: Cancel = () => undefined;
    const late = new Promise<"late">((resolve) => {
      if (isFlood) resolve("late");
      else cancel = timers.after(ANSWER_LIMIT_MS, () => resolve("late"));
    });
    const first = await Promise.race([answer, late]).finally(() => cancel());
    if (first !== "late") return first;
    const promised = promiseFor(interaction);
    return { response: promised, work: async () => await goOn(interaction, await answer, promised, catchUp) };
  };
}

function promiseFor({ type, message }: Interaction): Reply["response"] {
  if (type === InteractionType.ApplicationCommandAutocomplete)
    return { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices: [] } };
  return type === InteractionType.ApplicationCommand || message === undefined ? PROMISE : UPDATE_LATER;
}

/** What was promised is what was going to be promised: only the work is left. */
async function goOn(
  interaction: Interaction,
  reply: Reply | null,
  promised: Reply["response"],
  catchUp: InTimeOptions["catchUp"],
): Promise<void> {
  if (reply?.response.type === promised.type) await reply.work?.();
  else await catchUp(interaction, reply);
}
