// What the figures propose for the next batches: a shot that does better is planned more, one that does not is stopped.
import { z } from "zod";
import { PROPOSAL_POSTS } from "../../domain/distribution/shot-proposals.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { factorWords } from "../insight/effect-words.ts";
import { findProposals } from "../insight/find-proposals.ts";
import type { Card } from "../view.ts";
import { defineReport } from "./define-report.ts";
import { keptChart } from "./kept-chart.ts";

const BUTTONS = 8;

const Proposal = z.object({
  proposal: z.string(),
  avatar: z.string(),
  template: z.string(),
  shot: z.string(),
  kind: z.enum(["more", "stop"]),
  factor: z.number(),
  posts: z.number(),
  applied: z.boolean(),
});
const Output = z.object({
  avatar: z.string().nullable(),
  proposals: z.array(Proposal),
  imageKey: z.string().nullable(),
});
type Report = z.output<typeof Output>;

export const reportProposals = defineReport({
  name: "report.proposals",
  role: "analyst",
  input: z.object({ avatar: z.string().optional() }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const avatar = input.avatar ? (await findAvatar(context, input.avatar)).slug : null;
    const found = await findProposals(context, avatar);
    const proposals = found.map(({ reference, avatar: slug, templateKey, shot, kind, factor, posts, isApplied }) => ({
      proposal: reference,
      avatar: slug,
      template: templateKey,
      shot,
      kind,
      factor,
      posts,
      applied: isApplied,
    }));
    return { avatar, proposals, imageKey: await draw(context, proposals) };
  },
  sheet: ({ proposals }) => [
    ["proposal", "avatar", "template", "shot", "kind", "factor", "posts", "applied"],
    ...proposals.map((row) => [
      ...[row.proposal, row.avatar, row.template, row.shot, row.kind, row.factor, row.posts],
      String(row.applied),
    ]),
  ],
  view: (output, context) => cardOf(output, context.actor.language),
});

async function draw(context: CommandContext, proposals: Report["proposals"]): Promise<string | null> {
  const words = texts(context.actor.language).insights;
  const most = Math.max(1, ...proposals.map(({ factor }) => factor));
  const bars = proposals.map(({ shot, factor, posts, kind }) => ({
    label: `${shot} (${posts})`,
    share: factor / most,
    value: factorWords(factor, context.actor.language),
    warns: kind === "stop",
  }));
  const groups = [{ label: words.shot, bars }];
  return await keptChart(context, "proposals", { title: words.chartMore, note: words.reportNote, groups });
}

function cardOf({ avatar, proposals, imageKey }: Report, language: Language): Card {
  const words = texts(language).insights;
  const open = proposals.filter(({ applied }) => !applied);
  return {
    title: words.proposalsTitle(open.length, avatar),
    ...(proposals.length === 0 ? { text: words.proposalsNone(PROPOSAL_POSTS) } : {}),
    fields: proposals.map((proposal) => ({
      label: `${proposal.proposal} · ${proposal.applied ? words.appliedState : words.openState}`,
      value: words.proposals[proposal.kind](
        proposal.shot,
        factorWords(proposal.factor, language),
        words.posts(proposal.posts),
        proposal.avatar,
      ),
    })),
    ...(imageKey ? { images: [{ key: imageKey, alt: words.chartMore }] } : {}),
    buttons: proposals.slice(0, BUTTONS).map(({ proposal, shot, kind, applied }) => ({
      label: applied ? words.undo(shot) : words.apply[kind](shot),
      command: applied ? "insight.undo" : "insight.apply",
      input: { proposal },
    })),
  };
}
