// Where an operator sits: a chat that shows things, into which words are typed and whose buttons are pressed.
import type { Browser } from "playwright-core";
import type { Language } from "../../agents/texts/texts.ts";
import type { DemoProduct } from "../demo/demo-product.ts";

export type Block =
  | { readonly kind: "text"; readonly markdown: string }
  | { readonly kind: "picture"; readonly bytes: Uint8Array; readonly alt: string };

/** One message as it stands in the chat now. */
export interface Shown {
  readonly id: string;
  readonly by: "operator" | "product";
  /** Where it stands, if not in the conversation itself. */
  readonly place?: string;
  /** All its words, to look for. */
  readonly words: string;
  readonly blocks: readonly Block[];
  readonly buttons: readonly (readonly string[])[];
}

export interface Seat {
  /** Oldest first. */
  view(): Promise<readonly Shown[]>;
  say(words: string): Promise<void>;
  /** The newest button of that label. @returns what the app shows over the chat, if anything */
  press(label: string): Promise<string>;
  /** Presses a button that asks for words, and gives them. */
  fill(label: string, words: string): Promise<void>;
  /** PNG of the chat as it stands. */
  picture(): Promise<Uint8Array>;
  /** How words reach the product, such as "/agent ask text:"; empty: as they are typed. */
  readonly prefix: string;
  /** Before the first word: what has to be pressed for the other language. */
  readonly begin?: () => Promise<string>;
}

export interface SeatOptions {
  readonly product: DemoProduct;
  readonly browser: Browser;
  readonly language: Language;
}

/** A surface before the product runs: what it sets in the environment, and the seat once it runs. */
export interface Surface {
  readonly title: string;
  readonly environment: Readonly<Record<string, string>>;
  open(options: SeatOptions): Promise<Seat>;
  close(): Promise<void>;
}
