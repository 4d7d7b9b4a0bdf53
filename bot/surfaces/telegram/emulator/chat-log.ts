// The chats of the emulated bot: messages as the server keeps them, and the history a test reads.

import type { ParsedText, TextEntity } from "./message-html.ts";
import type { InlineKeyboardValue, ReplyMarkupValue } from "./method-schemas.ts";

export interface StoredMessage {
  readonly id: number;
  readonly chatId: number;
  readonly date: number;
  /** undefined: the bot. */
  readonly senderId?: number;
  content: ParsedText;
  readonly photo?: {
    readonly fileId: string;
    readonly width: number;
    readonly height: number;
    readonly sizeBytes: number;
    /** Given by its address, which the server fetched. */
    readonly url?: string;
  };
  readonly albumId?: string;
  readonly replyToId?: number;
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
  readonly photoBytes?: Uint8Array;
  readonly photoUrl?: string;
  readonly albumId?: string;
  readonly buttons: readonly (readonly string[])[];
  readonly asksForReply: boolean;
  readonly editCount: number;
}

export type NewMessage = Omit<StoredMessage, "id" | "editCount" | "isDeleted">;

export class ChatLog {
  readonly #messages: StoredMessage[] = [];
  readonly #known = new Set<number>();
  readonly #files = new Map<string, Uint8Array>();

  /** A chat exists from a person's first message on; a bot cannot begin one. */
  isKnown(chatId: number): boolean {
    return this.#known.has(chatId);
  }

  open(chatId: number): void {
    this.#known.add(chatId);
  }

  add(message: NewMessage): StoredMessage {
    const stored: StoredMessage = { ...message, id: this.#messages.length + 1, editCount: 0, isDeleted: false };
    this.#messages.push(stored);
    return stored;
  }

  find(chatId: number, id: number): StoredMessage | undefined {
    return this.#messages.find((message) => message.id === id && message.chatId === chatId && !message.isDeleted);
  }

  addFile(bytes: Uint8Array): string {
    const fileId = `AgACAgEmulated${String(this.#files.size + 1).padStart(6, "0")}`;
    this.#files.set(fileId, bytes);
    return fileId;
  }

  file(fileId: string): Uint8Array | undefined {
    return this.#files.get(fileId);
  }

  history(chatId: number): readonly SeenMessage[] {
    return this.#messages
      .filter((message) => message.chatId === chatId && !message.isDeleted)
      .map((message) => this.#seen(message));
  }

  #seen(message: StoredMessage): SeenMessage {
    const photoBytes = message.photo ? this.#files.get(message.photo.fileId) : undefined;
    return {
      id: message.id,
      from: message.senderId === undefined ? "bot" : "person",
      text: message.content.text,
      entities: message.content.entities,
      hasPhoto: message.photo !== undefined,
      ...(photoBytes ? { photoBytes } : {}),
      ...(message.photo?.url ? { photoUrl: message.photo.url } : {}),
      ...(message.albumId ? { albumId: message.albumId } : {}),
      buttons: keyboardOf(message).map((row) => row.map((button) => button.text)),
      asksForReply: message.markup !== undefined && "force_reply" in message.markup,
      editCount: message.editCount,
    };
  }
}

export function keyboardOf(message: StoredMessage): InlineKeyboardValue["inline_keyboard"] {
  return message.markup && "inline_keyboard" in message.markup ? message.markup.inline_keyboard : [];
}
