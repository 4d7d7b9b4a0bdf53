// One attempt at one delivery. What an endpoint never takes is given up, and the endpoint with it, so that nobody is
// called for ever.
import { DAY_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import type { AppContext } from "../context.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { secretPlace } from "./secret-place.ts";
import { signEvent } from "./webhook-events.ts";

export interface DeliveryAttempt {
  readonly deliveryId: string;
  /** No other attempt comes after this one. */
  readonly isLast: boolean;
  readonly signal: AbortSignal;
}

/** Deliveries in a row that were given up, an hour of attempts each. */
const FAILURES_TO_DISABLE = 5;
const KEPT_MS = 30 * DAY_MS;

/** @throws AppError `unavailable` to be tried again */
export async function deliverWebhookNow(context: AppContext, attempt: DeliveryAttempt): Promise<void> {
  const { prisma } = context.database;
  const found = await prisma.webhookDelivery.findUnique({
    where: { id: attempt.deliveryId },
    include: { endpoint: true },
  });
  if (!found || found.deliveredAt || found.failedAt || found.endpoint.disabledAt) return;
  const { endpoint } = found;
  const secret = context.secrets.open(endpoint.secret, secretPlace(endpoint.id));
  const answer = await call(context, endpoint.url, signEvent(found, secret, context.clock.now()), attempt.signal);
  const now = context.clock.now();
  const isTaken = answer.status >= 200 && answer.status < 300;
  const isOver = isTaken || attempt.isLast || answer.isRefusedHere;
  await prisma.webhookDelivery.update({
    where: { id: found.id },
    data: {
      attempts: { increment: 1 },
      status: answer.status,
      ...(isTaken ? { deliveredAt: now } : {}),
      ...(isOver && !isTaken ? { failedAt: now } : {}),
    },
  });
  await prisma.webhookEndpoint.updateMany({
    where: { id: endpoint.id },
    data: { lastStatus: answer.status, lastAt: now, ...(isTaken ? { failures: 0 } : {}) },
  });
  await prisma.webhookDelivery.deleteMany({
    where: { endpointId: endpoint.id, createdAt: { lt: new Date(now.getTime() - KEPT_MS) } },
  });
  if (isTaken) return;
  if (!isOver) throw new AppError("unavailable", `The endpoint answered ${answer.status}.`, { reason: "not_taken" });
  await countFailure(context, endpoint);
}

interface EndpointAnswer {
  /** 0: nothing answered. */
  readonly status: number;
  /** We do not call such an address: another attempt changes nothing. */
  readonly isRefusedHere: boolean;
}

async function call(
  context: AppContext,
  url: string,
  signed: ReturnType<typeof signEvent>,
  signal: AbortSignal,
): Promise<EndpointAnswer> {
  const { webhooks } = context.ports;
  if (!webhooks) return { status: 0, isRefusedHere: true };
  try {
    return { status: await webhooks.send({ url, ...signed }, signal), isRefusedHere: false };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return { status: 0, isRefusedHere: thrown.code === "invalid_input" };
  }
}

async function countFailure(
  context: AppContext,
  endpoint: { readonly id: string; readonly url: string },
): Promise<void> {
  const isDisabled = await context.database.prisma.$transaction(async (tx) => {
    const { id } = endpoint;
    const { failures } = await tx.webhookEndpoint.update({ where: { id }, data: { failures: { increment: 1 } } });
    if (failures < FAILURES_TO_DISABLE) return false;
    const disabledAt = context.clock.now();
    const moved = await tx.webhookEndpoint.updateMany({ where: { id, disabledAt: null }, data: { disabledAt } });
    // A notice stands with an avatar; this one is about all of them, so the first one's team hears it.
    const avatar = await tx.avatar.findFirst({ orderBy: { createdAt: "asc" }, select: { id: true } });
    if (moved.count === 0 || !avatar) return false;
    const notice = { kind: "webhook_disabled", endpointId: id, host: new URL(endpoint.url).host, failures } as const;
    await writeNotice(context, tx, notice, { avatarId: avatar.id, conversationId: null });
    return true;
  });
  if (isDisabled) context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
}
