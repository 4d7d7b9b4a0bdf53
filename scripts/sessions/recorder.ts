// Writes down what is said, pressed and shown, in the order it was seen, and waits for what should come.
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import sharp from "sharp";
import type { Block, Seat, Shown } from "./seat.ts";

const LOOK_MS = 400;
/** So long nothing new comes before it is written down. */
const QUIET_MS = 900;
const LONGEST_QUIET_MS = 8_000;
const PICTURE_WIDTH = 240;
const SCREEN_WIDTH = 1_100;
const WEBP = { quality: 62, effort: 3 };

export interface RecorderOptions {
  readonly seat: Seat;
  /** "telegram-es" */
  readonly name: string;
  /** docs/sessions */
  readonly folder: string;
  readonly say: (line: string) => void;
}

export class Recorder {
  readonly #options: RecorderOptions;
  readonly #lines: string[] = [];
  /** Of every message, as it was last written down. */
  readonly #written = new Map<string, Shown>();
  #before = new Map<string, string>();
  #screens = 0;
  /** The language was chosen by a button of the page. */
  wasBegun = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  chapter(title: string): void {
    this.#options.say(`${this.#options.name}: ${title}`);
    this.#lines.push(`## ${title}`);
  }

  /** A line of the script's own, about what is not in the chat. */
  aside(markdown: string): void {
    this.#lines.push(markdown);
  }

  async begin(): Promise<void> {
    const pressed = await this.#options.seat.begin?.();
    this.wasBegun = pressed !== undefined;
    if (pressed) this.#lines.push(`*${pressed}*`);
    await this.#mark();
  }

