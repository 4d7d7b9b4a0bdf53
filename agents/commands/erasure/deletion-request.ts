// A platform passes on that a person wants to be deleted: taken in once, carried out as a job, to be followed by a code.
import { z } from "zod";
import { toAppError } from "../../kernel/errors.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { eraseFans } from "../../work-orders/erase-fans.ts";
import type { AppContext, Transaction } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { eraseFan } from "./erase-fan.ts";

/** Verified by the caller: the platform itself says who asks. */
export const requestDeletion = defineInternal({
  name: "deletion.request",
  input: z.object({
    platform: z.string().max(40),
    fanExternalId: z.string().min(1).max(120),
    /** What makes two requests of one person two: the platform's time of it. */
    askedAt: z.string().max(40),
  }),
  run: async (context, { platform, fanExternalId, askedAt }): Promise<{ readonly confirmationCode: string }> => {
    const { clock, ids, secrets } = context;
    const asked = JSON.stringify([platform, fanExternalId, askedAt]);
    const hashes = secrets.signatures("deletion-request", asked);
    const now = clock.now();
    return await context.database.prisma.$transaction(async (tx) => {
      const where = { requestHash: { in: [...hashes] } };
      const known = await tx.deletionRequest.findFirst({ where });
      if (known) return known;
      const fans = await tx.fan.findMany({
        where: { addresses: { some: { externalId: fanExternalId, account: { platform } } } },
        select: { id: true },
      });
      const isHeld = fans.length > 0;
      // Who only ever commented is no fan: what is known of them goes at once.
      const commented = isHeld ? 0 : await forgetComments(tx, platform, fanExternalId);
      const id = ids.next("deletion");
      const request = { id, platform, requestHash: hashes[0] ?? "", confirmationCode: ids.secret() };
      const ended = commented > 0 ? ("done" as const) : ("nothing_held" as const);
      const progress = isHeld ? { state: "received" as const } : { state: ended, doneAt: now };
      const inserted = await tx.deletionRequest.createMany({
        data: [{ ...request, ...progress, fanIds: fans.map((fan) => fan.id), requestedAt: now }],
        skipDuplicates: true,
      });
      // The same request came in twice at once.
      if (inserted.count === 0) return await tx.deletionRequest.findFirstOrThrow({ where });
      if (isHeld) await enqueue(tx, ids, clock, eraseFans, { deletionRequestId: id });
      return request;
    });
  },
});

async function forgetComments(tx: Transaction, platform: string, fanExternalId: string): Promise<number> {
  const theirs = { where: { fanExternalId, account: { platform } } };
  const [touches, replies] = [await tx.fanTouch.deleteMany(theirs), await tx.commentReply.deleteMany(theirs)];
  return touches.count + replies.count;
}

type DeletionStatus = "received" | "done" | "nothing_held";

/** null: there is no such request. */
export const deletionStatus = defineInternal({
  name: "deletion.status",
  input: z.object({ code: z.string().max(80) }),
  run: async (context, { code }): Promise<DeletionStatus | null> => {
    const request = await context.database.prisma.deletionRequest.findUnique({ where: { confirmationCode: code } });
    return request?.state ?? null;
  },
});

export async function carryOutDeletion(context: AppContext, requestId: string, signal: AbortSignal): Promise<void> {
  const { prisma } = context.database;
  const request = await prisma.deletionRequest.findUnique({ where: { id: requestId } });
  if (request?.state !== "received") return;
  for (const fanId of request.fanIds) {
    signal.throwIfAborted();
    await eraseIfThere(context, fanId);
  }
  await prisma.deletionRequest.updateMany({
    where: { id: requestId, state: "received" },
    data: { state: "done", fanIds: [], doneAt: context.clock.now() },
  });
}

/** An operator, or an earlier attempt, may have been first. */
async function eraseIfThere(context: AppContext, fanId: string): Promise<void> {
  try {
    await eraseFan(context, fanId);
  } catch (thrown) {
    if (toAppError(thrown).code !== "not_found") throw thrown;
  }
}
