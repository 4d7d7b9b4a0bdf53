// What an interaction is answered with at once, and the work that follows.
import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from "discord.js";

export interface Reply {
  readonly response: APIInteractionResponse;
  /** Done after the response is out; shows its result through the interaction's token. */
  readonly work?: () => Promise<void>;
}

/** "... is thinking": the answer is written within 15 minutes. */
export const PROMISE: APIInteractionResponse = { type: InteractionResponseType.DeferredChannelMessageWithSource };
/** The message stays as it is until it is edited. */
export const UPDATE_LATER: APIInteractionResponse = { type: InteractionResponseType.DeferredMessageUpdate };

/** Seen by the one who asked, and nobody else. */
export function refusal(content: string): Reply {
  const data = { content, flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } };
  return { response: { type: InteractionResponseType.ChannelMessageWithSource, data } };
}