  async says(words: string): Promise<void> {
    await this.#mark();
    const { seat } = this.#options;
    this.#lines.push(
      `**Operator** types at ${clock()}\n\n${quoted(seat.prefix ? `\`${seat.prefix}\` ${words}` : words)}`,
    );
    await seat.say(words);
  }

  async presses(label: string): Promise<void> {
    await this.#mark();
    const full = await this.#fullLabel(label);
    this.#lines.push(`**Operator** presses \`${full}\` at ${clock()}`);
    const toast = await this.#options.seat.press(full);
    if (toast) this.#lines.push(quoted(`(over the chat) ${toast}`));
  }

  async fills(label: string, words: string): Promise<void> {
    await this.#mark();
    const full = await this.#fullLabel(label);
    this.#lines.push(`**Operator** presses \`${full}\` at ${clock()} and writes\n\n${quoted(words)}`);
    await this.#options.seat.fill(full, words);
  }

  /** Until what came since the last act has these words or this button. @throws Error with the chat's end */
  async sees(part: string | RegExp, limitMs = 60_000): Promise<void> {
    const deadline = Date.now() + limitMs;
    for (;;) {
      const shown = await this.#options.seat.view();
      if (shown.some((each) => this.#isNew(each) && has(each, part))) break;
      if (Date.now() > deadline) {
        const end = shown.slice(-5).map(({ by, words, buttons }) => `${by}: ${words} ${JSON.stringify(buttons)}`);
        throw new Error(`${this.#options.name} never saw ${part}; the chat ends with\n${end.join("\n---\n")}`);
      }
      await delay(LOOK_MS);
    }
    await this.#quiet();
    await this.write();
  }

  /** What is new or changed goes into the transcript. */
  async write(): Promise<void> {
    for (const shown of await this.#options.seat.view()) {
      const before = this.#written.get(shown.id);
      if (before && fingerprint(before) === fingerprint(shown)) continue;
      this.#written.set(shown.id, shown);
      if (shown.by === "product") this.#lines.push(await this.#told(shown, before));
    }
  }

  async #told(shown: Shown, before: Shown | undefined): Promise<string> {
    const who = `**VixenBliss**${shown.place ? ` (${shown.place})` : ""}`;
    if (before === undefined) return `${who}\n\n${await this.#markdown(shown)}`;
    if (fingerprint({ ...before, buttons: [] }) !== fingerprint({ ...shown, buttons: [] })) {
      if (titleOf(before) !== titleOf(shown)) {
        return `${who}, in place of “${escapedMarkdown(titleOf(before))}”\n\n${await this.#markdown(shown)}`;
      }
      const old = new Set((await this.#markdown({ ...before, buttons: [] })).split("\n").map(bareLine));
      const now = (await this.#markdown({ ...shown, buttons: [] })).split("\n");
      const fresh = now.filter((line) => line !== ">" && !old.has(bareLine(line)));
      return `${who} changes an earlier message (${escapedMarkdown(titleOf(shown))}), where it now says\n\n${fresh.join("\n>\n") || "> (less)"}`;
    }
    const left = shown.buttons.flat();
    const rest = left.length === 0 ? "none" : left.map(button).join(" ");
    return `*Buttons left on that message: ${rest}*`;
  }

  /** In an album a button stands behind the number of its picture. */
  async #fullLabel(label: string): Promise<string> {
    const labels = (await this.#options.seat.view()).flatMap(({ buttons }) => buttons.flat());
    return labels.findLast((each) => each === label || each.endsWith(`· ${label}`)) ?? label;
  }

  /** A picture of the chat as it stands. */
  async looks(caption: string): Promise<void> {
    await this.#quiet();
    await this.write();
    this.#screens += 1;
    await this.screen(await this.#options.seat.picture(), caption, `${this.#options.name}-${this.#screens}`);
  }

  async screen(bytes: Uint8Array, caption: string, name: string): Promise<void> {
    const file = await this.#keep(`${name}.webp`, bytes, SCREEN_WIDTH);
    this.#lines.push(`![${caption}](${file})`);
  }

  async finish(head: string): Promise<void> {
    await this.#quiet();
    await this.write();
    const { folder, name } = this.#options;
    await writeFile(path.join(folder, `${name}.md`), `${[head, ...this.#lines].join("\n\n")}\n`);
  }

  async #mark(): Promise<void> {
    await this.write();
    this.#before = new Map((await this.#options.seat.view()).map((shown) => [shown.id, fingerprint(shown)]));
  }

  #isNew(shown: Shown): boolean {
    return shown.by === "product" && this.#before.get(shown.id) !== fingerprint(shown);
  }

  async #quiet(): Promise<void> {
    const deadline = Date.now() + LONGEST_QUIET_MS;
    let since = Date.now();
    let last = "";
    while (Date.now() - since < QUIET_MS && Date.now() < deadline) {
      const now = (await this.#options.seat.view()).map(fingerprint).join();
      if (now !== last) since = Date.now();
      last = now;
      await delay(LOOK_MS);
    }
  }

  async #markdown({ blocks, buttons }: Shown): Promise<string> {
    const parts: string[] = [];
    for (const block of blocks) {
      parts.push(block.kind === "text" ? block.markdown : await this.#picture(block));
    }
    const rows = buttons.map((row) => row.map(button).join(" "));
    if (rows.length > 0) parts.push(rows.join("\\\n"));
    return quoted(parts.join("\n\n").replaceAll(/\n{3,}/g, "\n\n"));
  }

  async #picture({ bytes, alt }: Extract<Block, { kind: "picture" }>): Promise<string> {
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
    return `![${plainAlt(alt)}](${await this.#keep(`${hash}.webp`, bytes, PICTURE_WIDTH)})`;
  }

  async #keep(name: string, bytes: Uint8Array, width: number): Promise<string> {
    const images = path.join(this.#options.folder, "images");
    await mkdir(images, { recursive: true });
    const picture = sharp(bytes).resize({ width, withoutEnlargement: true }).webp(WEBP);
    await picture.toFile(path.join(images, name));
    return `images/${name}`;
  }
}

const bareLine = (line: string) => line.replace(/\\$/, "");
const titleOf = ({ words }: Shown) => (words.split("\n")[0] ?? "").slice(0, 60).trim();
const button = (label: string) => `\`[ ${label} ]\``;
const clock = () => `${new Date().toISOString().slice(11, 19)}`;
const plainAlt = (alt: string) => alt.replace(/[[\]\n]/g, " ").trim();

function has({ words, buttons }: Shown, part: string | RegExp): boolean {
  const all = [words, ...buttons.flat()].join("\n");
  return typeof part === "string" ? all.includes(part) : part.test(all);
}

function fingerprint({ words, blocks, buttons }: Shown): string {
  const sizes = blocks.map((block) =>
    block.kind === "picture" ? `${block.bytes.length} ${block.alt}` : block.markdown,
  );
  return JSON.stringify([words, sizes, buttons]);
}

export const quoted = (text: string): string =>
  text
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");

/** What stands in a text must not become marks of the transcript. */
export const escapedMarkdown = (text: string): string => text.replaceAll(/[\\*_`<>[\]|#]/g, (mark) => `\\${mark}`);
