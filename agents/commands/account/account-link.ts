// Link an account: by the platform's own log-in in a browser, or in one step where the platform is emulated and makes one.
import { z } from "zod";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { AccountSummary, linkedCard, summariseAccount } from "./account-card.ts";
import { linkAccount } from "./link-account.ts";
import { beginLogin, requireLogin } from "./login/begin-login.ts";
import { invitationCard } from "./login/login-card.ts";

/** A way in: nothing is linked yet. */
export const LoginSummary = z.object({
  avatar: z.string(),
  /** Whose log-in. */
  platform: z.string(),
  /** Of the account that is linked anew. */
  handle: z.string().optional(),
  loginUrl: z.string(),
  expiresAt: z.string(),
});

const Input = z.object({
  avatar: z.string(),
  platform: z.string().max(60).default("instagram"),
  handle: z
    .string()
    .regex(/^[a-z0-9._]{1,30}$/, "a-z, 0-9, dot and underscore, at most 30")
    .optional(),
  /** Whose log-in, where a platform has several; on an emulated one: by its log-in instead of at once. */
  login: z.string().max(60).optional(),
});

export const accountLink = defineCommand({
  name: "account.link",
  role: "owner",
  effect: "write",
  input: Input,
  output: z.union([AccountSummary, LoginSummary]),
  positional: ["avatar", "handle"],
  errors: ["not_found", "not_configured", "conflict", "refused"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    const emulator = context.installation.emulatorControl?.[input.platform];
    if (emulator && context.installation.emulated.has(input.platform) && input.login === undefined) {
      return await linkAtOnce(context, avatar, input, (handle) => emulator.addAccount(handle));
    }
    const login = requireLogin(context, input.login ?? input.platform);
    const { handle } = input;
    const { url, expiresAt } = await beginLogin(context, {
      login,
      avatar,
      ...(handle === undefined ? {} : { handle }),
    });
    const { name: platform } = login.info;
    return { avatar: avatar.slug, platform, loginUrl: url, expiresAt: expiresAt.toISOString() };
  },
  view: (output, context) =>
    "loginUrl" in output
      ? invitationCard({ ...output, url: output.loginUrl }, context)
      : linkedCard(output, context.actor.language),
  subject: (_input, output) => ("id" in output ? output.id : output.avatar),
});

async function linkAtOnce(
  context: CommandContext,
  avatar: { readonly id: string; readonly slug: string },
  { platform, handle }: z.output<typeof Input>,
  addAccount: (handle: string) => Promise<{ readonly accessToken: string }>,
) {
  const linked = await context.database.prisma.account.findFirst({
    where: { avatarId: avatar.id, platform, emulated: true },
  });
  if (linked) return summariseAccount(linked, avatar.slug);
  const { accessToken } = await addAccount(handle ?? avatar.slug.replaceAll("-", "."));
  const account = await linkAccount(context, { avatarId: avatar.id, platform, accessToken, emulated: true });
  return summariseAccount(account, avatar.slug);
}
