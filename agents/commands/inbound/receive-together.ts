// Messages of many fans at once: those that come while others are taken in share one statement, so that a flood of webhooks
// costs the database less for each, not more.
import { type ReceiveMessage, type ReceiveResult, receiveMessages } from "../../../prisma/conversation-turn.ts";
import type { Queryable } from "../../../prisma/row-function.ts";
import { gather } from "../../kernel/gather.ts";

const MOST_TOGETHER = 50;

type Receive = (message: ReceiveMessage) => Promise<ReceiveResult>;

const byDatabase = new WeakMap<Queryable, Receive>();

export function receiveTogether(db: Queryable, message: ReceiveMessage): Promise<ReceiveResult> {
  const receive = byDatabase.get(db) ?? gather((messages) => receiveInFanOrder(db, messages), MOST_TOGETHER);
  byDatabase.set(db, receive);
  return receive(message);
}

/** Every process locks conversations in one order, so two of them never wait for each other; a fan's own order stays. */
async function receiveInFanOrder(
  db: Queryable,
  messages: readonly ReceiveMessage[],
): Promise<readonly ReceiveResult[]> {
  const sorted = messages
    .map((message, index) => ({ message, index, key: `${message.accountExternalId} ${message.fanExternalId}` }))
    .sort((one, other) => Number(one.key > other.key) - Number(one.key < other.key));
  const received = await receiveMessages(
    db,
    sorted.map(({ message }) => message),
  );
  const results = new Array<ReceiveResult>(messages.length);
  for (const [position, result] of received.entries()) results[sorted[position]?.index ?? position] = result;
  return results;
}
