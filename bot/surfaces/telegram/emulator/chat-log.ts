// The chats of the emulated bot: messages as the server keeps them, and the history a test reads.

import type { ParsedText, TextEntity } from "./message-html.ts";
import type { InlineKeyboardValue, ReplyMarkupValue } from "./method-schemas.ts";

export type MediaKind = "photo" | "video" | "audio" | "voice";

export interface StoredThumbnail {
  readonly fileId: string;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
}

export interface StoredMedia {
  readonly kind: MediaKind;
  readonly fileId: string;
  readonly sizeBytes: number;
  /** Of sound both are 0. */
  readonly width: number;
  readonly height: number;
  readonly fileName?: string;
  readonly mimeType: string;
  readonly thumbnail?: StoredThumbnail;
  readonly supportsStreaming?: boolean;
  /** Given by its address, which the server fetched. */
  readonly url?: string;
}

/** What is seen only once it is paid for. */
export interface StoredPaidMedia {
  readonly stars: number;
  readonly payload: string;
  readonly items: readonly StoredMedia[];
  readonly isProtected: boolean;
  isBought: boolean;
}

export interface StoredDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A channel the bot was made an administrator of. */
export interface EmulatedChannel {
  readonly id: number;
  readonly title: string;
  readonly username?: string;
  /** The right an administrator may lack. */
  readonly canPost: boolean;
}

export interface StoredMessage {
  readonly id: number;
  readonly chatId: number;
  readonly date: number;
  /** undefined: the bot. */
  readonly senderId?: number;
  content: ParsedText;
  readonly media?: StoredMedia;
  readonly albumId?: string;
  readonly paid?: StoredPaidMedia;
  readonly document?: StoredDocument;
  /** Posted there: it is the channel that speaks. */
  readonly channel?: EmulatedChannel;
  readonly replyToId?: number;
  /** Topic of a group. */
  readonly threadId?: number;
  /** What else the wire shows of it: a payment, or what a person sent beside words. */
  readonly more?: Readonly<Record<string, unknown>>;
  markup?: ReplyMarkupValue;
  editCount: number;
  isDeleted: boolean;
}

/** A message as a test looks at it. */
export interface SeenMessage {
  readonly id: number;
  readonly from: "bot" | "person";
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly hasPhoto: boolean;
  readonly photoUrl?: string;
  readonly media?: StoredMedia & { readonly bytes: Uint8Array; readonly thumbnailBytes?: Uint8Array };
  readonly albumId?: string;
  readonly threadId?: number;
  readonly paid?: StoredPaidMedia;
  readonly document?: StoredDocument;
  readonly buttons: readonly (readonly string[])[];
  readonly asksForReply: boolean;
  readonly editCount: number;
}

/** A file as the server keeps it: it can be sent again, but only as what it was. */
interface KeptFile {
  readonly kind: MediaKind | "thumbnail" | "document";
  readonly bytes: Uint8Array;
}

/** How the ids of each kind begin. */
const ID_MARKS = {
  photo: "AgACAg",
  video: "BAACAg",
  audio: "CQACAg",
  voice: "AwACAg",
  thumbnail: "AAMCAg",
  document: "BQACAg",
} as const;

export type NewMessage = Omit<StoredMessage, "id" | "editCount" | "isDeleted">;

export class ChatLog {
  readonly #messages: StoredMessage[] = [];
  readonly #known = new Set<number>();
  readonly #channels = new Map<number, EmulatedChannel>();
  readonly #files = new Map<string, KeptFile>();

  /** A chat exists from a person's first message on; a bot cannot begin one. */
  isKnown(chatId: number): boolean {
    return this.#known.has(chatId);
  }

  open(chatId: number): void {
    this.#known.add(chatId);
  }

  openChannel(channel: EmulatedChannel): void {
    this.#channels.set(channel.id, channel);
    this.open(channel.id);
  }

  /** @param name its number, or its public name with the @ */
  channel(name: number | string): EmulatedChannel | undefined {
    return [...this.#channels.values()].find(({ id, username }) => id === name || `@${username}` === name);
  }

  add(message: NewMessage): StoredMessage {
    const stored: StoredMessage = { ...message, id: this.#messages.length + 1, editCount: 0, isDeleted: false };
    this.#messages.push(stored);
    return stored;
  }

  find(chatId: number, id: number): StoredMessage | undefined {
    return this.#messages.find((message) => message.id === id && message.chatId === chatId && !message.isDeleted);
  }

  addFile(kind: KeptFile["kind"], bytes: Uint8Array): string {
    const fileId = `${ID_MARKS[kind]}Emulated${String(this.#files.size + 1).padStart(6, "0")}`;
    this.#files.set(fileId, { kind, bytes });
    return fileId;
  }

  file(fileId: string): KeptFile | undefined {
    return this.#files.get(fileId);
  }

  history(chatId: number): readonly SeenMessage[] {
    return this.#messages
      .filter((message) => message.chatId === chatId && !message.isDeleted)
      .map((message) => this.#seen(message));
  }

  #seen(message: StoredMessage): SeenMessage {
    return {
      id: message.id,
      from: message.senderId === undefined ? "bot" : "person",
      text: message.content.text,
      entities: message.content.entities,
      hasPhoto: message.media?.kind === "photo",
      ...(message.media?.url ? { photoUrl: message.media.url } : {}),
      ...(message.media ? { media: this.#withBytes(message.media) } : {}),
      ...(message.albumId ? { albumId: message.albumId } : {}),
      ...(message.threadId === undefined ? {} : { threadId: message.threadId }),
      ...(message.paid ? { paid: message.paid } : {}),
      ...(message.document ? { document: message.document } : {}),
      buttons: keyboardOf(message).map((row) => row.map((button) => button.text)),
      asksForReply: message.markup !== undefined && "force_reply" in message.markup,
      editCount: message.editCount,
    };
  }

  #withBytes(media: StoredMedia): NonNullable<SeenMessage["media"]> {
    const thumbnailBytes = media.thumbnail && this.#files.get(media.thumbnail.fileId)?.bytes;
    return {
      ...media,
      bytes: this.#files.get(media.fileId)?.bytes ?? new Uint8Array(),
      ...(thumbnailBytes ? { thumbnailBytes } : {}),
    };
  }
}

export function keyboardOf(message: StoredMessage): InlineKeyboardValue["inline_keyboard"] {
  return message.markup && "inline_keyboard" in message.markup ? message.markup.inline_keyboard : [];
}
