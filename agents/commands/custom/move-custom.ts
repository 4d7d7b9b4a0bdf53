// One step of a custom request: the row moves only from where the caller saw it, and its history grows with it.
import type { Prisma } from "../../../prisma/client.ts";
import type { CustomState, CustomStepKind } from "../../domain/sales/custom-request.ts";
import { usdFromCents } from "../../kernel/money.ts";
import type { AppContext, Transaction } from "../context.ts";
import { OPEN_OFFER_STATES } from "../offer/shown-offer.ts";

export interface CustomStepFacts {
  readonly kind: CustomStepKind;
  readonly text?: string;
  readonly amountCents?: number;
  readonly operatorId?: string;
}

type Writer = Pick<AppContext, "ids" | "clock">;

/** @returns false: somebody else moved it meanwhile, or it is gone; nothing was written */
export async function moveCustom(
  context: Writer,
  tx: Transaction,
  /** `offerId`: the quote that stood when it was looked at. */
  seen: { readonly id: string; readonly from: readonly CustomState[]; readonly offerId?: string | null },
  data: Prisma.CustomRequestUpdateManyMutationInput & { readonly offerId?: string },
  step: CustomStepFacts,
): Promise<boolean> {
  const { id, from, offerId } = seen;
  const moved = await tx.customRequest.updateMany({
    where: { id, state: { in: [...from] }, ...(offerId === undefined ? {} : { offerId }) },
    data,
  });
  if (moved.count === 0) return false;
  await writeStep(context, tx, id, step);
  return true;
}

export async function writeStep(
  { ids, clock }: Writer,
  tx: Transaction,
  requestId: string,
  { kind, text = "", amountCents, operatorId }: CustomStepFacts,
): Promise<void> {
  await tx.customStep.create({
    data: {
      ...{ id: ids.next("customStep"), requestId, kind, text, at: clock.now() },
      amountUsd: amountCents === undefined ? null : usdFromCents(amountCents),
      operatorId: operatorId ?? null,
    },
  });
}

/** Nobody can pay what no longer stands, so it holds no room in the fan's limit; should its money come all the same, it goes back. */
export async function withdrawQuotes(
  { clock }: Pick<Writer, "clock">,
  tx: Transaction,
  customRequestId: string,
): Promise<void> {
  await tx.purchase.updateMany({
    where: { state: "pending", offer: { customRequestId } },
    data: { state: "expired", expiredAt: clock.now() },
  });
  await tx.offer.updateMany({
    where: { customRequestId, state: { in: [...OPEN_OFFER_STATES] } },
    data: { state: "withdrawn" },
  });
}
