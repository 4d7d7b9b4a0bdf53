// Answer stored conversations anew and lay the new answers beside the old ones. The fans' words are fixed, so every turn is
// answered from the history as it was; nothing is sent, and no row is written but the ledger's for model calls.
import pLimit from "p-limit";
import { z } from "zod";
import { scoreConversations } from "../../domain/fans/scorecard.ts";
import { buildFanReplyGraph } from "../../graphs/fan-reply/graph.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { languageOf, loadLivingPersona, valuesOf } from "../persona/load-persona.ts";
import { endRunCard } from "../transact.ts";
import { changedPersona } from "./changed-persona.ts";
import { confine } from "./confine.ts";
import { costOf, costOfSpans } from "./cost-of.ts";
import { loadStored, type Stored } from "./load-stored.ts";
import { PARALLEL } from "./play-all.ts";
import { MOST_TURNS } from "./played-fans.ts";
import { quoteTurns } from "./quote-turns.ts";
import { replayCard } from "./replay-card.ts";
import { type Replayed, type ReplayedTurn, replayConversation } from "./replay-conversation.ts";
import { Scores } from "./scores.ts";

const MOST_CONVERSATIONS = 100;
/** Answers that are shown beside each other. */
const SHOWN = 6;

const Input = z.object({
  avatar: z.string(),
  /** The newest. */
  conversations: z.number().int().min(1).max(MOST_CONVERSATIONS).default(20),
  /** Messages of the fan that a conversation has, at least. */
  least: z.number().int().min(1).max(1_000).default(3),
  /** Answers of each conversation, its first. */
  turns: z
    .number()
    .int()
    .min(1)
    .max(5 * MOST_TURNS)
    .default(MOST_TURNS),
  stage: z.enum(["lead_magnet", "qualification", "conversion"]).optional(),
  /** Since the fan last wrote, at most. */
  days: z.number().int().min(1).max(400).optional(),
  /** A persona field to try, with its new value. */
  field: z.string().trim().max(60).optional(),
  value: z.string().trim().min(1).max(4_000).optional(),
  /** Another chat model of the same server. */
  model: z.string().trim().min(1).max(120).optional(),
});
type Input = z.output<typeof Input>;

const Words = z.array(z.string());

export const evaluationReplay = defineCommand({
  name: "evaluation.replay",
  role: "manager",
  effect: "spend",
  input: Input,
  output: z.object({
    avatar: z.string(),
    change: z.object({ field: z.string(), value: z.string() }).nullable(),
    model: z.string().nullable(),
    old: Scores,
    now: Scores,
    /** Answers that are word for word the same. */
    same: z.number(),
    /** Answers that are of another kind: an offer more or less, a guard, a hand-over. */
    otherKind: z.number(),
    /** Conversations that were being answered meanwhile. */
    leftOut: z.number(),
    /** Those that differ first. By the conversation's id an erasure finds what quotes its fan. */
    sample: z.array(z.object({ conversation: z.string(), heard: z.string(), old: Words, now: Words })),
  }),
  positional: ["avatar"],
  errors: ["not_found", "invalid_input", "refused", "not_configured", "budget_reached", "provider_failed"],
  estimate: async (context, input) => {
    const { avatar, persona, changed, stored, context: asked } = await planReplay(context, input);
    const words = texts(context.actor.language).fans.evaluation;
    const turns = stored.reduce((sum, one) => sum + one.turns.length, 0);
    const { field, value, model } = input;
    return {
      avatarId: avatar.id,
      costMicros: await quoteTurns(asked, [{ turns, persona: changed ?? persona }]),
      lines: [
        { label: words.answeredAnew, value: words.answeredAnewValue(stored.length, turns) },
        ...(changed ? [{ label: words.tried, value: `${field}: ${value}` }] : []),
        ...(model ? [{ label: words.model, value: model }] : []),
        { label: words.sent, value: words.sentNothing },
      ],
    };
  },
  run: async (context, input) => {
    const { avatar, changed, stored, context: asked } = await planReplay(context, input);
    const { field, value, model } = input;
    await endRunCard(context);
    const replayed = await replayAll(asked, stored, changed);
    return {
      avatar: avatar.name,
      change: field && value ? { field, value } : null,
      model: model ?? null,
      ...(await scoresOf(context, stored, replayed)),
      ...differencesOf(replayed),
      leftOut: stored.length - replayed.length,
    };
  },
  view: (output, context) => replayCard(output, context.actor.language),
});

