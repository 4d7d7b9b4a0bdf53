// Answers that no model writes: guards, truth about being an AI, goodbyes, hand-over (trust C2, C4, C11-C13).

import type { TrustDecision } from "../../../commands/trust-event.ts";
import { MEMORY_WISH_RULE_VERSION } from "../../../domain/fans/memory-wish.ts";
import { unseenOf } from "../../../domain/fans/wordless.ts";
import { ABUSE_RULE_VERSION } from "../../../domain/trust/abuse.ts";
import { BOT_QUESTION_RULE_VERSION } from "../../../domain/trust/bot-question.ts";
import { CRISIS_RULE_VERSION } from "../../../domain/trust/crisis.ts";
import { farewellKind } from "../../../domain/trust/farewell.ts";
import { helpLineFor } from "../../../domain/trust/help-lines.ts";
import { MINOR_RULE_VERSION } from "../../../domain/trust/minor-lock.ts";
import { OPT_OUT_RULE_VERSION } from "../../../domain/trust/opt-out.ts";
import { texts } from "../../../texts/texts.ts";
import { withBreak } from "../break.ts";
import { withDisclosure } from "../disclose.ts";
import type { PlannedMessage, Turn } from "../state.ts";

/** Newest of what is remembered. */
const MEMORIES_TOLD = 10;

const RULE_VERSIONS: Readonly<Record<string, string>> = {
  C2: BOT_QUESTION_RULE_VERSION,
  C4: OPT_OUT_RULE_VERSION,
  C11: MINOR_RULE_VERSION,
  C12: ABUSE_RULE_VERSION,
  C13: CRISIS_RULE_VERSION,
  C14: OPT_OUT_RULE_VERSION,
  C17: MEMORY_WISH_RULE_VERSION,
};

export async function fixed(turn: Turn): Promise<{
  messages: readonly PlannedMessage[];
  trust: readonly TrustDecision[];
  recall: null;
  offer: null;
}> {
  const answer = fixedAnswer(turn) ?? (await memoryAnswer(turn));
  const messages = answer ? withDisclosure(turn, withBreak(turn, [answer.message])) : [];
  const trust = answer?.control
    ? [
        {
          control: answer.control,
          ruleVersion: RULE_VERSIONS[answer.control] ?? "",
          judged: turn.understanding.text,
          decision: answer.message.kind,
        },
      ]
    : [];
  return { messages, trust, recall: null, offer: null };
}

/** What a fan asked of the memory; what is known is told to the one it is about, and to nobody else (trust T6). */
async function memoryAnswer({ context, snapshot, understanding, now }: Turn): Promise<FixedAnswer | null> {
  const { memory: words } = texts(understanding.language).fans;
  const wish = understanding.memoryWish;
  if (wish === null) return null;
  if (wish !== "tell") return { control: "C17", message: { kind: "reply", text: words[wish] } };
  const memories = await context.database.prisma.fanMemory.findMany({
    where: { avatarId: snapshot.avatar.id, fanId: snapshot.fan.id, createdAt: { lte: now } },
    orderBy: { createdAt: "desc" },
    take: MEMORIES_TOLD,
    select: { text: true },
  });
  const told = memories.map(({ text }) => `· ${text}`).join("\n");
  return { message: { kind: "reply", text: memories.length > 0 ? `${words.tell}\n${told}` : words.tellNothing } };
}

interface FixedAnswer {
  readonly message: PlannedMessage;
  readonly control?: string;
}

function fixedAnswer(turn: Turn): FixedAnswer | null {
  const { understanding, snapshot } = turn;
  const words = texts(understanding.language).fans;
  const pick = (choices: readonly string[]) => choices[snapshot.conversation.lastSeq % choices.length] ?? "";
  switch (understanding.intent) {
    case "minor":
      return { control: "C11", message: { kind: "minor", text: words.minor } };
    case "abuse":
      return { control: "C12", message: { kind: "refusal", text: words.abuse } };
    case "crisis": {
      const line = helpLineFor(snapshot.fan.country);
      return {
        control: "C13",
        message: { kind: "crisis", text: words.crisis(line.name, line.contact, line.emergency) },
      };
    }
    case "opt_out":
      return { control: "C14", message: { kind: "opt_out", text: words.optOut } };
    case "bot_question":
      return { control: "C2", message: { kind: "reply", text: pick(words.botTruth(snapshot.avatar.name)) } };
    case "farewell": {
      const asked = farewellKind(understanding.text) === "delete_account";
      return { control: "C4", message: { kind: "farewell", text: asked ? words.deleteAsked : pick(words.farewell) } };
    }
    default: {
      if (understanding.handover) return { message: { kind: "handover", text: words.handover } };
      const unseen = unseenOf(snapshot.unanswered);
      return unseen ? { message: { kind: "reply", text: words.cannotSee[unseen] } } : null;
    }
  }
}
