// Answers that no model writes: guards, truth about being an AI, goodbyes, hand-over (trust C2, C4, C11-C13).

import { judgeWish } from "../../../commands/custom/judge-wish.ts";
import { freshLinkCode, hadTooManyCodes } from "../../../commands/link-code/issue-link-code.ts";
import type { TrustDecision } from "../../../commands/trust-event.ts";
import { LINK_CODE_LIFE_MS, LINK_OUTCOMES } from "../../../domain/fans/link-code.ts";
import { MEMORY_WISH_RULE_VERSION } from "../../../domain/fans/memory-wish.ts";
import { unseenOf } from "../../../domain/fans/wordless.ts";
import { ABUSE_RULE_VERSION } from "../../../domain/trust/abuse.ts";
import { BOT_QUESTION_RULE_VERSION } from "../../../domain/trust/bot-question.ts";
import { CRISIS_RULE_VERSION } from "../../../domain/trust/crisis.ts";
import { farewellKind } from "../../../domain/trust/farewell.ts";
import { helpLineFor } from "../../../domain/trust/help-lines.ts";
import { MINOR_RULE_VERSION } from "../../../domain/trust/minor-lock.ts";
import { OPT_OUT_RULE_VERSION } from "../../../domain/trust/opt-out.ts";
import { SECOND_OPINION_VERSION } from "../../../domain/trust/second-opinion.ts";
import { MINUTE_MS } from "../../../kernel/clock.ts";
import { texts } from "../../../texts/texts.ts";
import { withBreak } from "../break.ts";
import { withDisclosure } from "../disclose.ts";
import type { CustomDraft, PlannedMessage, Turn } from "../state.ts";

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
  custom: CustomDraft | null;
  linkCode: string | null;
}> {
  const custom = await customDraft(turn);
  const link = await linkAnswer(turn);
  const answer = fixedAnswer(turn) ?? link?.answer ?? customAnswer(turn, custom) ?? (await memoryAnswer(turn));
  const linkCode = answer && answer === link?.answer ? link.code : null;
  const messages = answer ? withDisclosure(turn, withBreak(turn, [answer.message])) : [];
  const trust = answer?.control
    ? [
        {
          control: answer.control,
          ruleVersion: answer.ruleVersion ?? RULE_VERSIONS[answer.control] ?? "",
          judged: turn.understanding.text,
          decision: answer.message.kind,
        },
      ]
    : [];
  return { messages, trust, recall: null, offer: null, custom, linkCode };
}

/** Whether people look into it, or the rules for prompts refuse it at once. */
async function customDraft({ context, snapshot, understanding, signal }: Turn): Promise<CustomDraft | null> {
  const { custom: kind, text } = understanding;
  if (kind === null) return null;
  return { kind, refusedBy: await judgeWish(context, snapshot.avatar.id, text, signal) };
}

/** Neither a price nor a promise: both are people's. */
function customAnswer({ understanding, snapshot }: Turn, custom: CustomDraft | null): FixedAnswer | null {
  if (custom === null) return null;
  const words = texts(understanding.language).custom;
  if (custom.refusedBy !== null) return { message: { kind: "refusal", text: words.refusedToFan } };
  const pick = <Choice>(choices: readonly Choice[]) => choices[snapshot.conversation.lastSeq % choices.length];
  const { catchphrase } = snapshot.persona;
  const phrase = typeof catchphrase === "string" ? catchphrase : "";
  const text = custom.kind === "counter" ? pick(words.passedOn) : pick(words.noted)?.(phrase);
  return { message: { kind: "reply", text: (text ?? "").trim() } };
}

/** A code for another channel; of one that was typed, what came of it when the message came in. */
async function linkAnswer({
  context,
  snapshot,
  understanding,
  now,
}: Turn): Promise<{ readonly answer: FixedAnswer; readonly code: string | null } | null> {
  const words = texts(understanding.language).linking;
  const say = (text: string, code: string | null = null) => ({
    answer: { message: { kind: "reply" as const, text } },
    code,
  });
  const { prisma } = context.database;
  if (understanding.link === "ask") {
    if (await hadTooManyCodes(prisma, snapshot.fan.id, now)) return say(words.tooManyCodes);
    const code = freshLinkCode(context);
    return say(words.code(code, LINK_CODE_LIFE_MS / MINUTE_MS), code);
  }
  if (understanding.link === null) return null;
  const seqs = snapshot.unanswered.map(({ seq }) => seq);
  const tried = await prisma.linkTry.findFirst({
    where: { conversationId: snapshot.conversation.id, seq: { in: seqs } },
    orderBy: { seq: "desc" },
  });
  const outcome = LINK_OUTCOMES.find((each) => each === tried?.outcome) ?? "unknown";
  return say(words.outcomes[outcome]);
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
  /** Absent: the control's own. */
  readonly ruleVersion?: string;
}

/** What only the second opinion heard is asked about; whatever follows can be undone. */
function doubtfulAnswer({ understanding }: Turn): FixedAnswer | null {
  const { intent, guards, language } = understanding;
  const words = texts(language).fans;
  const ruleVersion = SECOND_OPINION_VERSION;
  if (intent === "minor" && guards.doubtful.has("minor"))
    return { control: "C11", ruleVersion, message: { kind: "handover", text: words.ageDoubt } };
  if (intent === "opt_out" && guards.doubtful.has("optOut"))
    return { control: "C14", ruleVersion, message: { kind: "opt_out", text: words.stopDoubt } };
  return null;
}

function fixedAnswer(turn: Turn): FixedAnswer | null {
  const { understanding, snapshot } = turn;
  const words = texts(understanding.language).fans;
  const pick = (choices: readonly string[]) => choices[snapshot.conversation.lastSeq % choices.length] ?? "";
  const doubt = doubtfulAnswer(turn);
  if (doubt) return doubt;
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
      if (understanding.handover) {
        const text = understanding.handover === "age_doubt" ? words.ageDoubt : words.handover;
        return { message: { kind: "handover", text } };
      }
      const unseen = unseenOf(snapshot.unanswered);
      return unseen ? { message: { kind: "reply", text: words.cannotSee[unseen] } } : null;
    }
  }
}
