// Outside capability: one platform's private messages, as seen from one connected account.
import type { ConnectedAccount } from "./connector.ts";

export interface ChannelInfo {
  readonly platform: string;
  /** Reply window after the fan's last message, milliseconds; null: none. */
  readonly replyWindowMs: number | null;
  readonly maxTextBytes: number | null;
  readonly maxTextChars: number | null;
  readonly supportsTyping: boolean;
  /** The platform repeats our own sends as echo events. */
  readonly echoes: boolean;
}

export type OutboundContent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly url: string };

/**
 * `sent`: delivered, with the platform's id. `refused`: the platform said no for good; `code` is ours. `closesWindow`:
 * nothing else gets through either until the fan writes again.
 * A thrown AppError that is retryable was certainly not delivered; `outcome_unknown` may have been.
 */
export type SendResult =
  | { readonly state: "sent"; readonly externalId: string }
  | {
      readonly state: "refused";
      readonly code: string;
      readonly closesWindow: boolean;
      readonly tokenInvalid: boolean;
    };

export interface FanChannel {
  readonly info: ChannelInfo;
  send(
    account: ConnectedAccount,
    recipientId: string,
    content: OutboundContent,
    signal: AbortSignal,
  ): Promise<SendResult>;
  typing(account: ConnectedAccount, recipientId: string, signal: AbortSignal): Promise<void>;
  /** null: the platform shows nobody what was sent, so a message whose answer was lost waits for a person. */
  readonly findSent: FindSent | null;
}

/** The platform's id of a text we may have sent since then; null: it certainly was not sent. @throws AppError when it cannot tell */
export type FindSent = (
  account: ConnectedAccount,
  recipientId: string,
  text: string,
  since: Date,
  signal: AbortSignal,
) => Promise<string | null>;

/** One thing that happened on a channel, in our words. `eventId` is unique within the source. */
export type ChannelEvent = {
  readonly source: string;
  readonly eventId: string;
  readonly accountExternalId: string;
  readonly fanExternalId: string;
  /** When the platform says it happened. */
  readonly at: Date;
} & (
  | {
      readonly kind: "message";
      readonly messageId: string;
      readonly text: string;
      readonly attachments: readonly ChannelAttachment[];
      /** What the platform says of who wrote, where it does: data, as little to be trusted as the text. */
      readonly fan?: { readonly name: string; readonly language: string };
    }
  | { readonly kind: "echo"; readonly messageId: string; readonly text: string }
  | { readonly kind: "unsend"; readonly messageId: string }
  | { readonly kind: "edit"; readonly messageId: string; readonly text: string }
  | { readonly kind: "reaction"; readonly messageId: string; readonly emoji: string | null }
  | { readonly kind: "read" }
  /** The fan no longer lets the account write; `returned` takes it back. */
  | { readonly kind: "left" | "returned" }
  | { readonly kind: "other"; readonly detail: string }
);

export interface ChannelAttachment {
  readonly type: string;
  readonly url: string | null;
}
