// Something that may have brought a fan, kept once by the platform's id of the event, and tied to our own post where it is one.
import type { TouchKind } from "../../domain/sales/attribution.ts";
import type { ChannelEvent, Referral } from "../../ports/fan-channel.ts";
import type { AppContext, Transaction } from "../context.ts";

const MOST_REF_CHARS = 200;

export interface TouchFacts {
  readonly kind: TouchKind;
  readonly key: string;
  readonly postExternalId?: string | null;
  readonly ref?: string | null;
}

type Where = Pick<ChannelEvent, "accountExternalId" | "fanExternalId" | "at">;

/** Events of accounts we do not know leave no touch. */
export async function recordTouch(
  context: Pick<AppContext, "ids" | "clock">,
  tx: Transaction,
  platform: string,
  event: Where,
  { kind, key, postExternalId = null, ref = null }: TouchFacts,
): Promise<void> {
  const account = await tx.account.findUnique({
    where: { platform_externalId: { platform, externalId: event.accountExternalId } },
    select: { id: true, avatarId: true },
  });
  if (!account) return;
  const post = await findPost(tx, account, postExternalId, ref);
  const now = context.clock.now();
  const row = {
    id: context.ids.next("touch"),
    accountId: account.id,
    fanExternalId: event.fanExternalId,
    ...{ kind, key, postExternalId: post?.externalId ?? postExternalId, ref: ref?.slice(0, MOST_REF_CHARS) ?? null },
    postId: post?.id ?? null,
    templateKey: post?.piece.templateKey ?? null,
    touchedAt: event.at < now ? event.at : now,
    createdAt: now,
  };
  await tx.fanTouch.createMany({ data: [row], skipDuplicates: true });
}

/** An ad, or a link; what the platform calls either is the campaign. */
export function touchOfReferral({ ref, adId }: Referral, key: string): TouchFacts {
  return { kind: adId === null ? "referral" : "ad", key, ref: ref ?? adId };
}

/** By what was commented on, or by a link of ours that names the post. */
async function findPost(
  tx: Transaction,
  account: { readonly id: string; readonly avatarId: string },
  postExternalId: string | null,
  ref: string | null,
) {
  const select = { id: true, externalId: true, piece: { select: { templateKey: true } } } as const;
  if (postExternalId !== null)
    return await tx.scheduledPost.findFirst({ where: { accountId: account.id, externalId: postExternalId }, select });
  if (ref === null || ref === "") return null;
  return await tx.scheduledPost.findFirst({ where: { id: ref, account: { avatarId: account.avatarId } }, select });
}
