// Link an account in one step: the emulated platform makes one for the avatar. Real platforms are linked by `account connect`.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { AccountSummary, linkedCard, summariseAccount } from "./account-card.ts";
import { linkAccount } from "./link-account.ts";

export const accountLink = defineCommand({
  name: "account.link",
  role: "owner",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    platform: z.string().default("instagram"),
    handle: z
      .string()
      .regex(/^[a-z0-9._]{1,30}$/, "a-z, 0-9, dot and underscore, at most 30")
      .optional(),
  }),
  output: AccountSummary,
  positional: ["avatar", "handle"],
  errors: ["not_found", "not_configured", "conflict", "refused"],
  run: async (context, { avatar: reference, platform, handle }) => {
    const avatar = await findAvatar(context, reference);
    const emulator = context.installation.emulatorControl?.[platform];
    if (!emulator || !context.installation.emulated.has(platform)) {
      const words = texts(context.actor.language).account;
      throw new AppError("not_configured", words.notEmulated(platform), { remedy: words.useConnect });
    }
    const linked = await context.database.prisma.account.findFirst({
      where: { avatarId: avatar.id, platform, emulated: true },
    });
    if (linked) return summariseAccount(linked, avatar.slug);
    const made = await emulator.addAccount(handle ?? avatar.slug.replaceAll("-", "."));
    const account = await linkAccount(context, {
      avatarId: avatar.id,
      platform,
      accessToken: made.accessToken,
      emulated: true,
    });
    return summariseAccount(account, avatar.slug);
  },
  view: (output, context) => linkedCard(output, context.actor.language),
  subject: (_input, output) => output.id,
});
