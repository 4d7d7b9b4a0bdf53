// Takes a proposal up, and back: from the next batch on the planner takes a shot more often, or not at all.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { findProposals } from "./find-proposals.ts";

const Input = z.object({ /** As `report proposals` names it, such as "luna/beach-walk". */ proposal: z.string() });
const Output = z.object({
  proposal: z.string(),
  avatar: z.string(),
  shot: z.string(),
  kind: z.enum(["more", "stop"]),
  weight: z.number(),
});

export const insightApply = defineCommand({
  name: "insight.apply",
  role: "manager",
  effect: "write",
  input: Input,
  output: Output,
  positional: ["proposal"],
  errors: ["not_found"],
  run: async (context, { proposal: reference }) => {
    const found = await findProposal(context, reference);
    const { avatarId, templateKey, weight, factor, posts } = found;
    const figures = { weight, factor, posts, operatorId: context.actor.id, appliedAt: context.clock.now() };
    // Asked twice, the figures it was applied by stay.
    if (!found.isApplied) {
      await transact(context, (tx) =>
        tx.shotWeight.upsert({
          where: { avatarId_templateKey: { avatarId, templateKey } },
          create: { id: context.ids.next("shotWeight"), avatarId, templateKey, ...figures },
          update: {},
        }),
      );
    }
    return outputOf(found);
  },
  view: ({ proposal, kind, shot, avatar }, context) => {
    const words = texts(context.actor.language).insights;
    return {
      title: words.applied[kind](shot, avatar),
      tone: "good",
      buttons: [{ label: words.undo(shot), command: "insight.undo", input: { proposal } }],
    };
  },
  subject: (_input, output) => output.proposal,
});

export const insightUndo = defineCommand({
  name: "insight.undo",
  role: "manager",
  effect: "write",
  input: Input,
  output: Output,
  positional: ["proposal"],
  errors: ["not_found"],
  run: async (context, { proposal: reference }) => {
    const found = await findProposal(context, reference);
    if (!found.isApplied) {
      const words = texts(context.actor.language).insights;
      throw new AppError("not_found", words.noWeight(reference.slice(0, 80)), {
        field: "proposal",
        remedy: words.proposalsHint,
      });
    }
    const { avatarId, templateKey } = found;
    await transact(context, (tx) => tx.shotWeight.deleteMany({ where: { avatarId, templateKey } }));
    return outputOf(found);
  },
  view: ({ shot, avatar }, context) => ({
    title: texts(context.actor.language).insights.undone(shot, avatar),
    tone: "good",
  }),
  subject: (_input, output) => output.proposal,
});

/** @throws AppError `not_found` where the figures no longer say so */
async function findProposal(context: CommandContext, reference: string) {
  const wanted = reference.trim().toLowerCase();
  const found = (await findProposals(context, null)).find((each) => each.reference.toLowerCase() === wanted);
  if (found) return found;
  const words = texts(context.actor.language).insights;
  throw new AppError("not_found", words.noProposal(reference.slice(0, 80)), {
    field: "proposal",
    remedy: words.proposalsHint,
  });
}

function outputOf({ reference, avatar, shot, kind, weight }: Awaited<ReturnType<typeof findProposal>>) {
  return { proposal: reference, avatar, shot, kind, weight };
}
