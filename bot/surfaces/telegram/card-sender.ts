// Cards into a chat: text messages, then albums, then the buttons of their pieces.
import { type Api, InputMediaBuilder } from "grammy";
import type { Actor, AppContext } from "../../../agents/commands/context.ts";
import type { Card, CardButton, CardImage } from "../../../agents/commands/view.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { cardMessages } from "./card-text.ts";
import { buildKeyboard, buttonRows, type Keyboard, type TapKind } from "./keyboard.ts";
import { loadPhoto } from "./photos.ts";
import { isBadRequest } from "./retry-calls.ts";
import { block, CAPTION_LIMIT, cut, escapeHtml, joinBlocks, packMessages } from "./telegram-html.ts";

export interface Addressee {
  readonly chatId: number;
  readonly actor: Actor;
}

export interface ShowOptions {
  readonly tapKind?: TapKind;
  /** Message whose text the card's first message takes. */
  readonly replaceMessageId?: number;
}

const ALBUM_SIZE = 10;
const LISTED_CAPTION = 120;
const NOTHING_CHANGED = "message is not modified";

export class CardSender {
  readonly #context: AppContext;
  readonly #api: Api;

  constructor(context: AppContext, api: Api) {
    this.#context = context;
    this.#api = api;
  }

  /** While the card's work goes on its pictures are held back. @returns id of the message with its first text */
  async show(to: Addressee, card: Card, options: ShowOptions = {}): Promise<number> {
    const isRunning = card.live !== undefined && !card.live.finished;
    const images = isRunning ? [] : (card.images ?? []);
    const buttons = images.length === 0 ? (card.buttons ?? []) : [];
    const id = await this.#showText(to, card, buttons, options);
    if (images.length > 0) await this.#showImages(to, images, card.buttons ?? []);
    return id;
  }

  /** Writes the card over a message. @returns false when that message is gone */
  async edit(to: Addressee, messageId: number, card: Card, buttons: readonly CardButton[]): Promise<boolean> {
    const [html = ""] = cardMessages(card);
    const keyboard = await this.#keyboard(to, buttonRows(buttons), "answer");
    return await this.#editText(to.chatId, messageId, html, keyboard);
  }

  async showImages(to: Addressee, card: Card): Promise<void> {
    if (card.images && card.images.length > 0) await this.#showImages(to, card.images, card.buttons ?? []);
  }

  #keyboard(to: Addressee, rows: readonly (readonly CardButton[])[], kind: TapKind): Promise<Keyboard> {
    return buildKeyboard(this.#context, to.actor.id, rows, kind);
  }

  async #showText(to: Addressee, card: Card, buttons: readonly CardButton[], options: ShowOptions): Promise<number> {
    const messages = cardMessages(card);
    const keyboard = await this.#keyboard(to, buttonRows(buttons), options.tapKind ?? "answer");
    let first = options.replaceMessageId;
    for (const [index, html] of messages.entries()) {
      const own = index === messages.length - 1 ? keyboard : [];
      const replaced = index === 0 && first !== undefined && (await this.#editText(to.chatId, first, html, own));
      if (replaced) continue;
      const id = await this.#sendText(to.chatId, html, own);
      if (index === 0) first = id;
    }
    return first ?? 0;
  }

