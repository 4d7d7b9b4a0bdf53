// The write both ways of linking share: one account belongs to one avatar, its token is sealed to the row (trust T14, T19).
import { AppError } from "../../kernel/errors.ts";
import type { Connector } from "../../ports/connector.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { setFirstEntrances } from "./entrances.ts";

export interface LinkRequest {
  readonly avatarId: string;
  readonly platform: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly emulated: boolean;
  /** What the operator said the account is; must be what the token says. */
  readonly expectedExternalId?: string;
  /** Milliseconds the access token works from now; null: until it is taken back. Absent: nobody knows. */
  readonly lastsMs?: number | null;
  /** Granted by the owner, as the platform calls them. */
  readonly scopes?: readonly string[];
}

/** @throws AppError `refused` when the token is bad, names another account, or the account is another avatar's */
export async function linkAccount(context: CommandContext, request: LinkRequest) {
  const words = texts(context.actor.language).account;
  const connector = connectorOf(context, request.platform);
  const profile = await connector.whoAmI(request.accessToken, context.signal);
  if (request.expectedExternalId !== undefined && profile.externalId !== request.expectedExternalId) {
    throw new AppError("refused", words.tokenOfAnother(profile.handle), {
      field: "accountId",
      reason: "account_mismatch",
    });
  }
  const { account, isNew } = await storeAccount(context, request, profile);
  await openAccount(context, account, request.accessToken, isNew);
  return account;
}

/** Has the platform tell us of the account. Asked again it does no harm. @throws AppError */
export async function openAccount(
  context: CommandContext,
  { id, externalId, platform }: { readonly id: string; readonly externalId: string; readonly platform: string },
  accessToken: string,
  isNew: boolean,
): Promise<void> {
  const connector = connectorOf(context, platform);
  const connected = { id, externalId, accessToken };
  await connector.subscribe(connected, context.signal);
  // What an operator has set since the first time stays.
  if (isNew) await setFirstEntrances(context, connector, connected);
}

function connectorOf(context: CommandContext, platform: string): Connector {
  const { connectors } = context.ports;
  const connector = Object.hasOwn(connectors, platform) ? connectors[platform] : undefined;
  if (connector) return connector;
  const words = texts(context.actor.language).account;
  throw new AppError("invalid_input", words.platformUnknown(platform, Object.keys(connectors).join(", ")), {
    field: "platform",
  });
}

/** @throws AppError `conflict` when the account is another avatar's */
export async function storeAccount(
  context: CommandContext,
  request: LinkRequest,
  profile: { readonly externalId: string; readonly handle: string },
) {
  const words = texts(context.actor.language).account;
  return await transact(context, async (tx) => {
    const key = { platform_externalId: { platform: request.platform, externalId: profile.externalId } };
    const existing = await tx.account.findUnique({ where: key });
    if (existing && existing.avatarId !== request.avatarId) {
      throw new AppError("conflict", words.ofAnotherAvatar(profile.handle), { field: "accountId" });
    }
    const id = existing?.id ?? context.ids.next("account");
    const now = context.clock.now();
    const tokens = sealedTokens(context, id, request, now);
    const account = await tx.account.upsert({
      where: key,
      create: {
        id,
        avatarId: request.avatarId,
        platform: request.platform,
        externalId: profile.externalId,
        handle: profile.handle,
        emulated: request.emulated,
        ...tokens,
        connectedAt: now,
      },
      update: {
        ...tokens,
        handle: profile.handle,
        state: "warming",
        pausedAt: null,
        reconnectAskedAt: null,
        emulated: request.emulated,
      },
    });
    return { account, isNew: !existing };
  });
}

function sealedTokens(context: CommandContext, row: string, request: LinkRequest, now: Date) {
  const seal = (field: "accessToken" | "refreshToken", token: string) =>
    context.secrets.seal(token, { table: "Account", row, field });
  const { accessToken, refreshToken, lastsMs, scopes } = request;
  const isRenewable = refreshToken !== undefined || isRenewedByItself(context, request);
  return {
    accessToken: seal("accessToken", accessToken),
    refreshToken: refreshToken === undefined ? null : seal("refreshToken", refreshToken),
    tokenExpiresAt: endOfToken(request, now),
    tokenIssuedAt: isRenewable && lastsMs !== null ? now : null,
    tokenCheckedAt: now,
    renewingAt: null,
    ...(scopes === undefined ? {} : { scopes: [...scopes] }),
  };
}

/** Of a token whose age nobody knows: one with a refresh token is renewed at the next look. */
function endOfToken({ lastsMs, refreshToken }: LinkRequest, now: Date): Date | null {
  if (lastsMs !== undefined) return lastsMs === null ? null : new Date(now.getTime() + lastsMs);
  return refreshToken === undefined ? null : now;
}

function isRenewedByItself({ ports }: CommandContext, { platform }: LinkRequest): boolean {
  return ports.connectors[platform]?.renewalRule?.by === "accessToken";
}

/** The opened token of a stored account. @throws AppError `not_configured` */
export function accountToken(
  context: Pick<CommandContext, "secrets">,
  account: { id: string; accessToken: string | null; handle: string },
): string {
  if (!account.accessToken) {
    throw new AppError("not_configured", `The account @${account.handle} has no token.`, {
      remedy: "Connect the account again.",
    });
  }
  return context.secrets.open(account.accessToken, { table: "Account", row: account.id, field: "accessToken" });
}
