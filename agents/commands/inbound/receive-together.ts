// What comes in of many fans at once: what comes while others are taken in shares one statement, so that a flood of webhooks
// costs the database less for each, not more.
import { type ReceiveMessage, type ReceiveResult, receiveMessages } from "../../../prisma/conversation-turn.ts";
import { type Echo, type EchoResult, receiveEchoes } from "../../../prisma/outbound-message.ts";
import type { Queryable } from "../../../prisma/row-function.ts";
import type { Clock } from "../../kernel/clock.ts";
import { gatherAt } from "../../kernel/gather.ts";

const MOST_TOGETHER = 50;

interface Arrival {
  readonly message: ReceiveMessage;
  readonly clock: Clock;
}

/** Each counts as received when it is written, not when it began to wait: an answer under way cannot have seen it before. */
export const receiveTogether = gatherAt<Queryable, Arrival, ReceiveResult>(
  (db, arrivals) =>
    inFanOrder(
      arrivals.map(({ message, clock }) => ({ ...message, now: clock.now() })),
      (sorted) => receiveMessages(db, sorted),
    ),
  MOST_TOGETHER,
);

export const receiveEchoTogether = gatherAt<Queryable, Echo, EchoResult>(
  (db, echoes) => inFanOrder(echoes, (sorted) => receiveEchoes(db, sorted)),
  MOST_TOGETHER,
);

/** Every process locks conversations in one order, so two of them never wait for each other; a fan's own order stays. */
async function inFanOrder<Item extends Pick<Echo, "accountExternalId" | "fanExternalId">, Result>(
  items: readonly Item[],
  receive: (sorted: readonly Item[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const sorted = items
    .map((item, index) => ({ item, index, key: `${item.accountExternalId} ${item.fanExternalId}` }))
    .sort((one, other) => Number(one.key > other.key) - Number(one.key < other.key));
  const received = await receive(sorted.map(({ item }) => item));
  const results = new Array<Result>(items.length);
  for (const [position, result] of received.entries()) results[sorted[position]?.index ?? position] = result;
  return results;
}
