// Cards into a channel: an embed with its buttons, then albums with the buttons of their pieces.
import type { APIEmbed } from "discord.js";
import type { Actor, AppContext } from "../../../agents/commands/context.ts";
import { MEDIA_LINK_SECONDS, mediaLink } from "../../../agents/commands/media/media-link.ts";
import type { Card, CardButton, CardImage } from "../../../agents/commands/view.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { cut } from "../chat/split-text.ts";
import { cardEmbeds, escaped, linkLine, packed } from "./card-embeds.ts";
import { ALBUM_SIZE, type LoadedFile, loadDocument, loadFile, mayBeShown, REQUEST_BYTES } from "./card-files.ts";
import { buildRows, type TapKind } from "./components.ts";
import { type DiscordApi, isRefused, type Message, type Place } from "./discord-api.ts";

/** Shared: a channel's; its buttons do what the one who presses them may. */
export type Addressee = Place & { readonly actor: Actor; readonly isShared?: boolean };

export interface ShowOptions {
  readonly tapKind?: TapKind;
  /** The first message is the answer that was promised. */
  readonly isAnswer?: boolean;
}

interface Numbered {
  readonly image: CardImage;
  readonly number: number;
  readonly loaded: LoadedFile;
}

const ownerOf = ({ isShared, actor }: Addressee) => (isShared ? null : actor.id);
const CAPTION_LIMIT = 150;
const ONE_CAPTION_LIMIT = 1_000;
const SECONDS_A_MINUTE = 60;

export class CardSender {
  readonly #context: AppContext;
  readonly #api: DiscordApi;

  constructor(context: AppContext, api: DiscordApi) {
    this.#context = context;
    this.#api = api;
  }

  /** While the card's work goes on its pictures are held back. @returns id of the message with its first text */
  async show(to: Addressee, card: Card, options: ShowOptions = {}): Promise<string> {
    const isRunning = card.live !== undefined && !card.live.finished;
    const images = isRunning ? [] : (card.images ?? []);
    const buttons = images.length === 0 ? buttonsOf(card) : [];
    const embeds = cardEmbeds(card);
    let first: string | undefined;
    for (const [index, embed] of embeds.entries()) {
      const isLast = index === embeds.length - 1;
      const message = await this.#message(to, embed, isLast ? buttons : [], options.tapKind ?? "answer");
      const send = index === 0 && options.isAnswer ? this.#api.answer(to, message) : this.#api.send(to, message);
      first ??= await send;
    }
    if (images.length > 0) await this.#showImages(to, images, buttonsOf(card));
    for (const link of card.links ?? []) if (link.key) await this.#sendDocument(to, link.key, link.label);
    return first ?? "";
  }

  /** Writes the card over a message. @returns false when that message is gone */
  async edit(to: Addressee, messageId: string, card: Card, buttons: readonly CardButton[]): Promise<boolean> {
    const [embed = {}] = cardEmbeds(card);
    return await this.#api.edit(to, messageId, await this.#message(to, embed, buttons, "answer"));
  }

  async showImages(to: Addressee, card: Card): Promise<void> {
    if (card.images && card.images.length > 0) await this.#showImages(to, card.images, buttonsOf(card));
  }

