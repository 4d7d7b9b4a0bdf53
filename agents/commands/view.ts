// A card is what a command shows, in our own words; each surface renders it its own way.

export type Tone = "neutral" | "good" | "warning" | "bad";

/** A button is a command with its input. */
export interface CardButton {
  readonly label: string;
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly style?: "primary" | "danger" | "plain";
  /** Ask the person for one more field before running (a reason, a new caption); `value` is what stands there to be changed. */
  readonly ask?: { readonly field: string; readonly label: string; readonly value?: string };
}

export interface CardImage {
  /** Key in the object store; surfaces turn it into a signed link or bytes. */
  readonly key: string;
  readonly thumbnailKey?: string;
  /** Absent: a picture. Of a film `thumbnailKey` is its still. */
  readonly media?: "video" | "audio";
  readonly alt: string;
  readonly caption?: string;
  readonly buttons?: readonly CardButton[];
  /** Many small pictures in one, or a figure: shown as wide as it was drawn. */
  readonly isSheet?: true;
}

export interface CardTable {
  readonly columns: readonly { readonly label: string; readonly align?: "left" | "right" }[];
  readonly rows: readonly (readonly string[])[];
}

export interface Card {
  readonly title: string;
  readonly text?: string;
  readonly tone?: Tone;
  readonly fields?: readonly { readonly label: string; readonly value: string }[];
  readonly table?: CardTable;
  readonly images?: readonly CardImage[];
  readonly progress?: { readonly done: number; readonly total: number; readonly label: string };
  readonly buttons?: readonly CardButton[];
  /** What a reply to this card does, where people can reply to a message. */
  readonly answer?: CardButton;
  readonly links?: readonly {
    readonly label: string;
    readonly url: string;
    /** Of a stored file: chats that take files are sent it. */
    readonly key?: string;
  }[];
  /** Small print: what is offline, simulated or unfinished. */
  readonly note?: string;
  /** Show again by this command whenever something happens under the topic, until `finished`. */
  readonly live?: {
    readonly topic: string;
    readonly command: string;
    readonly input: Readonly<Record<string, unknown>>;
    readonly finished: boolean;
  };
}
