// A person who writes to an avatar on the emulated Instagram, seen from that person's side and from ours.
import type { Conversation, Message, OutboundMessage } from "../../../prisma/generated/client/client.ts";
import { eventually, type Product } from "./product.ts";

export interface ConversationRow extends Conversation {
  readonly messages: readonly Message[];
  readonly outbound: readonly OutboundMessage[];
}

export interface TestFan {
  /** @param copies how often the same webhook is delivered */
  writes(text: string, copies?: number): void;
  /** Texts the fan got, oldest first. */
  received(): readonly string[];
  /** Resolves once the fan got this many messages. */
  got(count: number): Promise<readonly string[]>;
  conversation(): Promise<ConversationRow>;
}

export function fanOf(product: Product, fanId: string, name: string): TestFan {
  const emulator = product.running.opened.platforms.instagramEmulator;
  if (!emulator) throw new Error("this installation does not emulate Instagram");
  const { control } = emulator;
  const received = () =>
    control
      .thread(fanId)
      .messages.filter((message) => message.from === "account")
      .map((message) => message.text);
  return {
    writes: (text, copies = 1) => void control.fanWrites(fanId, text, { name, copies }),
    received,
    got: (count) =>
      eventually(async () => {
        const texts = received();
        if (texts.length < count) throw new Error(`${name} got ${texts.length} of ${count}: ${texts.join(" | ")}`);
        return texts;
      }),
    conversation: async () =>
      await product.prisma.conversation.findFirstOrThrow({
        where: { fan: { addresses: { some: { externalId: fanId } } } },
        include: {
          messages: { orderBy: { seq: "asc" } },
          outbound: { orderBy: [{ upToSeq: "asc" }, { ordinal: "asc" }] },
        },
      }),
  };
}
