// What the emulated TikTok knows of posts. Every change is one journal entry; nothing else writes to the maps.
import { type Journal, openJournal } from "../../../emulators/journal.ts";

export interface EmulatedCreator {
  readonly id: string;
  readonly username: string;
  readonly nickname: string;
  readonly scopes: readonly string[];
  readonly privacyOptions: readonly string[];
  readonly isPrivate: boolean;
  readonly commentDisabled: boolean;
  readonly duetDisabled: boolean;
  readonly stitchDisabled: boolean;
  readonly maxVideoSeconds: number;
  readonly followers: number;
  readonly likes: number;
}

export interface EmulatedToken {
  readonly token: string;
  readonly kind: "access" | "refresh";
  readonly accountId: string;
  readonly expiresAtMs: number;
}

export interface EmulatedPublish {
  readonly id: string;
  readonly accountId: string;
  readonly media: "video" | "photo";
  readonly mode: "direct" | "inbox";
  readonly source: "file" | "url";
  readonly title: string;
  readonly description: string;
  readonly privacy: string;
  readonly aiGenerated: boolean;
  readonly allowsComments: boolean;
  readonly createdAtMs: number;
  /** Of a file. */
  readonly size: number;
  readonly chunkSize: number;
  readonly chunks: number;
  /** All bytes are here; null: not yet. */
  readonly takenAtMs: number | null;
  readonly canceledAtMs: number | null;
  /** What it will fail with once it was worked on. */
  readonly failReason: string | null;
  readonly seconds: number | null;
  /** Of what becomes of it: longer than a JavaScript number can hold. */
  readonly videoId: string;
}

export type StateEntry =
  | { readonly type: "creator"; readonly creator: EmulatedCreator }
  | { readonly type: "token"; readonly token: EmulatedToken }
  | { readonly type: "revoked"; readonly accountId: string }
  | { readonly type: "spent"; readonly token: string }
  | { readonly type: "publish"; readonly publish: EmulatedPublish }
  | { readonly type: "told"; readonly publishId: string; readonly event: string }
  | { readonly type: "webhook"; readonly id: string; readonly body: string }
  | { readonly type: "delivered"; readonly id: string };

export class PostsState {
  readonly creators = new Map<string, EmulatedCreator>();
  readonly tokens = new Map<string, EmulatedToken>();
  readonly publishes = new Map<string, EmulatedPublish>();
  /** "<publish id> <event>" */
  readonly told = new Set<string>();
  /** Made but not yet acknowledged by the receiver. */
  readonly webhooks = new Map<string, string>();
  readonly #journal: Journal<StateEntry>;

  constructor(journalPath: string | undefined) {
    this.#journal = openJournal(journalPath, (entry) => this.#apply(entry));
  }

  record(...entries: readonly StateEntry[]): void {
    this.#journal.record(...entries);
  }

  close(): void {
    this.#journal.close();
  }

  #apply(entry: StateEntry): void {
    switch (entry.type) {
      case "creator":
        this.creators.set(entry.creator.id, entry.creator);
        return;
      case "token":
        this.tokens.set(entry.token.token, entry.token);
        return;
      case "revoked":
        for (const [token, { accountId }] of this.tokens) if (accountId === entry.accountId) this.tokens.delete(token);
        return;
      case "spent":
        this.tokens.delete(entry.token);
        return;
      case "publish":
        this.publishes.set(entry.publish.id, entry.publish);
        return;
      case "told":
        this.told.add(`${entry.publishId} ${entry.event}`);
        return;
      case "webhook":
        this.webhooks.set(entry.id, entry.body);
        return;
      case "delivered":
        this.webhooks.delete(entry.id);
        return;
    }
  }
}
