// The write both ways of linking share: one account belongs to one avatar, its token is sealed to the row (trust T14, T19).
import { AppError } from "../../kernel/errors.ts";
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
}

/** @throws AppError `refused` when the token is bad, names another account, or the account is another avatar's */
export async function linkAccount(context: CommandContext, request: LinkRequest) {
  const words = texts(context.actor.language).account;
  const { connectors } = context.ports;
  const connector = Object.hasOwn(connectors, request.platform) ? connectors[request.platform] : undefined;
  if (!connector) {
    throw new AppError("invalid_input", words.platformUnknown(request.platform, Object.keys(connectors).join(", ")), {
      field: "platform",
    });
  }
  const profile = await connector.whoAmI(request.accessToken, context.signal);
  if (request.expectedExternalId !== undefined && profile.externalId !== request.expectedExternalId) {
    throw new AppError("refused", words.tokenOfAnother(profile.handle), {
      field: "accountId",
      reason: "account_mismatch",
    });
  }
  const { account, isNew } = await storeAccount(context, request, profile);
  const connected = { id: account.id, externalId: account.externalId, accessToken: request.accessToken };
  await connector.subscribe(connected, context.signal);
  // What an operator has set since the first time stays.
  if (isNew) await setFirstEntrances(context, connector, connected);
  return account;
}

async function storeAccount(
  context: CommandContext,
  request: LinkRequest,
  profile: { externalId: string; handle: string },
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
        emulated: request.emulated,
      },
    });
    return { account, isNew: !existing };
  });
}

/** How old the access token is nobody knows: one that can be renewed is, at the next look. */
function sealedTokens({ secrets }: CommandContext, row: string, request: LinkRequest, now: Date) {
  const seal = (field: "accessToken" | "refreshToken", token: string) =>
    secrets.seal(token, { table: "Account", row, field });
  const { accessToken, refreshToken } = request;
  return {
    accessToken: seal("accessToken", accessToken),
    refreshToken: refreshToken === undefined ? null : seal("refreshToken", refreshToken),
    tokenExpiresAt: refreshToken === undefined ? null : now,
  };
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
