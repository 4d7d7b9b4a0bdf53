// Outside capability: one platform's private messages, as seen from one connected account.
import type { Quote, VerifiedPaymentEvent } from "./checkout.ts";
import type { ConnectedAccount } from "./connector.ts";

export interface ChannelInfo {
  readonly platform: string;
  /** Reply window after the fan's last message, milliseconds; null: none. */
  readonly replyWindowMs: number | null;
  /** Messages it takes from the account until the fan writes again; absent: any number. */
  readonly maxPerWindow?: number;
  readonly maxTextBytes: number | null;
  readonly maxTextChars: number | null;
  readonly supportsTyping: boolean;
  /** A sign of typing is a call of its own that counts against limits: an answer that is there at once goes without. */
  readonly typingCounts?: boolean;
  /** Can show the fan that their messages were read. */
  readonly supportsSeen: boolean;
  /** What it can carry by address beside text. */
  readonly media: readonly MediaKind[];
  /** Longest words under a picture, a sound or a film; absent: none are carried. */
  readonly maxCaptionChars?: number;
  /** How long after a comment one private reply may go to whoever wrote it, milliseconds; null: not at all. */
  readonly commentReplyMs: number | null;
  /** The platform repeats our own sends as echo events. */
  readonly echoes: boolean;
  /** Media it sells in the chat itself, in the currency of its own checkout; absent: none. */
  readonly paidMedia?: PaidMediaLimits;
}

export interface PaidMediaLimits {
  readonly currency: string;
  readonly mostAmount: number;
  readonly mostItems: number;
}

/** Media a fan pays for in the chat to see; that they did is told by a payment event with this intent. */
export interface PaidMedia {
  readonly intentId: string;
  readonly price: Quote;
  /** The first is the front one. */
  readonly items: readonly { readonly kind: "image" | "video"; readonly url: string }[];
  readonly caption: string;
}

export type MediaKind = "image" | "audio" | "video";

export type OutboundContent =
  | {
      readonly kind: "text";
      readonly text: string;
      /** A person wrote it, later than the machine may: said so to platforms that give people longer. */
      readonly byHumanAfterWindow?: boolean;
    }
  | {
      readonly kind: MediaKind;
      readonly url: string;
      /** Only where `maxCaptionChars` allows it. */
      readonly caption?: string;
    };

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
  /** As `send`; only where `info.paidMedia`. */
  sendPaid?(account: ConnectedAccount, recipientId: string, media: PaidMedia, signal: AbortSignal): Promise<SendResult>;
  /** The fan sees that an answer is being written. */
  typing(account: ConnectedAccount, recipientId: string, signal: AbortSignal): Promise<void>;
  /** The fan sees that their messages were read. Only where `supportsSeen`. */
  seen(account: ConnectedAccount, recipientId: string, signal: AbortSignal): Promise<void>;
  /** null: the platform shows nobody what was sent, so a message whose answer was lost waits for a person. */
  readonly findSent: FindSent | null;
  /** null: comments cannot be answered in private. */
  readonly replyToComment: ReplyToComment | null;
  /** null: events say all there is to know about who writes. */
  readonly profileOf: ProfileOf | null;
  /** null: what was missed cannot be looked up. */
  readonly recentEvents: RecentEvents | null;
}

/**
 * One private message to whoever wrote a comment. Asked again it does no harm: a platform takes only the first
 * (`already_replied`). As of `send` otherwise, with the fan's id where the platform names it.
 */
export type ReplyToComment = (
  account: ConnectedAccount,
  commentId: string,
  text: string,
  signal: AbortSignal,
) => Promise<SendResult & { readonly recipientId?: string }>;

export interface FanProfile {
  readonly name: string;
  readonly username: string | null;
  readonly followsAccount: boolean | null;
}

/** What the platform shows of a fan who wrote; null: nothing. @throws AppError */
export type ProfileOf = (account: ConnectedAccount, fanId: string, signal: AbortSignal) => Promise<FanProfile | null>;

/** Messages and echoes since then, oldest first, with the very ids their webhooks have. @throws AppError */
export type RecentEvents = (account: ConnectedAccount, since: Date, signal: AbortSignal) => Promise<RecentlyWritten>;

export interface RecentlyWritten {
  readonly events: readonly ChannelEvent[];
  /** false: the platform would not show all of it now; ask for the same time again. */
  readonly isComplete: boolean;
}

/** `reason` of a platform that shows too little of the past to tell whether a text was sent; later it shows even less. */
export const HISTORY_TOO_SHORT = "history_too_short";

/**
 * The platform's id of a text we may have sent since then; null: it certainly was not sent.
 * @throws AppError when it cannot tell, for good with the reason `HISTORY_TOO_SHORT`
 */
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
      /** Who wrote has confirmed to be an adult, in the platform's own words and not in the text. */
      readonly confirmedAdult?: boolean;
      readonly about?: MessageAbout;
      readonly referral?: Referral;
    }
  | { readonly kind: "echo"; readonly messageId: string; readonly text: string }
  /** `messageEventId`: of the message itself, which may be still to come. */
  | { readonly kind: "unsend"; readonly messageId: string; readonly messageEventId: string }
  | { readonly kind: "edit"; readonly messageId: string; readonly text: string }
  | { readonly kind: "reaction"; readonly messageId: string; readonly emoji: string | null }
  | { readonly kind: "read" }
  /** Came by an ad or a link, into a thread there is. */
  | { readonly kind: "referral"; readonly referral: Referral }
  | {
      readonly kind: "comment";
      readonly commentId: string;
      readonly text: string;
      /** The platform's id of what was commented on; absent where it does not say. */
      readonly postExternalId?: string;
    }
  /** The fan no longer lets the account write; `returned` takes it back. */
  | { readonly kind: "left" | "returned" }
  /** Money paid, or given back, in the chat itself; whom it went to follows from the account. */
  | { readonly kind: "payment"; readonly payment: Omit<VerifiedPaymentEvent, "payee" | "payer"> }
  | { readonly kind: "other"; readonly detail: string }
);

export interface ChannelAttachment {
  readonly type: string;
  readonly url: string | null;
}

/** What a message was an answer to: a story, or a button of ours with its payload. */
export interface MessageAbout {
  readonly kind: "story_reply" | "story_mention" | "button" | "quick_reply";
  readonly payload: string | null;
}

/** Where a fan came from: data from outside, as little to be trusted as a text. */
export interface Referral {
  readonly source: string | null;
  readonly ref: string | null;
  readonly adId: string | null;
  readonly adTitle: string | null;
}
