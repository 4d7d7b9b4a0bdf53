// Connect a real account by a token made in the platform's own dashboard; the token is checked by a call to the platform.
import { z } from "zod";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { AccountSummary, linkedCard, summariseAccount } from "./account-card.ts";
import { linkAccount } from "./link-account.ts";

export const accountConnect = defineCommand({
  name: "account.connect",
  role: "owner",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    platform: z.string().default("instagram"),
    /** What the operator believes the account to be; must be what the token says. */
    accountId: z
      .string()
      .regex(/^[\w:.-]{1,80}$/, "the platform's own id, such as 17841400000000001 or did:plc:abc")
      .optional(),
    accessToken: z.string().min(8).max(4_000),
    /** Where tokens lapse by the day: with it they are renewed. */
    refreshToken: z.string().min(8).max(4_000).optional(),
  }),
  output: AccountSummary,
  positional: ["avatar"],
  errors: ["not_found", "not_configured", "conflict", "refused", "unavailable"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    const account = await linkAccount(context, {
      avatarId: avatar.id,
      platform: input.platform,
      accessToken: input.accessToken,
      emulated: context.installation.emulated.has(input.platform),
      ...(input.refreshToken === undefined ? {} : { refreshToken: input.refreshToken }),
      ...(input.accountId === undefined ? {} : { expectedExternalId: input.accountId }),
    });
    return summariseAccount(account, avatar.slug);
  },
  view: (output, context) => linkedCard(output, context.actor.language),
  subject: (_input, output) => output.id,
});
