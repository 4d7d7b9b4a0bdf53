// What the emulated Instagram knows. Every change is one journal entry; nothing else writes to the maps.
import { type Journal, openJournal } from "../../../emulators/journal.ts";

export interface EmulatedToken {
  readonly token: string;
  readonly accountId: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

export interface EmulatedAccount {
  readonly id: string;
  readonly username: string;
  readonly subscribedFields: readonly string[];
}

export interface EmulatedFan {
  readonly id: string;
  readonly name: string;
}

export interface EmulatedMessage {
  readonly mid: string;
  readonly accountId: string;
  readonly fanId: string;
  readonly from: "fan" | "account";
  readonly text: string;
  /** Picture, video or sound the account sent, or a picture of the fan's. */
  readonly imageUrl: string | null;
  /** What else its webhook's `message` holds: reply_to, quick_reply, referral, attachments, is_unsupported ... */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly atMs: number;
}

export interface EmulatedComment {
  readonly id: string;
  readonly accountId: string;
  readonly fanId: string;
  readonly text: string;
  readonly atMs: number;
}

/** What /messenger_profile keeps; fields as they were sent. */
export type MessengerProfile = Readonly<Partial<Record<"ice_breakers" | "persistent_menu", unknown>>>;

export interface EmulatedThread {
  readonly id: string;
  readonly accountId: string;
  readonly fanId: string;
  readonly messages: EmulatedMessage[];
  /** The reply window counts from here. */
  lastFanAtMs: number;
  seenByAccountAtMs: number;
  /** Not kept: a process that died no longer types. */
  typingUntilMs: number;
}

export type PostFormat = "image" | "carousel" | "story" | "video";

/** A file as it was fetched. */
export interface EmulatedMedia {
  readonly kind: "image" | "video";
  readonly bytes: number;
  readonly sha256: string;
}

/** Absent in what older versions wrote down: single pictures. */
interface PostFiles {
  readonly format?: PostFormat | undefined;
  /** Of a carousel: the containers of its items. */
  readonly children?: readonly string[] | undefined;
  readonly media?: readonly EmulatedMedia[] | undefined;
}

export interface EmulatedContainer extends PostFiles {
  readonly id: string;
  readonly accountId: string;
  readonly caption: string;
  readonly altText: string | null;
  readonly aiGenerated: boolean;
  readonly createdAtMs: number;
  readonly readyAtMs: number;
  /** Subcode of the failure it will end in. */
  readonly failure: number | null;
  readonly isCarouselItem?: boolean;
  /** Its clip is sent to us, and is not all there yet. */
  readonly upload?: { readonly thumbOffsetMs: number | null } | undefined;
}

export interface EmulatedPost extends PostFiles {
  readonly id: string;
  readonly accountId: string;
  readonly containerId: string;
  readonly shortcode: string;
  readonly caption: string;
  readonly altText: string | null;
  readonly aiGenerated: boolean;
  readonly atMs: number;
}

export type StateEntry =
  | { readonly type: "account"; readonly account: EmulatedAccount }
  | { readonly type: "token"; readonly token: EmulatedToken }
  | { readonly type: "fan"; readonly fan: EmulatedFan }
  | { readonly type: "message"; readonly message: EmulatedMessage }
  | { readonly type: "seen"; readonly accountId: string; readonly fanId: string; readonly atMs: number }
  | {
      readonly type: "edited";
      readonly accountId: string;
      readonly fanId: string;
      readonly mid: string;
      readonly text: string;
    }
  | { readonly type: "unsent"; readonly accountId: string; readonly fanId: string; readonly mid: string }
  /** The fan did something that opens the window without writing. */
  | { readonly type: "opened"; readonly accountId: string; readonly fanId: string; readonly atMs: number }
  | { readonly type: "comment"; readonly comment: EmulatedComment }
  | { readonly type: "comment_answered"; readonly id: string }
  | { readonly type: "messenger_profile"; readonly accountId: string; readonly profile: MessengerProfile }
  | { readonly type: "container"; readonly container: EmulatedContainer }
  | { readonly type: "post"; readonly post: EmulatedPost }
  | { readonly type: "webhook"; readonly id: string; readonly body: string }
  | { readonly type: "delivered"; readonly id: string };

export class InstagramState {
  readonly accounts = new Map<string, EmulatedAccount>();
  readonly tokens = new Map<string, EmulatedToken>();
  readonly fans = new Map<string, EmulatedFan>();
  readonly threads = new Map<string, EmulatedThread>();
  readonly containers = new Map<string, EmulatedContainer>();
  readonly posts = new Map<string, EmulatedPost>();
  readonly #postOfContainer = new Map<string, EmulatedPost>();
  readonly comments = new Map<string, EmulatedComment>();
  /** Comments that had their one private reply. */
  readonly answeredComments = new Set<string>();
  readonly messengerProfiles = new Map<string, MessengerProfile>();
  /** Made but not yet acknowledged by the receiver. */
  readonly webhooks = new Map<string, string>();
  readonly #journal: Journal<StateEntry>;