  async #sendText(chatId: number, html: string, keyboard: Keyboard): Promise<number> {
    const message = await this.#api.sendMessage(chatId, html, {
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
      ...markup(keyboard),
    });
    return message.message_id;
  }

  async #editText(chatId: number, messageId: number, html: string, keyboard: Keyboard): Promise<boolean> {
    try {
      await this.#api.editMessageText(chatId, messageId, html, {
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
        ...markup(keyboard),
      });
    } catch (thrown) {
      if (isBadRequest(thrown, NOTHING_CHANGED)) return true;
      if (isBadRequest(thrown, "message to edit not found", "message can't be edited")) return false;
      throw thrown;
    }
    return true;
  }

  async #showImages(to: Addressee, images: readonly CardImage[], cardButtons: readonly CardButton[]): Promise<void> {
    const [only] = images;
    if (only && images.length === 1) {
      const rows = [...buttonRows(only.buttons ?? []), ...buttonRows(cardButtons)];
      await this.#showOne(to, only, await this.#keyboard(to, rows, "answer"));
      return;
    }
    for (let start = 0; start < images.length; start += ALBUM_SIZE) {
      const album = images.slice(start, start + ALBUM_SIZE);
      const isShown = await this.#sendAlbum(to, album);
      const isLast = start + ALBUM_SIZE >= images.length;
      await this.#listPieces(to, { album, isShown, firstNumber: start + 1, cardButtons: isLast ? cardButtons : [] });
    }
  }

  async #showOne(to: Addressee, image: CardImage, keyboard: Keyboard): Promise<void> {
    const photo = await loadPhoto(this.#context.ports.store, image, this.#context.log);
    const caption = captionOf(image);
    const isSent =
      photo !== null &&
      (await this.#tried(() =>
        this.#api.sendPhoto(to.chatId, photo, { caption, parse_mode: "HTML", ...markup(keyboard) }),
      ));
    if (isSent) return;
    const words = texts(to.actor.language).telegram;
    await this.#sendText(to.chatId, `${caption}\n<i>${escapeHtml(words.pictureMissing)}</i>`, keyboard);
  }

  /** @returns for each picture whether it can be seen now */
  async #sendAlbum(to: Addressee, album: readonly CardImage[]): Promise<readonly boolean[]> {
    const { store } = this.#context.ports;
    const photos = await Promise.all(album.map((image) => loadPhoto(store, image, this.#context.log)));
    const media = album.flatMap((image, index) => {
      const photo = photos[index];
      return photo ? [InputMediaBuilder.photo(photo, { caption: captionOf(image), parse_mode: "HTML" })] : [];
    });
    const [single] = media;
    if (!single) return album.map(() => false);
    const isSent = await this.#tried(() =>
      media.length === 1
        ? this.#api.sendPhoto(to.chatId, single.media, { caption: single.caption ?? "", parse_mode: "HTML" })
        : this.#api.sendMediaGroup(to.chatId, media),
    );
    return photos.map((photo) => isSent && photo !== null);
  }

  /** false: Telegram does not take these files; anything else that goes wrong is thrown. */
  async #tried(send: () => Promise<unknown>): Promise<boolean> {
    try {
      await send();
      return true;
    } catch (thrown) {
      if (!isBadRequest(thrown) || isBadRequest(thrown, "chat not found")) throw thrown;
      this.#context.log.warn("telegram does not take a picture", { surface: "telegram", error: thrown });
      return false;
    }
  }

  /** An album cannot carry buttons, so they follow it, numbered like its pictures. */
  async #listPieces(
    to: Addressee,
    list: {
      album: readonly CardImage[];
      isShown: readonly boolean[];
      firstNumber: number;
      cardButtons: readonly CardButton[];
    },
  ): Promise<void> {
    const { album, isShown, firstNumber, cardButtons } = list;
    const words = texts(to.actor.language).telegram;
    const rows = album.flatMap((image, index) =>
      buttonRows(
        (image.buttons ?? []).map((button) => ({ ...button, label: `${firstNumber + index} · ${button.label}` })),
      ),
    );
    rows.push(...buttonRows(cardButtons));
    if (rows.length === 0 && isShown.every((shown) => shown)) return;
    const lines = album.map((image, index) => {
      const caption = block(cut(image.caption ?? image.alt, LISTED_CAPTION));
      const missing = isShown[index] ? [] : [block(words.pictureMissing, "i")];
      return joinBlocks([block(`${firstNumber + index}.`, "b"), caption, ...missing], " ");
    });
    const [html = ""] = packMessages([joinBlocks(lines, "\n")]);
    await this.#sendText(to.chatId, html, await this.#keyboard(to, rows, "answer"));
  }
}

const captionOf = (image: CardImage) => escapeHtml(cut(image.caption ?? image.alt, CAPTION_LIMIT));

function markup(keyboard: Keyboard): { reply_markup?: { inline_keyboard: Keyboard } } {
  return keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {};
}
