// The answer without a model: a template for the intent, carrying a persona phrase, varied by the conversation's own number;
// or the wording that stands or is tested for what the message does.
import { asksHowItGoes } from "../../domain/fans/asks-how-it-goes.ts";
import type { Intent } from "../../domain/fans/intent.ts";
import { type Texts, texts } from "../../texts/texts.ts";
import type { Turn } from "./state.ts";
import type { ReplyWording } from "./wording.ts";

type ReplyKind = keyof Texts["fans"]["replies"];

/** Small talk only: who asks for the price as well wants to hear that. */
const MAY_BE_SMALL_TALK: ReadonlySet<Intent> = new Set(["greeting", "question", "casual_chat"]);

const ASKS_TO_BE_SHOWN: ReadonlySet<Intent> = new Set(["purchase_intent", "content_request"]);

/** @param wording none: the template alone */
export function offlineReply(turn: Turn, wording?: ReplyWording): string {
  const line = wording?.content.text;
  if (line === undefined) return template(turn);
  // A call to action goes with an answer; the others are one.
  return wording?.element === "call_to_action" ? `${template(turn)} ${line}` : line;
}

function template(turn: Turn): string {
  const { snapshot, understanding, recall, offer } = turn;
  const { replies, smallTalk } = texts(understanding.language).fans;
  const isShown = offer !== null && ASKS_TO_BE_SHOWN.has(understanding.intent);
  const choices = replies[isShown ? "before_offer" : kindOf(understanding, replies)];
  const count = snapshot.conversation.lastSeq;
  const choice = choices[count % choices.length] ?? choices[0];
  const catchphrase = typeof snapshot.persona.catchphrase === "string" ? snapshot.persona.catchphrase : "";
  // What the persona says of herself is in her own language; half a sentence in each would be worse than small talk.
  const [own = understanding.language] = snapshot.avatar.languages;
  const about = own === understanding.language ? [...(recall?.persona ?? []), catchphrase] : smallTalk;
  const facts = about.filter((text) => text !== "");
  const used = new Set(
    snapshot.history.filter((message) => message.direction === "out").map((message) => message.text),
  );
  const phrase = facts.find((fact) => ![...used].some((text) => text.includes(fact))) ?? about.at(-1) ?? "";
  return (choice?.(snapshot.avatar.name, sentence(phrase)) ?? phrase).replace(/\s+/g, " ").trim();
}

function kindOf({ intent, text }: Turn["understanding"], replies: Texts["fans"]["replies"]): ReplyKind {
  if (MAY_BE_SMALL_TALK.has(intent) && asksHowItGoes(text)) return "how_it_goes";
  return Object.hasOwn(replies, intent) ? (intent as ReplyKind) : "casual_chat";
}

function sentence(text: string): string {
  if (text === "") return "";
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
