// The avatar's account whose ice breakers or menu are to be changed, and how.
import { AppError } from "../../kernel/errors.ts";
import type { ChatEntrances } from "../../ports/connector.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { accountToken } from "./link-account.ts";

export interface EntrancesRequest {
  readonly avatar: string;
  readonly platform: string;
}

/** @throws AppError `not_found`, `invalid_input` */
export async function findEntrances(context: CommandContext, { avatar: reference, platform }: EntrancesRequest) {
  const avatar = await findAvatar(context, reference);
  const words = texts(context.actor.language).account;
  const account = await context.database.prisma.account.findFirst({
    where: { avatarId: avatar.id, platform },
    orderBy: { connectedAt: "desc" },
  });
  if (!account) throw new AppError("not_found", words.noAccount(avatar.name), { remedy: words.linkFirst(avatar.slug) });
  const { connectors } = context.ports;
  const connector = Object.hasOwn(connectors, platform) ? connectors[platform] : undefined;
  if (!connector?.setEntrances) {
    throw new AppError("invalid_input", words.noEntrances(platform), { field: "platform" });
  }
  const { id, externalId } = account;
  const connected = { id, externalId, accessToken: accountToken(context, account) };
  return {
    avatar,
    account,
    set: (entrances: Partial<ChatEntrances>) => connector.setEntrances?.(connected, entrances, context.signal),
  };
}
