// Everything held about one fan, as data (trust C17). Vectors are left out: they are the memories' texts in numbers.
import type { AppContext } from "../context.ts";

/** Version of the file's shape. */
const EXPORT_FORMAT = "vixenbliss-fan-1";

/** Every query names the fan (trust T6). Times are ISO 8601, amounts US dollars as text. */
export async function heldAboutFan({ database, clock }: Pick<AppContext, "database" | "clock">, fanId: string) {
  const { prisma } = database;
  const ofFan = { where: { fanId }, orderBy: { createdAt: "asc" } } as const;
  const [
    fan,
    addresses,
    conversations,
    memories,
    said,
    offers,
    purchases,
    subscriptions,
    assignments,
    outreach,
    customRequests,
  ] = await Promise.all([
    prisma.fan.findUniqueOrThrow({
      where: { id: fanId },
      omit: { erasedAt: true },
      include: { avatar: { select: { name: true, slug: true } } },
    }),
    prisma.fanAddress.findMany({ ...ofFan, include: { account: { select: { platform: true, handle: true } } } }),
    prisma.conversation.findMany({
      ...ofFan,
      omit: { leaseToken: true, leaseUntil: true },
      include: {
        messages: { orderBy: { seq: "asc" } },
        outbound: { orderBy: { createdAt: "asc" } },
        stageChanges: { orderBy: { at: "asc" }, omit: { id: true, conversationId: true } },
      },
    }),
    prisma.fanMemory.findMany(ofFan),
    prisma.saidFact.findMany(ofFan),
    prisma.offer.findMany({ ...ofFan, omit: { token: true }, include: { pack: { select: { name: true } } } }),
    prisma.purchase.findMany({ ...ofFan, omit: { galleryToken: true }, include: { touches: true } }),
    prisma.subscription.findMany({ where: { fanId } }),
    prisma.experimentAssignment.findMany({ ...ofFan, include: { variant: { select: { name: true } } } }),
    prisma.outreach.findMany(ofFan),
    prisma.customRequest.findMany({
      ...ofFan,
      include: { steps: { orderBy: { at: "asc" }, omit: { id: true, requestId: true, operatorId: true } } },
    }),
  ]);
  const conversationIds = conversations.map(({ id }) => id);
  const own = addresses.map(({ accountId, externalId }) => ({ accountId, fanExternalId: externalId }));
  const [comments, touches, linkCodes, linkTries, events, decisions] = await Promise.all([
    prisma.commentReply.findMany({ where: { OR: own }, orderBy: { createdAt: "asc" } }),
    prisma.fanTouch.findMany({ where: { OR: own }, orderBy: { touchedAt: "asc" } }),
    prisma.linkCode.findMany({ ...ofFan, omit: { hash: true } }),
    prisma.linkTry.findMany({ where: { conversationId: { in: conversationIds } }, orderBy: { at: "asc" } }),
    prisma.inboundEvent.findMany({
      where: { conversationId: { in: conversationIds } },
      orderBy: { receivedAt: "asc" },
    }),
    prisma.trustEvent.findMany({
      where: { stream: { in: conversationIds } },
      orderBy: [{ stream: "asc" }, { seq: "asc" }],
      select: { stream: true, control: true, ruleVersion: true, decision: true, at: true },
    }),
  ]);
  return plain({
    format: EXPORT_FORMAT,
    exportedAt: clock.now(),
    profile: fan,
    addresses,
    conversations,
    /** Under posts, with the private message that answered them. */
    comments,
    /** What may have brought them: comments, stories, links, ads. */
    touches,
    memories,
    /** What the avatar told them of herself. */
    said,
    offers,
    purchases,
    subscriptions,
    experiments: assignments,
    /** Messages nobody asked for: due, sent, and what came of them. Their texts are among `conversations`. */
    outreach,
    customRequests,
    linkCodes,
    linkTries,
    /** What the fan agreed to or asked for, and what stands between us. */
    consents: {
      ageState: fan.ageState,
      blockedAt: fan.blockedAt,
      conversations: conversations.map((conversation) => ({
        conversationId: conversation.id,
        disclosedAt: conversation.disclosedAt,
        optedOutAt: conversation.optedOutAt,
        minorLockedAt: conversation.minorLockedAt,
        bannedAt: conversation.bannedAt,
        erasureAskedAt: conversation.erasureAskedAt,
      })),
    },
    events,
    decisions,
  });
}

export type HeldAboutFan = Awaited<ReturnType<typeof heldAboutFan>>;

/** As it stands in the file: decimals and dates become text. */
function plain<Value>(value: Value): { readonly [Key in keyof Value]: unknown } {
  return JSON.parse(JSON.stringify(value));
}
