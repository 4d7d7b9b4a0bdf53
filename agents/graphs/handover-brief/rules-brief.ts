// The brief without a model: what is stored, in sentences, and a plain reply that promises nothing.
import { platformName } from "../../domain/distribution/platform-name.ts";
import { helpLineFor } from "../../domain/trust/help-lines.ts";
import { texts } from "../../texts/texts.ts";
import type { Brief, Briefing, HandoverFacts } from "./state.ts";

const QUOTED_CHARS = 240;

export function rulesBrief({ facts, language }: Pick<Briefing, "facts" | "language">): Brief {
  const words = texts(language).handover;
  const { fan, memories } = facts;
  const since = fan.since.toISOString().slice(0, 10);
  const known = memories.map((memory) => memory.replace(/[.\s]+$/, "")).join("; ");
  const remembered = memories.length > 0 ? ` ${words.remembered(known)}` : "";
  const last = facts.thread.filter((message) => message.from === "fan").at(-1)?.text ?? "";
  return {
    who: `${words.writes(words.languages[fan.language], platformName(fan.platform), since, fan.messages)}${remembered}`,
    wants: last === "" ? words.nothingSaid : words.lastWords(last.slice(0, QUOTED_CHARS)),
    reply: rulesReply(facts),
    writtenBy: "rules",
    problem: null,
  };
}

/** In the fan's language. Names of fans are theirs to choose, so none stands in it. */
export function rulesReply({ advice, avatar, fan }: HandoverFacts): string | null {
  const replies = texts(fan.language).handover.replies;
  if (advice === "leave") return null;
  if (advice !== "care") return replies[advice](avatar.name);
  const line = helpLineFor(fan.country);
  return replies.care(avatar.name, line.name, line.contact, line.emergency);
}
