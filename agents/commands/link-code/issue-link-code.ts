// A fresh code for a fan; the one before is worth nothing any more. Only a keyed hash is kept: the code itself stands in the
// message that carries it, and means nothing ten minutes later.
import { LINK_CODE_LIFE_MS, LINK_CODES_AN_HOUR, makeLinkCode } from "../../domain/fans/link-code.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import type { AppContext, Transaction } from "../context.ts";

/** Under each known key, the present one first. */
export function linkCodeHashes({ secrets }: Pick<AppContext, "secrets">, avatarId: string, code: string) {
  return secrets.signatures("link-code", JSON.stringify([avatarId, code]));
}

export function freshLinkCode({ ids }: Pick<AppContext, "ids">): string {
  return makeLinkCode(Buffer.from(ids.secret(), "base64url"));
}

export async function hadTooManyCodes(rows: Pick<Transaction, "linkCode">, fanId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - HOUR_MS);
  return (await rows.linkCode.count({ where: { fanId, createdAt: { gt: since } } })) >= LINK_CODES_AN_HOUR;
}

export async function writeLinkCode(
  context: Pick<AppContext, "ids" | "clock" | "secrets">,
  tx: Transaction,
  code: string,
  whose: { readonly avatarId: string; readonly fanId: string; readonly conversationId: string },
  operatorId: string | null,
): Promise<void> {
  const now = context.clock.now();
  await tx.linkCode.updateMany({ where: { fanId: whose.fanId, closedAt: null }, data: { closedAt: now } });
  await tx.linkCode.create({
    data: {
      ...whose,
      id: context.ids.next("linkCode"),
      hash: linkCodeHashes(context, whose.avatarId, code)[0] ?? "",
      operatorId,
      expiresAt: new Date(now.getTime() + LINK_CODE_LIFE_MS),
      createdAt: now,
    },
  });
}
