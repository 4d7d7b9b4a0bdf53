// Choose what an account's posts are like: who sees them, who may comment or reuse them, and whether they wait as drafts.
import { z } from "zod";
import { platformName } from "../../domain/distribution/platform-name.ts";
import { AppError } from "../../kernel/errors.ts";
import type { PostChoices } from "../../ports/publisher.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { AccountSummary, summariseAccount } from "./account-card.ts";
import { readPostChoices } from "./post-choices.ts";

const Switch = z.enum(["on", "off"]);

export const accountPosting = defineCommand({
  name: "account.posting",
  role: "owner",
  effect: "write",
  input: z.object({
    /** Its name or its id. */
    account: z.string(),
    /** Where accounts of several platforms have the name. */
    platform: z.string().optional(),
    privacy: z
      .string()
      .regex(/^[A-Z][A-Z_]{2,39}$/, "the platform's own word, such as SELF_ONLY")
      .optional(),
    comments: Switch.optional(),
    reuse: Switch.optional(),
    draft: Switch.optional(),
  }),
  output: AccountSummary.extend({
    privacy: z.string().nullable(),
    comments: z.boolean(),
    reuse: z.boolean(),
    draft: z.boolean(),
  }),
  positional: ["account"],
  errors: ["not_found", "conflict"],
  run: async (context, { account: reference, platform, ...chosen }) => {
    const found = await findPostingAccount(context, reference, platform);
    const choices: PostChoices = { ...readPostChoices(found.postChoices), ...choicesOf(chosen) };
    const account = await context.database.prisma.account.update({
      where: { id: found.id },
      data: { postChoices: { ...choices } },
    });
    const { privacy = null, allowComments = false, allowReuse = false, asDraft = false } = choices;
    const set = { privacy, comments: allowComments, reuse: allowReuse, draft: asDraft };
    return { ...summariseAccount(account, found.avatar.slug), ...set };
  },
  view: (output, context) => {
    const { account: common, posting: words } = texts(context.actor.language);
    const shown = (on: boolean) => (on ? words.on : words.off);
    return {
      title: words.title(output.handle, platformName(output.platform)),
      tone: "good",
      fields: [
        { label: words.privacy, value: output.privacy ?? words.mostCareful },
        { label: words.comments, value: shown(output.comments) },
        { label: words.reuse, value: shown(output.reuse) },
        { label: words.draft, value: shown(output.draft) },
        { label: common.aiLabel, value: output.draft ? words.labelByHand : common.aiLabelAlways },
      ],
    };
  },
  subject: (_input, output) => output.id,
});

function choicesOf({
  privacy,
  comments,
  reuse,
  draft,
}: Partial<Record<"privacy" | "comments" | "reuse" | "draft", string | undefined>>): PostChoices {
  return {
    ...(privacy === undefined ? {} : { privacy }),
    ...(comments === undefined ? {} : { allowComments: comments === "on" }),
    ...(reuse === undefined ? {} : { allowReuse: reuse === "on" }),
    ...(draft === undefined ? {} : { asDraft: draft === "on" }),
  };
}

/** @throws AppError `not_found`, or `conflict` where several have the name */
async function findPostingAccount(context: CommandContext, reference: string, platform: string | undefined) {
  const { posting: words } = texts(context.actor.language);
  const handle = reference.replace(/^@/, "");
  const accounts = await context.database.prisma.account.findMany({
    where: {
      avatar: ownOnly(context),
      platform: {
        in: Object.keys(context.ports.publishers).filter((name) => platform === undefined || name === platform),
      },
      OR: [{ id: reference }, { handle }],
    },
    include: { avatar: { select: { slug: true } } },
  });
  const [account, ...others] = accounts;
  if (!account)
    throw new AppError("not_found", words.noAccount(reference), { field: "account", remedy: "account list" });
  if (others.length === 0) return account;
  throw new AppError("conflict", words.several(reference), {
    field: "platform",
    remedy: accounts.map((each) => `account posting ${each.id} (${each.platform})`).join("; "),
  });
}