  constructor(journalPath: string | undefined) {
    this.#journal = openJournal(journalPath, (entry) => this.#apply(entry));
  }

  record(...entries: readonly StateEntry[]): void {
    this.#journal.record(...entries);
  }

  thread(accountId: string, fanId: string): EmulatedThread | undefined {
    return this.threads.get(threadId(accountId, fanId));
  }

  postOf(containerId: string): EmulatedPost | undefined {
    return this.#postOfContainer.get(containerId);
  }

  close(): void {
    this.#journal.close();
  }

  #apply(entry: StateEntry): void {
    switch (entry.type) {
      case "account":
        this.accounts.set(entry.account.id, entry.account);
        return;
      case "token":
        this.tokens.set(entry.token.token, entry.token);
        return;
      case "fan":
        this.fans.set(entry.fan.id, entry.fan);
        return;
      case "message":
        this.#addMessage(entry.message);
        return;
      case "seen":
        this.#openThread(entry.accountId, entry.fanId).seenByAccountAtMs = entry.atMs;
        return;
      case "edited":
        this.#change(entry, (message) => ({ ...message, text: entry.text }));
        return;
      case "unsent":
        this.#change(entry, () => null);
        return;
      case "opened":
        this.#openThread(entry.accountId, entry.fanId).lastFanAtMs = entry.atMs;
        return;
      case "comment":
        this.comments.set(entry.comment.id, entry.comment);
        return;
      case "comment_answered":
        this.answeredComments.add(entry.id);
        return;
      case "messenger_profile":
        this.messengerProfiles.set(entry.accountId, entry.profile);
        return;
      case "container":
        this.containers.set(entry.container.id, entry.container);
        return;
      case "post":
        this.posts.set(entry.post.id, entry.post);
        this.#postOfContainer.set(entry.post.containerId, entry.post);
        return;
      case "webhook":
        this.webhooks.set(entry.id, entry.body);
        return;
      case "delivered":
        this.webhooks.delete(entry.id);
        return;
    }
  }

  /** null: the message is gone. */
  #change(
    { accountId, fanId, mid }: { readonly accountId: string; readonly fanId: string; readonly mid: string },
    change: (message: EmulatedMessage) => EmulatedMessage | null,
  ): void {
    const messages = this.thread(accountId, fanId)?.messages ?? [];
    const index = messages.findIndex((message) => message.mid === mid);
    const message = messages[index];
    if (!message) return;
    const changed = change(message);
    messages.splice(index, 1, ...(changed ? [changed] : []));
  }

  #addMessage(message: EmulatedMessage): void {
    const thread = this.#openThread(message.accountId, message.fanId);
    thread.messages.push(message);
    if (message.from === "fan") thread.lastFanAtMs = message.atMs;
    else thread.typingUntilMs = 0;
  }

  #openThread(accountId: string, fanId: string): EmulatedThread {
    const id = threadId(accountId, fanId);
    const known = this.threads.get(id);
    if (known) return known;
    const nothingYet = { lastFanAtMs: 0, seenByAccountAtMs: 0, typingUntilMs: 0 };
    const thread: EmulatedThread = { id, accountId, fanId, messages: [], ...nothingYet };
    this.threads.set(id, thread);
    return thread;
  }
}

/** Looks like Instagram's: opaque, and made of both ids. */
function threadId(accountId: string, fanId: string): string {
  return Buffer.from(`thread:${accountId}:${fanId}`).toString("base64url");
}