/** @throws AppError `invalid_input` that names the field, `not_found` when nothing is stored that may be replayed */
async function planReplay(context: CommandContext, input: Input) {
  const { avatar, fields } = await loadLivingPersona(context, input.avatar);
  const persona = valuesOf(fields);
  const changed = changedPersona(context, input, persona, languageOf(avatar));
  const asked = withModel(context, input.model);
  const stored = await loadStored(context, { ...input, avatarId: avatar.id });
  if (stored.length === 0) {
    const words = texts(context.actor.language).fans.evaluation;
    throw new AppError("not_found", words.nothingStored(avatar.name), { remedy: words.nothingStoredRemedy });
  }
  return { avatar, persona, changed, stored, context: asked };
}

function withModel(context: CommandContext, model: string | undefined): CommandContext {
  if (model === undefined || model === context.chat.info.model) return context;
  const other = context.chat.info.offline ? undefined : context.chat.other?.(model);
  if (other) return { ...context, chat: other };
  const words = texts(context.actor.language).fans.evaluation;
  throw new AppError("not_configured", words.noOtherModel, { field: "model", remedy: words.noOtherModelRemedy });
}

async function replayAll(
  context: CommandContext,
  stored: readonly Stored[],
  persona: Record<string, unknown> | null,
): Promise<readonly Replayed[]> {
  const confined = confine(context);
  const replier = buildFanReplyGraph();
  const limit = pLimit(PARALLEL);
  const replayed = await Promise.all(
    stored.map((one) => limit(() => replayConversation(confined, replier, one, persona, context.signal))),
  );
  return replayed.filter((one) => one !== null);
}

async function scoresOf(context: CommandContext, stored: readonly Stored[], replayed: readonly Replayed[]) {
  const spans = stored
    .filter(({ row }) => replayed.some(({ conversationId }) => conversationId === row.id))
    .map(({ row, turns }) => ({
      conversationId: row.id,
      from: turns[0]?.heard[0]?.createdAt ?? row.createdAt,
      to: turns.at(-1)?.said.at(-1)?.createdAt ?? row.createdAt,
    }));
  const [cost, newCost] = await Promise.all([
    costOfSpans(context, spans),
    costOf(
      context,
      replayed.map(({ chargedTo }) => chargedTo),
    ),
  ]);
  return {
    old: { ...scoreConversations(replayed.map(({ old }) => old)), ...cost },
    // Nobody heard the new answers, so nobody can have bought.
    now: { ...scoreConversations(replayed.map(({ now }) => now)), ...newCost, conversion: null },
  };
}

function differencesOf(replayed: readonly Replayed[]) {
  const turns = replayed.flatMap(({ conversationId, turns: own }) =>
    own.map((turn) => ({ ...turn, conversation: conversationId })),
  );
  const isSame = (turn: ReplayedTurn) => wordsOf(turn.old).join("\n") === wordsOf(turn.now).join("\n");
  const ofOtherKind = (turn: ReplayedTurn) => kindsOf(turn.old) !== kindsOf(turn.now);
  const shown = [
    ...turns.filter(ofOtherKind),
    ...turns.filter((turn) => !ofOtherKind(turn) && !isSame(turn)),
    ...turns.filter(isSame),
  ];
  return {
    same: turns.filter(isSame).length,
    otherKind: turns.filter(ofOtherKind).length,
    sample: shown.slice(0, SHOWN).map(({ conversation, heard, old, now }) => ({
      ...{ conversation, heard, old: wordsOf(old), now: wordsOf(now) },
    })),
  };
}

const wordsOf = (said: ReplayedTurn["old"]) => said.map(({ text }) => text);
/** Long answers go out in parts, which are one answer. */
const kindsOf = (said: ReplayedTurn["old"]) => [...new Set(said.map(({ kind }) => kind))].join(",");
