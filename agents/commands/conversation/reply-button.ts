// The button that answers a fan as the avatar; a reply to the card does the same where people can reply to a message.
import type { Texts } from "../../texts/texts.ts";
import type { CardButton } from "../view.ts";

export function replyButton(conversation: string, { fans }: Texts): CardButton & Required<Pick<CardButton, "ask">> {
  const ask = { field: "text", label: fans.yourReply };
  return { label: fans.reply, command: "conversation.reply", input: { conversation }, ask };
}
