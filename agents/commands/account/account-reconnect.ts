// Log in anew for an account whose token is gone or about to go: same account, same avatar, everything else stays.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import type { AccountLogin } from "../../ports/account-login.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { LoginSummary } from "./account-link.ts";
import { beginLogin, requireLogin } from "./login/begin-login.ts";
import { invitationCard } from "./login/login-card.ts";

export const accountReconnect = defineCommand({
  name: "account.reconnect",
  role: "owner",
  effect: "write",
  input: z.object({
    /** Its id, or its user name. */
    account: z.string().max(120),
    login: z.string().max(60).optional(),
  }),
  output: LoginSummary,
  positional: ["account"],
  errors: ["not_found", "not_configured", "conflict", "refused"],
  run: async (context, { account: reference, login: wanted }) => {
    const account = await findAccount(context, reference);
    const login = requireLogin(context, wanted ?? loginOf(context, account)?.info.id ?? account.platform);
    const { url, expiresAt } = await beginLogin(context, { login, avatar: account.avatar, account });
    return {
      ...{ avatar: account.avatar.slug, platform: login.info.name, handle: account.handle },
      ...{ loginUrl: url, expiresAt: expiresAt.toISOString() },
    };
  },
  view: (output, context) => invitationCard({ ...output, url: output.loginUrl }, context),
  subject: (input) => input.account,
});

async function findAccount(context: CommandContext, reference: string) {
  const handle = reference.replace(/^@/, "");
  const found = await context.database.prisma.account.findMany({
    where: { avatar: ownOnly(context), OR: [{ id: reference }, { handle: { equals: handle, mode: "insensitive" } }] },
    include: { avatar: true },
    take: 2,
  });
  const [account, another] = found;
  const words = texts(context.actor.language).logins;
  const name = reference.slice(0, 60);
  if (another)
    throw new AppError("conflict", words.accountAmbiguous(name), { field: "account", remedy: words.accountHint });
  if (account) return account;
  throw new AppError("not_found", words.accountNotFound(name), { field: "account", remedy: words.accountHint });
}

/** The one that gave it what it may do; several give accounts of one platform. */
function loginOf(
  { ports }: CommandContext,
  { platform, scopes }: { readonly platform: string; readonly scopes: readonly string[] },
): AccountLogin | undefined {
  const logins = Object.values(ports.logins ?? {}).filter(({ info }) => info.platform === platform);
  return logins.find(({ info }) => info.scopes.some(({ name }) => scopes.includes(name))) ?? logins[0];
}
