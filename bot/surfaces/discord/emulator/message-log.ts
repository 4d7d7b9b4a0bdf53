// Messages of the emulated channels and who is waiting for one.
import type { MessageBody } from "./wire-schemas.ts";

export interface SeenMessage {
  readonly id: string;
  readonly channelId: string;
  content: string;
  embeds: NonNullable<MessageBody["embeds"]>;
  components: NonNullable<MessageBody["components"]>;
  files: SentFile[];
  editCount: number;
  /** Seen by one person only. */
  readonly isEphemeral: boolean;
}

export interface SentFile {
  readonly name: string;
  readonly bytes: number;
  readonly content: Uint8Array;
}

const WAIT_LIMIT_MS = 15_000;

export class MessageLog {
  readonly all: SeenMessage[] = [];
  readonly #watchers = new Set<() => void>();
  readonly #nextId: () => string;

  constructor(nextId: () => string) {
    this.#nextId = nextId;
  }

  add(channelId: string, body: MessageBody, files: readonly SentFile[]): SeenMessage {
    const message: SeenMessage = {
      id: this.#nextId(),
      channelId,
      content: body.content ?? "",
      embeds: body.embeds ?? [],
      components: body.components ?? [],
      files: [...files],
      editCount: 0,
      isEphemeral: body.flags === 64,
    };
    this.all.push(message);
    this.changed();
    return message;
  }

  edit(message: SeenMessage, body: MessageBody, files: readonly SentFile[]): void {
    if (body.content !== undefined) message.content = body.content;
    if (body.embeds) message.embeds = body.embeds;
    if (body.components) message.components = body.components;
    if (body.attachments) message.files = [...files];
    message.editCount += 1;
    this.changed();
  }

  changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** Settles once `matches` finds something. @throws Error after `limitMs` */
  waitFor<Found>(matches: () => Found | undefined, limitMs = WAIT_LIMIT_MS): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = matches();
        if (found === undefined) return;
        clearTimeout(limit);
        this.#watchers.delete(look);
        resolve(found);
      };
      const limit = setTimeout(() => {
        this.#watchers.delete(look);
        reject(new Error(`not seen in Discord: ${JSON.stringify(this.all.slice(-6)).slice(0, 4_000)}`));
      }, limitMs);
      this.#watchers.add(look);
      look();
    });
  }
}

/** Everything of a message a person reads. */
export function textOf({ content, embeds }: SeenMessage): string {
  const embedded = embeds.flatMap(({ title, description, footer }) => [title, description, footer?.text]);
  return [content, ...embedded].filter((text) => text !== undefined && text !== "").join("\n");
}

/** The custom_id of a button, or of a menu with the value of an option, by its label. */
export function tappable({ components }: SeenMessage, label: string): { customId: string; value?: string } | undefined {
  for (const part of components.flatMap((row) => [...row.components])) {
    if (part.type === 2 && part.label === label) return { customId: part.custom_id };
    const option = part.type === 3 ? part.options.find((candidate) => candidate.label === label) : undefined;
    if (option) return { customId: part.custom_id, value: option.value };
  }
  return undefined;
}
