// What the emulated Fanvue remembers.

export interface EmulatedMessage {
  readonly uuid: string;
  readonly senderUuid: string;
  readonly text: string | null;
  readonly mediaUuids: readonly string[];
  /** Cents; null: free. */
  readonly price: number | null;
  readonly atMs: number;
}

export interface EmulatedChat {
  readonly creatorUuid: string;
  readonly fanUuid: string;
  readonly fanName: string;
  /** Oldest first. */
  readonly messages: EmulatedMessage[];
  isRead: boolean;
  isTyping: boolean;
  /** The fan blocked the creator. */
  isContactable: boolean;
}

export interface EmulatedMedia {
  readonly uuid: string;
  readonly uploadId: string;
  readonly creatorUuid: string;
  readonly mediaType: string;
  bytes: Buffer | null;
  status: "created" | "processing" | "ready" | "error";
  /** Looks at it until it is ready. */
  looksLeft: number;
}

export interface EmulatedUser {
  readonly uuid: string;
  readonly handle: string;
  readonly isCreator: boolean;
}

export interface EmulatedToken {
  readonly userUuid: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

/** A link that sells, made in Fanvue's dashboard. */
export interface EmulatedLink {
  readonly slug: string;
  readonly creatorUuid: string;
  readonly cents: number;
  readonly isRecurring: boolean;
}

export class FanvueState {
  readonly users = new Map<string, EmulatedUser>();
  readonly tokens = new Map<string, EmulatedToken>();
  readonly refreshTokens = new Map<string, Omit<EmulatedToken, "expiresAtMs">>();
  /** By creator and fan. */
  readonly chats = new Map<string, EmulatedChat>();
  readonly media = new Map<string, EmulatedMedia>();
  readonly links = new Map<string, EmulatedLink>();

  chat(creatorUuid: string, fanUuid: string): EmulatedChat | undefined {
    return this.chats.get(`${creatorUuid} ${fanUuid}`);
  }

  openChat(creatorUuid: string, fanUuid: string, fanName: string): EmulatedChat {
    const known = this.chat(creatorUuid, fanUuid);
    if (known) return known;
    const chat: EmulatedChat = {
      ...{ creatorUuid, fanUuid, fanName, messages: [], isRead: true, isTyping: false, isContactable: true },
    };
    this.chats.set(`${creatorUuid} ${fanUuid}`, chat);
    return chat;
  }
}