  async #message(to: Addressee, embed: APIEmbed, buttons: readonly CardButton[], kind: TapKind): Promise<Message> {
    return { embeds: [embed], components: await buildRows(this.#context, ownerOf(to), { kind, buttons }) };
  }

  async #showImages(to: Addressee, images: readonly CardImage[], cardButtons: readonly CardButton[]): Promise<void> {
    const shown = await mayBeShown(this.#context, images, () => this.#api.isAgeRestricted(to.chatId));
    for (let start = 0; start < images.length; start += ALBUM_SIZE) {
      const album: Numbered[] = [];
      for (const [index, image] of images.slice(start, start + ALBUM_SIZE).entries()) {
        const number = start + index + 1;
        const loaded = shown.has(image) ? await loadFile(this.#context, image, number) : "not_here";
        album.push({ image, number, loaded });
      }
      await this.#sendAlbum(to, album, images.length === 1, start + ALBUM_SIZE >= images.length ? cardButtons : []);
    }
  }

  /** Files beyond a request's size go in messages before; the buttons are at the last. */
  async #sendAlbum(
    to: Addressee,
    album: readonly Numbered[],
    isAlone: boolean,
    cardButtons: readonly CardButton[],
  ): Promise<void> {
    const requests = requestsOf(album);
    const last = requests.pop() ?? [];
    for (const together of requests) await this.#sendFiles(to, together, {});
    const pieces = album.map(({ image, number }) => ({
      number,
      caption: image.caption ?? image.alt,
      buttons: image.buttons ?? [],
    }));
    const components = await buildRows(this.#context, ownerOf(to), { kind: "answer", buttons: cardButtons, pieces });
    const [embeds = [], ...before] = (await this.#captions(to, album, isAlone)).reverse();
    for (const earlier of before.reverse()) await this.#api.send(to, { embeds: earlier });
    await this.#sendFiles(to, last, { embeds, components });
  }

  async #sendFiles(to: Addressee, together: readonly Numbered[], rest: Message): Promise<void> {
    const files = together.flatMap(({ loaded }) => (typeof loaded === "object" ? [loaded.file] : []));
    try {
      await this.#api.send(to, { ...rest, ...(files.length > 0 ? { files } : {}) });
    } catch (thrown) {
      if (!isRefused(thrown) || files.length === 0) throw thrown;
      this.#context.log.warn("discord does not take files", { surface: "discord", error: thrown });
      const refused = together.map((one) => ({ ...one, loaded: "too_large" as const }));
      const captions = await this.#captions(to, refused, refused.length === 1);
      for (const embeds of captions) await this.#api.send(to, { embeds });
      if (rest.components) await this.#api.send(to, rest);
    }
  }

  /** Its link stands in the text already: what cannot be sent is only missing here. */
  async #sendDocument(to: Addressee, key: string, label: string): Promise<void> {
    const file = await loadDocument(this.#context, key);
    if (!file) return;
    try {
      await this.#api.send(to, { content: escaped(label, CAPTION_LIMIT), files: [file] });
    } catch (thrown) {
      if (!isRefused(thrown)) throw thrown;
      this.#context.log.warn("discord does not take a file", { surface: "discord", error: thrown });
    }
  }

  /** Captions by number, with a link to what is not shown; the embeds of one or more messages. */
  async #captions(to: Addressee, album: readonly Numbered[], isAlone: boolean): Promise<APIEmbed[][]> {
    const words = texts(to.actor.language).discord;
    const lines: string[] = [];
    for (const { image, number, loaded } of album) {
      const most = isAlone ? ONE_CAPTION_LIMIT : CAPTION_LIMIT;
      const caption = escaped(cut(image.caption ?? image.alt, most), most);
      const parts = [isAlone ? caption : `**${number}.** ${caption}`];
      if (loaded === "missing") parts.push(`*${words.missing}*`);
      if (loaded === "too_large" || loaded === "not_here") {
        parts.push(linkLine({ label: words.openFile, url: await mediaLink(this.#context, image.key) }));
      }
      lines.push(parts.join(" "));
    }
    if (album.some(({ loaded }) => loaded === "not_here")) lines.push(`*${words.notHere}*`);
    if (album.some(({ loaded }) => loaded === "too_large")) {
      lines.push(`*${words.notTaken(MEDIA_LINK_SECONDS / SECONDS_A_MINUTE)}*`);
    }
    return packed(lines, "\n").map((description) => [{ description }]);
  }
}

/** Where people can answer a card by a reply, here a button opens the words. */
function buttonsOf({ buttons = [], answer }: Card): readonly CardButton[] {
  if (!answer || buttons.some(({ command, ask }) => command === answer.command && ask)) return buttons;
  return [answer, ...buttons];
}

function requestsOf(album: readonly Numbered[]): Numbered[][] {
  const requests: Numbered[][] = [];
  let bytes = 0;
  for (const one of album) {
    const size = typeof one.loaded === "object" ? one.loaded.bytes : 0;
    const last = requests.at(-1);
    bytes += size;
    if (last && bytes <= REQUEST_BYTES) last.push(one);
    else {
      requests.push([one]);
      bytes = size;
    }
  }
  return requests;
}
