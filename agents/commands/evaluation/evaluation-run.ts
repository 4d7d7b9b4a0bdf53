// Try an avatar's answers on played fans before real ones read them; with a persona field changed, beside the way it is now.
// Nothing is sent and no row is written but the ledger's for model calls: the conversations are nowhere but in memory.
import pLimit from "p-limit";
import { z } from "zod";
import { readFieldValue } from "../../domain/avatars/read-field-value.ts";
import { PERSONALITIES } from "../../domain/fans/personalities/personalities.ts";
import { type ScoredConversation, scoreConversations } from "../../domain/fans/scorecard.ts";
import { buildFanReplyGraph } from "../../graphs/fan-reply/graph.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { describeIssue } from "../describe-issue.ts";
import { priceMicros } from "../money/budget.ts";
import { languageOf, loadLivingPersona, valuesOf } from "../persona/load-persona.ts";
import { requirePath } from "../persona/persona-set.ts";
import { Scores, scorecardCard } from "./evaluation-card.ts";
import { type Played, playConversation } from "./play-conversation.ts";

const MOST_CONVERSATIONS = 200;
const MOST_TURNS = 12;
/** Conversations that are played at the same time. */
const PARALLEL = 5;
/** Of one turn, for the quote: rules, past and answer; the persona comes on top. */
const USUAL_INPUT_TOKENS = 1_200;
const USUAL_OUTPUT_TOKENS = 120;
const CHARS_PER_TOKEN = 4;

const Input = z.object({
  avatar: z.string(),
  conversations: z.number().int().min(1).max(MOST_CONVERSATIONS).default(PERSONALITIES.length),
  turns: z.number().int().min(1).max(MOST_TURNS).default(6),
  /** One kind of fan; absent: all in turn. */
  fan: z.string().max(40).optional(),
  seed: z.number().int().min(0).default(1),
  /** A persona field to try, with its new value. */
  field: z.string().trim().max(60).optional(),
  value: z.string().trim().min(1).max(4_000).optional(),
});
type Input = z.output<typeof Input>;

export const evaluationRun = defineCommand({
  name: "evaluation.run",
  role: "manager",
  effect: "spend",
  input: Input,
  output: z.object({
    avatar: z.string(),
    change: z.object({ field: z.string(), value: z.string() }).nullable(),
    now: Scores,
    /** null: nothing was changed. */
    changed: Scores.nullable(),
    /** One conversation as it went, of the changed persona where there is one. */
    sample: z.array(z.object({ heard: z.string(), said: z.array(z.string()) })),
  }),
  positional: ["avatar"],
  errors: ["not_found", "invalid_input", "refused"],
  estimate: async (context, input) => {
    const plan = await planRun(context, input);
    const words = texts(context.actor.language).fans.evaluation;
    return {
      avatarId: plan.avatar.id,
      costMicros: await quote(context, plan),
      lines: [
        { label: words.played, value: words.playedValue(input.conversations, input.turns) },
        ...(plan.changed ? [{ label: words.tried, value: `${input.field}: ${input.value}` }] : []),
        { label: words.sent, value: words.sentNothing },
      ],
    };
  },
  run: async (context, input) => {
    const plan = await planRun(context, input);
    const now = await evaluate(context, plan, plan.persona);
    const changed = plan.changed ? await evaluate(context, plan, plan.changed) : null;
    const { field, value } = input;
    return {
      avatar: plan.avatar.name,
      change: field && value ? { field, value } : null,
      now: now.scores,
      changed: changed?.scores ?? null,
      sample: (changed ?? now).sample,
    };
  },
  view: (output, context) => scorecardCard(output, context.actor.language),
});

