// Rules over an avatar's own autonomy, by what the fan wants, how far they are and what price a message names (domain 7).
import { z } from "zod";
import { ANY, RULED_INTENTS, RULED_STAGES } from "../../domain/fans/autonomy.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { AutonomyMatrix, loadMatrix, matrixCard } from "./autonomy-card.ts";

/** Dearest thing a rule can be about, in USD. */
const HIGHEST_PRICE = 100_000;

const Situation = z.object({
  avatar: z.string(),
  intent: z.enum(RULED_INTENTS).optional(),
  stage: z.enum(RULED_STAGES).optional(),
  /** USD */
  from: z.number().min(0.01).max(HIGHEST_PRICE).optional(),
});

const keyOf = ({ intent, stage, from }: z.output<typeof Situation>) => ({
  intent: intent ?? ANY,
  stage: stage ?? ANY,
  fromCents: from === undefined ? 0 : Math.round(from * 100),
});

const autonomySet = defineCommand({
  name: "autonomy.set",
  role: "manager",
  effect: "write",
  input: Situation.extend({ mode: z.enum(["auto", "draft", "off"]) }),
  output: AutonomyMatrix,
  positional: ["avatar", "mode", "intent", "stage", "from"],
  errors: ["not_found", "invalid_input"],
  run: async (context, { mode, ...situation }) => {
    const avatar = await findAvatar(context, situation.avatar);
    const key = keyOf(situation);
    if (key.intent === ANY && key.stage === ANY && key.fromCents === 0) throw nothingNamed(context, avatar.slug, mode);
    const where = { avatarId: avatar.id, ...key };
    await context.database.prisma.autonomyRule.upsert({
      where: { avatarId_intent_stage_fromCents: where },
      create: {
        id: context.ids.next("autonomyRule"),
        ...where,
        autonomy: mode,
        createdById: context.actor.id,
        createdAt: context.clock.now(),
      },
      update: { autonomy: mode, createdById: context.actor.id },
    });
    return await loadMatrix(context, avatar);
  },
  view: (output, context) => matrixCard(output, context),
  subject: ({ avatar }) => avatar,
});

const autonomyShow = defineCommand({
  name: "autonomy.show",
  role: "chatter",
  effect: "read",
  input: z.object({ avatar: z.string() }),
  output: AutonomyMatrix,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar }) => await loadMatrix(context, await findAvatar(context, avatar)),
  view: (output, context) => matrixCard(output, context),
});

const autonomyClear = defineCommand({
  name: "autonomy.clear",
  role: "manager",
  effect: "write",
  input: Situation,
  output: AutonomyMatrix,
  positional: ["avatar", "intent", "stage", "from"],
  errors: ["not_found"],
  run: async (context, situation) => {
    const avatar = await findAvatar(context, situation.avatar);
    const key = keyOf(situation);
    const isAll = key.intent === ANY && key.stage === ANY && key.fromCents === 0;
    const { count } = await context.database.prisma.autonomyRule.deleteMany({
      where: { avatarId: avatar.id, ...(isAll ? {} : key) },
    });
    if (count === 0)
      throw new AppError("not_found", texts(context.actor.language).people.noSuchRule, {
        field: "intent",
        remedy: `autonomy show ${avatar.slug}`,
      });
    return await loadMatrix(context, avatar);
  },
  view: (output, context) => matrixCard(output, context),
  subject: ({ avatar }) => avatar,
});

function nothingNamed(context: CommandContext, slug: string, mode: string): AppError {
  return new AppError("invalid_input", texts(context.actor.language).people.nameSituation, {
    field: "intent",
    remedy: `avatar autonomy ${slug} ${mode}`,
  });
}

export const autonomyCommands: readonly AnyCommand[] = [autonomyShow, autonomySet, autonomyClear];
