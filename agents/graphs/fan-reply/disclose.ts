// The disclosure goes first whenever one is due; if it cannot be sent, what follows waits (trust C1).
import { disclosureDue } from "../../domain/trust/disclosure.ts";
import { texts } from "../../texts/texts.ts";
import type { PlannedMessage, Turn } from "./state.ts";

export function withDisclosure(turn: Turn, messages: readonly PlannedMessage[]): readonly PlannedMessage[] {
  const { snapshot, now } = turn;
  const { conversation, history } = snapshot;
  const last = history.at(-1);
  const reason = disclosureDue(
    {
      disclosedAt: conversation.disclosedAt,
      previousMessageAt: last?.sentAt ?? null,
      humanEndedAt: last?.author === "operator" ? last.sentAt : null,
      sendsOffer: messages.some((message) => message.kind === "offer"),
    },
    now,
  );
  // Help in a crisis names the AI itself and waits for nothing (trust C13).
  const isHelp = messages.some((message) => message.kind === "crisis");
  if (reason === null || messages.length === 0 || isHelp) return messages;
  const words = texts(turn.understanding.language).fans;
  const say = reason === "first_message" ? words.disclosure : words.disclosureAgain;
  const disclosure = say(snapshot.avatar.name);
  // Whoever says stop gets one message and no second: it tells both.
  const [only] = messages;
  if (only?.kind === "opt_out") return [{ ...only, text: `${disclosure}\n${only.text}` }];
  return [{ kind: "disclosure", text: disclosure }, ...messages];
}
