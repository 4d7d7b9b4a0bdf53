// Cards into a chat: text messages, then albums, then the buttons of their pieces.
import type { Api } from "grammy";
import { storeButtons } from "../../../agents/commands/button/store-buttons.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { MEDIA_LINK_SECONDS, mediaLink } from "../../../agents/commands/media/media-link.ts";
import type { Card, CardButton, CardImage } from "../../../agents/commands/view.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { cut } from "../chat/split-text.ts";
import { type Addressee, ownerOf, threadOf } from "./addressee.ts";
import { markOf } from "./ask-prompt.ts";
import { loadDocument, loadFile } from "./card-files.ts";
import { cardMessages, linkLine } from "./card-text.ts";
import { buildKeyboard, buttonRows, type Keyboard, type TapKind } from "./keyboard.ts";
import { isBadRequest, isTooLarge } from "./retry-calls.ts";
import { ALBUM_SIZE, packAlbums, sendAlbum, sendFile } from "./send-files.ts";
import { block, CAPTION_LIMIT, type HtmlBlock, joinBlocks, packMessages } from "./telegram-html.ts";

export interface ShowOptions {
  readonly tapKind?: TapKind;
  /** Message whose text the card's first message takes. */
  readonly replaceMessageId?: number;
}

const LISTED_CAPTION = 120;
const SECONDS_A_MINUTE = 60;
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
    for (const link of card.links ?? []) if (link.key) await this.#sendDocument(to, link.key, link.label);
    return id;
  }

  /** Writes the card over a message. @returns false when that message is gone */
  async edit(to: Addressee, messageId: number, card: Card, buttons: readonly CardButton[]): Promise<boolean> {
    const [html = ""] = cardMessages(card, await this.#mark(to, card));
    const keyboard = await this.#keyboard(to, buttonRows(buttons), "answer");
    return await this.#editText(to.chatId, messageId, html, keyboard);
  }

  async showImages(to: Addressee, card: Card): Promise<void> {
    if (card.images && card.images.length > 0) await this.#showImages(to, card.images, card.buttons ?? []);
  }

  #keyboard(to: Addressee, rows: readonly (readonly CardButton[])[], kind: TapKind): Promise<Keyboard> {
    return buildKeyboard(this.#context, ownerOf(to), rows, kind);
  }

  /** A reply to the card does this, for the operator it is shown to; in a group for who may (trust T8). */
  async #mark(to: Addressee, { answer }: Card): Promise<HtmlBlock | undefined> {
    if (!answer) return undefined;
    const { label, command, input, ask } = answer;
    const button = { label, command, input: { ...input }, ...(ask ? { ask } : {}) };
    const [id] = await callInternal(this.#context, storeButtons, { operatorId: ownerOf(to), buttons: [button] });
    return id === undefined ? undefined : markOf(id);
  }

  async #showText(to: Addressee, card: Card, buttons: readonly CardButton[], options: ShowOptions): Promise<number> {
    const messages = cardMessages(card, await this.#mark(to, card));
    const keyboard = await this.#keyboard(to, buttonRows(buttons), options.tapKind ?? "answer");
    let first = options.replaceMessageId;
    for (const [index, html] of messages.entries()) {
      const own = index === messages.length - 1 ? keyboard : [];
      const replaced = index === 0 && first !== undefined && (await this.#editText(to.chatId, first, html, own));
      if (replaced) continue;
      const id = await this.#sendText(to, html, own);
      if (index === 0) first = id;
    }
    return first ?? 0;
  }

  async #sendText(to: Addressee, html: string, keyboard: Keyboard): Promise<number> {
    const message = await this.#api.sendMessage(to.chatId, html, {
      ...threadOf(to),
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
      const isThere = await this.#sendFiles(to, album);
      const isLast = start + ALBUM_SIZE >= images.length;
      await this.#listPieces(to, { album, isThere, firstNumber: start + 1, cardButtons: isLast ? cardButtons : [] });
    }
  }

  async #showOne(to: Addressee, image: CardImage, keyboard: Keyboard): Promise<void> {
    const file = await loadFile(this.#context.ports.store, image, this.#context.log);
    const caption = captionOf(image);
    if (file === "missing") {
      const html = joinBlocks([caption, missingNote(to, image)], "\n").html;
      await this.#sendText(to, html, keyboard);
      return;
    }
    const isSent =
      file !== "too_large" &&
      (await this.#tried(() =>
        sendFile(this.#api, to.chatId, { file, caption: caption.html }, { ...threadOf(to), ...markup(keyboard) }),
      ));
    if (!isSent) await this.#linkTo(to, [image], keyboard);
  }

  /** Its link stands in the text already: what cannot be sent is only missing here. */
  async #sendDocument(to: Addressee, key: string, label: string): Promise<void> {
    const { ports, log } = this.#context;
    const file = await loadDocument(ports.store, key, log);
    if (!file) return;
    const caption = cut(label, CAPTION_LIMIT);
    await this.#tried(() => this.#api.sendDocument(to.chatId, file, { ...threadOf(to), caption }));
  }

  /** What Telegram does not take is linked to. @returns for each picture, film or sound whether it is there at all */
  async #sendFiles(to: Addressee, album: readonly CardImage[]): Promise<readonly boolean[]> {
    const { ports, log } = this.#context;
    const files = await Promise.all(album.map((image) => loadFile(ports.store, image, log)));
    const fitting = album.flatMap((image, index) => {
      const file = files[index];
      return typeof file === "object" ? [{ image, file, caption: captionOf(image).html }] : [];
    });
    const refused = album.filter((_image, index) => files[index] === "too_large");
    for (const together of packAlbums(fitting)) {
      const isSent = await this.#tried(() => sendAlbum(this.#api, to.chatId, together, threadOf(to)));
      if (!isSent) refused.push(...together.map(({ image }) => image));
    }
    if (refused.length > 0) await this.#linkTo(to, refused, []);
    return files.map((file) => file !== "missing");
  }

  async #linkTo(to: Addressee, images: readonly CardImage[], keyboard: Keyboard): Promise<void> {
    const words = texts(to.actor.language).telegram;
    const linked = images.map(async (image) => {
      const url = await mediaLink(this.#context, image.key);
      return joinBlocks([captionOf(image), ...linkLine({ label: words.openFile, url })], "\n");
    });
    const note = block(words.notTaken(MEDIA_LINK_SECONDS / SECONDS_A_MINUTE), "i");
    const messages = packMessages([...(await Promise.all(linked)), note]);
    for (const [index, html] of messages.entries()) {
      await this.#sendText(to, html, index === messages.length - 1 ? keyboard : []);
    }
  }

  /** false: Telegram does not take these files; anything else that goes wrong is thrown. */
  async #tried(send: () => Promise<unknown>): Promise<boolean> {
    try {
      await send();
      return true;
    } catch (thrown) {
      const isRefused =
        isTooLarge(thrown) || (isBadRequest(thrown) && !isBadRequest(thrown, "chat not found", "thread not found"));
      if (!isRefused) throw thrown;
      this.#context.log.warn("telegram does not take a file", { surface: "telegram", error: thrown });
      return false;
    }
  }

  /** An album cannot carry buttons, so they follow it, numbered like its pictures. */
  async #listPieces(
    to: Addressee,
    list: {
      album: readonly CardImage[];
      isThere: readonly boolean[];
      firstNumber: number;
      cardButtons: readonly CardButton[];
    },
  ): Promise<void> {
    const { album, isThere, firstNumber, cardButtons } = list;
    const rows = album.flatMap((image, index) =>
      buttonRows(
        (image.buttons ?? []).map((button) => ({ ...button, label: `${firstNumber + index} · ${button.label}` })),
      ),
    );
    rows.push(...buttonRows(cardButtons));
    if (rows.length === 0 && isThere.every((there) => there)) return;
    const lines = album.map((image, index) => {
      const caption = block(cut(image.caption ?? image.alt, LISTED_CAPTION));
      const missing = isThere[index] ? [] : [missingNote(to, image)];
      return joinBlocks([block(`${firstNumber + index}.`, "b"), caption, ...missing], " ");
    });
    const [html = ""] = packMessages([joinBlocks(lines, "\n")]);
    await this.#sendText(to, html, await this.#keyboard(to, rows, "answer"));
  }
}

const captionOf = (image: CardImage) => block(cut(image.caption ?? image.alt, CAPTION_LIMIT));

function missingNote({ actor }: Addressee, { media }: CardImage): HtmlBlock {
  return block(texts(actor.language).telegram.missing[media ?? "picture"], "i");
}

function markup(keyboard: Keyboard): { reply_markup?: { inline_keyboard: Keyboard } } {
  return keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {};
}
