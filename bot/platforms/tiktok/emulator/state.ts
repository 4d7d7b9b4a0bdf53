// What the emulated TikTok knows, as long as it runs.
import { randomBytes } from "node:crypto";

export interface EmulatedAccount {
  /** open_id of the authorization, business_id everywhere else. */
  readonly id: string;
  readonly username: string;
  readonly scopes: readonly string[];
  /** Whether its country allows it to send pictures. */
  readonly mayPictures: boolean;
}

export interface EmulatedToken {
  readonly accountId: string;
  readonly expiresAtMs: number;
}

export interface EmulatedMessage {
  readonly id: string;
  readonly from: "fan" | "account";
  /** In small letters, as webhooks write it. */
  readonly type: string;
  readonly text: string;
  readonly media: Uint8Array | null;
  readonly source: "APP" | "API";
  readonly atMs: number;
}

export interface EmulatedConversation {
  readonly id: string;
  readonly accountId: string;
  readonly fanId: string;
  readonly fanName: string;
  readonly messages: EmulatedMessage[];
  /** The reply window counts from here. */
  lastFanAtMs: number;
  /** Messages of the account since then. */
  sentSinceFan: number;
  readByAccountAtMs: number;
  typingUntilMs: number;
}

export interface EmulatedMedia {
  readonly accountId: string;
  readonly bytes: Uint8Array;
}

const opaque = (bytes: number) => randomBytes(bytes).toString("base64");

export const newMessageId = () => `${opaque(18)}==`;
export const newToken = (kind: "act" | "rft") => `${kind}.${randomBytes(24).toString("hex")}`;
export const newMediaId = () => randomBytes(12).toString("hex");

export class TiktokState {
  readonly accounts = new Map<string, EmulatedAccount>();
  readonly tokens = new Map<string, EmulatedToken>();
  readonly refreshTokens = new Map<string, EmulatedToken>();
  readonly conversations = new Map<string, EmulatedConversation>();
  readonly media = new Map<string, EmulatedMedia>();
  /** Of the whole app, as /business/webhook/update/ left it; null: nothing is told to anybody. */
  callbackUrl: string | null = null;

  conversationWith(accountId: string, fanId: string): EmulatedConversation | undefined {
    return this.conversations.get(conversationIdOf(accountId, fanId));
  }

  openConversation(accountId: string, fanId: string, fanName: string): EmulatedConversation {
    const id = conversationIdOf(accountId, fanId);
    const known = this.conversations.get(id);
    if (known) return known;
    const nothingYet = { lastFanAtMs: 0, sentSinceFan: 0, readByAccountAtMs: 0, typingUntilMs: 0 };
    const conversation = { id, accountId, fanId, fanName, messages: [], ...nothingYet };
    this.conversations.set(id, conversation);
    return conversation;
  }
}

/** Opaque, made of both, and with the "+" and "=" that have to survive an address. */
export function conversationIdOf(accountId: string, fanId: string): string {
  return `+${Buffer.from(`0:1:${accountId}:${fanId}`).toString("base64")}==`;
}
