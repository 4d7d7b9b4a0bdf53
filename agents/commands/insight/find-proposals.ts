// Which shots to plan more of and which no more, for each avatar in sight, and what was applied already.
import { type ShotProposal, shotProposals } from "../../domain/distribution/shot-proposals.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { groupBy } from "../../kernel/group-by.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { shotName } from "../template/shot-name.ts";
import { learnedEffects } from "./learned-effects.ts";
import { settledPosts } from "./settled-posts.ts";

/** A shot comes up a few times a month: one month tells too little. */
const DAYS = 90;

export interface FoundProposal extends ShotProposal {
  /** How a person names it: "luna/beach-walk". */
  readonly reference: string;
  readonly avatarId: string;
  readonly avatar: string;
  readonly shot: string;
  readonly isApplied: boolean;
}

/** Applied ones stay in the list as long as they can be undone. @param avatar slug; null: of all avatars in sight */
export async function findProposals(context: CommandContext, avatar: string | null): Promise<readonly FoundProposal[]> {
  const { prisma } = context.database;
  const since = new Date(context.clock.now().getTime() - DAYS * DAY_MS);
  const own = { ...ownOnly(context), ...(avatar === null ? {} : { slug: avatar }) };
  const [posts, applied, templates] = await Promise.all([
    settledPosts(context.database.prisma, { account: { avatar: own }, publishedAt: { gt: since } }),
    prisma.shotWeight.findMany({ where: { avatar: own }, include: { avatar: { select: { slug: true } } } }),
    loadTemplates(context),
  ]);
  const named = (avatarId: string, slug: string, proposal: ShotProposal, isApplied: boolean): FoundProposal => ({
    ...proposal,
    reference: `${slug}/${proposal.templateKey}`,
    avatarId,
    avatar: slug,
    shot: shotName(proposal.templateKey, templates, context.actor.language),
    isApplied,
  });
  const known = applied.map(({ avatarId, templateKey, weight, factor, posts: count, avatar: { slug } }) => {
    const kind = weight === 0 ? ("stop" as const) : ("more" as const);
    return named(avatarId, slug, { templateKey, kind, weight, factor, posts: count }, true);
  });
  const taken = new Set(known.map(({ reference }) => reference));
  const found = [...groupBy(posts, (post) => post.avatar.id)].flatMap(([avatarId, ownPosts]) =>
    shotProposals(learnedEffects(ownPosts, "template")).map((proposal) =>
      named(avatarId, ownPosts[0]?.avatar.slug ?? "", proposal, false),
    ),
  );
  return [...found.filter(({ reference }) => !taken.has(reference)), ...known];
}
