// Begins linking an account by the platform's log-in: a row that waits for ten minutes, and the address that opens it.
import type { Account, Avatar } from "../../../../prisma/generated/client/client.ts";
import { MINUTE_MS } from "../../../kernel/clock.ts";
import { AppError } from "../../../kernel/errors.ts";
import type { AccountLogin } from "../../../ports/account-login.ts";
import { texts } from "../../../texts/texts.ts";
import { requireLiving } from "../../avatar/require-living.ts";
import type { AppContext, CommandContext } from "../../context.ts";
import { transact } from "../../transact.ts";
import { ticketOf } from "./login-proof.ts";

export const LOGIN_LIFE_MS = 10 * MINUTE_MS;

export interface BegunLogin {
  readonly provider: string;
  readonly url: string;
  readonly expiresAt: Date;
}

export interface LoginWish {
  readonly login: AccountLogin;
  readonly avatar: Pick<Avatar, "id" | "name" | "state">;
  /** To be linked anew. */
  readonly account?: Pick<Account, "id">;
  /** Which account, where the log-in shows several. */
  readonly handle?: string;
}

export async function beginLogin(context: CommandContext, wish: LoginWish): Promise<BegunLogin> {
  const { login, avatar, account, handle } = wish;
  requireLiving(context, avatar);
  const id = context.ids.next("accountLogin");
  const createdAt = context.clock.now();
  const expiresAt = new Date(createdAt.getTime() + LOGIN_LIFE_MS);
  const verifier = login.info.pkce === null ? null : context.secrets.seal(context.ids.secret(), verifierPlace(id));
  await transact(context, async (tx) => {
    await tx.accountLogin.create({
      data: {
        id,
        operatorId: context.actor.id,
        avatarId: avatar.id,
        accountId: account?.id ?? null,
        platform: login.info.platform,
        provider: login.info.id,
        handle: handle ?? null,
        verifier,
        createdAt,
        expiresAt,
      },
    });
  });
  const ticket = ticketOf(context.secrets, id);
  const provider = login.info.id;
  return { provider, expiresAt, url: `${context.installation.publicUrl()}/oauth/${provider}/start?ticket=${ticket}` };
}

export const verifierPlace = (row: string) => ({ table: "AccountLogin", row, field: "verifier" });

/** Where the platform sends the person back; it must be told to the platform beforehand. */
export function redirectUriOf({ installation }: Pick<AppContext, "installation">, provider: string): string {
  return `${installation.publicUrl()}/oauth/${provider}/callback`;
}

/** The log-in of that name, else the first that gives accounts of that platform. */
export function findLogin(context: CommandContext, wanted: string): AccountLogin | null {
  const logins = context.ports.logins ?? {};
  if (Object.hasOwn(logins, wanted)) return logins[wanted] ?? null;
  return Object.values(logins).find(({ info }) => info.platform === wanted) ?? null;
}

/** @throws AppError `not_configured` saying how an account is linked without one */
export function requireLogin(context: CommandContext, wanted: string): AccountLogin {
  const login = findLogin(context, wanted);
  if (login) return login;
  const words = texts(context.actor.language);
  throw new AppError("not_configured", words.logins.notOffered(wanted), {
    field: "platform",
    remedy: words.account.useConnect,
  });
}