/** @throws AppError `invalid_input` that names the field */
async function planRun(context: CommandContext, input: Input) {
  const words = texts(context.actor.language);
  const { avatar, fields } = await loadLivingPersona(context, input.avatar);
  const personalities = PERSONALITIES.filter(({ name }) => input.fan === undefined || name === input.fan);
  if (personalities.length === 0)
    throw new AppError("invalid_input", words.fans.evaluation.noSuchFan(input.fan ?? ""), {
      field: "fan",
      remedy: PERSONALITIES.map(({ name }) => name).join(", "),
    });
  const persona = valuesOf(fields);
  const changed = changedPersona(context, input, persona, languageOf(avatar));
  return { avatar, persona, changed, personalities, input };
}
type Plan = Awaited<ReturnType<typeof planRun>>;

function changedPersona(
  context: CommandContext,
  { field, value }: Input,
  persona: Record<string, unknown>,
  language: "en" | "es",
): Record<string, unknown> | null {
  const words = texts(context.actor.language);
  if (field === undefined && value === undefined) return null;
  if (field === undefined || value === undefined)
    throw new AppError("invalid_input", words.fans.evaluation.bothOrNone, {
      field: field === undefined ? "field" : "value",
    });
  const path = requirePath(context, field);
  const read = readFieldValue(path, value, persona[path.name], language);
  if (!read.ok) {
    const problem = describeIssue(read.issue, context.actor.language);
    throw new AppError("invalid_input", words.common.badValue(read.where, problem), {
      field: "value",
      remedy: words.persona.valueRemedies[path.name],
    });
  }
  return { ...persona, [path.name]: read.value };
}

async function quote(context: CommandContext, { persona, changed, input }: Plan): Promise<number> {
  const { info } = context.chat;
  if (info.offline) return 0;
  const calls = input.conversations * input.turns * (changed ? 2 : 1);
  const personaTokens = Math.ceil(JSON.stringify(persona).length / CHARS_PER_TOKEN);
  const units = {
    input_token: calls * (USUAL_INPUT_TOKENS + personaTokens),
    output_token: calls * USUAL_OUTPUT_TOKENS,
  };
  return await priceMicros(context, { provider: info.provider, model: info.model, units }, context.clock.now());
}

async function evaluate(context: CommandContext, plan: Plan, persona: Record<string, unknown>) {
  const { avatar, personalities, input } = plan;
  // What could reach anyone is taken away: an imagined conversation cannot send even by mistake.
  const confined = { ...context, ports: { ...context.ports, channels: {}, publishers: {} } };
  const replier = buildFanReplyGraph();
  const limit = pLimit(PARALLEL);
  const played = await Promise.all(
    Array.from({ length: input.conversations }, (_, index) =>
      limit(async () => {
        const personality = personalities[index % personalities.length] ?? personalities[0];
        if (!personality) throw new Error("there is always somebody who writes");
        const options = {
          avatarId: avatar.id,
          persona,
          personality,
          seed: input.seed * 10_000 + index,
          turns: input.turns,
        };
        return await playConversation(confined, replier, options, context.signal);
      }),
    ),
  );
  const scores = { ...scoreConversations(played.map(scored)), ...(await costOf(context, played)) };
  const [first] = played;
  const sample = (first?.turns ?? []).map(({ heard, said }) => ({ heard, said: said.map(({ text }) => text) }));
  return { scores, sample };
}

function scored({ personality, turns, paidCents }: Played): ScoredConversation {
  return {
    personality: personality.name,
    language: personality.language,
    paidCents: paidCents.reduce((sum, cents) => sum + cents, 0),
    turns: turns.map(({ heard, turn, said }) => ({
      heard,
      intent: turn.understanding.intent,
      language: turn.understanding.language,
      said,
      replaced: turn.draft?.replaced ?? null,
      handedOver: turn.understanding.handover !== null,
    })),
  };
}

async function costOf(context: CommandContext, played: readonly Played[]) {
  const [sum] = await context.database.prisma.$queryRaw<{ calls: number; micros: number }[]>`
    SELECT count(*)::int AS calls, COALESCE(sum("amountUsd" * 1000000), 0)::float8 AS micros
    FROM "CostEntry" WHERE "conversationId" = ANY(${played.map(({ conversationId }) => conversationId)})`;
  return { modelCalls: sum?.calls ?? 0, costMicros: Math.round(sum?.micros ?? 0) };
}
