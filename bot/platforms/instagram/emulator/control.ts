// The hand that moves the emulated Instagram: makes accounts, writes as fans, plans failures, shows what happened.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ReleaseOptions, WebhookDelivery } from "../../../emulators/webhook-courier.ts";
import { TOKEN_LIFETIME_MS } from "./account-routes.ts";
import type { Emulation } from "./emulation.ts";
import type { FaultPlan } from "./faults.ts";
import { addMessage } from "./messages.ts";
import { newAccountId, newObjectId, newToken } from "./platform-ids.ts";
import { permalink } from "./post-fields.ts";
import type {
  EmulatedAccount,
  EmulatedComment,
  EmulatedMessage,
  EmulatedThread,
  EmulatedToken,
  MessengerProfile,
  PostFormat,
  StateEntry,
} from "./state.ts";

interface AccountRequest {
  readonly username: string;
  readonly id?: string;
  readonly token?: string;
}

interface ControlledAccount {
  readonly id: string;
  readonly username: string;
  readonly token: string;
}

interface FanMessageOptions {
  /** Absent: the only account. */
  readonly accountId?: string;
  readonly name?: string;
  readonly imageUrl?: string;
  /** How many times the same webhook is sent; 0: it gets lost. */
  readonly copies?: number;
  /** What else the webhook's `message` holds, e.g. { reply_to: { story: { id, url } } } or { is_unsupported: true }. */
  readonly message?: Readonly<Record<string, unknown>>;
}

interface CommentOptions {
  readonly accountId?: string;
  readonly username?: string;
  /** Of the post it is under; absent: one nobody knows. */
  readonly mediaId?: string;
  /** Instagram writes comments in two ways. */
  readonly as?: "field" | "changes";
}

interface ThreadMessage {
  readonly id: string;
  readonly from: "fan" | "account";
  readonly text: string;
  readonly imageUrl: string | null;
  readonly at: Date;
}

interface ThreadView {
  /** Oldest first. */
  readonly messages: readonly ThreadMessage[];
  readonly typing: boolean;
  /** When the account marked the thread as seen; null: never. */
  readonly seenAt: Date | null;
}

interface PostView {
  readonly id: string;
  readonly accountId: string;
  readonly containerId: string;
  readonly format: PostFormat;
  readonly caption: string;
  /** Hashes of its files in order: two posts that show the same are told by them. */
  readonly files: readonly string[];
  readonly aiGenerated: boolean;
  readonly permalink: string;
  readonly at: Date;
}

export interface InstagramControl {
  /** The same user name gives the same account and a token that works. */
  addAccount(request: AccountRequest): ControlledAccount;
  accounts(): readonly EmulatedAccount[];
  /** As if the account's tokens were so much older. */
  age(accountId: string, byMs: number): void;
  /** The owner takes the permission back: no token of the account works any more. */
  revoke(accountId: string): void;
  /** Returns the message id at once; the webhook is on its way. */
  fanWrites(fanId: string, text: string, options?: FanMessageOptions): string;
  /** Any other event by the fan, e.g. { reaction: { mid, action: "react", emoji: "❤" } } with field "message_reactions". */
  fanActs(fanId: string, field: string, body: object, accountId?: string): void;
  fanEdits(fanId: string, mid: string, text: string, accountId?: string): void;
  fanUnsends(fanId: string, mid: string, accountId?: string): void;
  /** A tap on an ice breaker, menu item or button; its mid. */
  fanTaps(fanId: string, button: { title: string; payload: string }, accountId?: string): string;
  /** By an ad or an ig.me link into a thread there is. */
  fanComes(fanId: string, referral: object, accountId?: string): void;
  /** Under one of the account's posts; the comment's id. */
  fanComments(fanId: string, text: string, options?: CommentOptions): string;
  /** What /messenger_profile holds. */
  messengerProfile(accountId?: string): MessengerProfile;
  /** The human behind the account answers in the app: we see only the echo. */
  accountWrites(fanId: string, text: string, accountId?: string): string;
  thread(fanId: string, accountId?: string): ThreadView;
  posts(accountId?: string): readonly PostView[];
  addFault(plan: FaultPlan): void;
  clearFaults(): void;
  /** Keeps webhooks back until `release`, which may reverse or batch them. */
  hold(): void;
  release(options?: ReleaseOptions): void;
  /** Every webhook so far was acknowledged. */
  idle(): Promise<void>;
}

export function createControl(emulation: Emulation): InstagramControl {
  const { state, clock, faults, webhooks } = emulation;
  const chosen = (accountId: string | undefined) => chooseAccount(emulation, accountId);
  const tell = (webhook: WebhookDelivery | null, ...entries: readonly StateEntry[]) => {
    state.record(...entries, ...(webhook ? [{ type: "webhook", ...webhook } as const] : []));
    if (webhook) webhooks.send(webhook);
  };
  const act = (fanId: string, field: string, body: object, accountId: string, ...entries: readonly StateEntry[]) => {
    const frame = { sender: { id: fanId }, recipient: { id: accountId }, timestamp: clock.now().getTime() };
    tell(webhooks.make(accountId, field, { ...frame, ...body }), ...entries);
  };
  return {
    addAccount: (request) => addAccount(emulation, request),
    accounts: () => [...state.accounts.values()],
    age: (accountId, byMs) =>
      changeTokens(state, accountId, (token) => ({
        ...token,
        issuedAtMs: token.issuedAtMs - byMs,
        expiresAtMs: token.expiresAtMs - byMs,
      })),
    revoke: (accountId) => changeTokens(state, accountId, (token) => ({ ...token, expiresAtMs: 0 })),
    fanWrites: (fanId, text, { accountId, name, imageUrl, copies, message } = {}) => {
      const known = state.fans.get(fanId);
      const fan = { id: fanId, name: name ?? known?.name ?? `fan ${fanId}` };
      if (known?.name !== fan.name) state.record({ type: "fan", fan });
      const written = { accountId: chosen(accountId), fanId, text, imageUrl: imageUrl ?? null };
      const extra = message ? { extra: message } : {};
      return addMessage(emulation, { ...written, ...extra, from: "fan" }, { copies }).mid;
    },
    fanActs: (fanId, field, body, accountId) => act(fanId, field, body, chosen(accountId)),
    fanEdits: (fanId, mid, text, accountId) => {
      const account = chosen(accountId);
      const edited = { type: "edited", accountId: account, fanId, mid, text } as const;
      act(fanId, "message_edit", { message_edit: { mid, text, num_edit: 1 } }, account, edited);
    },
    fanUnsends: (fanId, mid, accountId) => {
      const account = chosen(accountId);
      const unsent = { type: "unsent", accountId: account, fanId, mid } as const;
      act(fanId, "messages", { message: { mid, is_deleted: true } }, account, unsent);
    },
    fanTaps: (fanId, { title, payload }, accountId) => {
      const written = { accountId: chosen(accountId), fanId, from: "fan", text: title, imageUrl: null } as const;
      const as = ({ mid }: EmulatedMessage) => ({ postback: { mid, title, payload } });
      return addMessage(emulation, written, { field: "messaging_postbacks", as }).mid;
    },
    fanComes: (fanId, referral, accountId) => {
      const account = chosen(accountId);
      const opened = { type: "opened", accountId: account, fanId, atMs: clock.now().getTime() } as const;
      act(fanId, "messaging_referral", { referral }, account, opened);
    },
    fanComments: (fanId, text, options = {}) => {
      const comment = { id: newObjectId(), accountId: chosen(options.accountId), fanId, text };
      const atMs = clock.now().getTime();
      tell(commentWebhook(emulation, comment, options), { type: "comment", comment: { ...comment, atMs } });
      return comment.id;
    },
    messengerProfile: (accountId) => state.messengerProfiles.get(chosen(accountId)) ?? {},
    accountWrites: (fanId, text, accountId) => {
      const written = { accountId: chosen(accountId), fanId, from: "account", text, imageUrl: null } as const;
      return addMessage(emulation, written).mid;
    },
    thread: (fanId, accountId) => viewThread(state.thread(chosen(accountId), fanId), clock.now()),
    posts: (accountId) => viewPosts(emulation, accountId),
    addFault: (plan) => faults.add(plan),
    clearFaults: () => faults.clear(),
    hold: () => webhooks.hold(),
    release: (options) => webhooks.release(options),
    idle: () => webhooks.idle(),
  };
}

/** Its `time` is in seconds. */
function commentWebhook(
  { webhooks, clock }: Emulation,
  { id, accountId, fanId, text }: Omit<EmulatedComment, "atMs">,
  { username = `fan.${fanId}`, as = "field", mediaId = newObjectId() }: CommentOptions,
): WebhookDelivery | null {
  const time = Math.floor(clock.now().getTime() / 1_000);
  const media = { id: mediaId, media_product_type: "FEED" };
  const value = { id, from: { id: fanId, username }, text, media };
  const field = "comments";
  const { id: _id, ...rest } = value;
  const body = as === "field" ? { field, value } : { changes: [{ field, value: { ...rest, comment_id: id } }] };
  return webhooks.makeEntry(accountId, field, { time, ...body });
}

function addAccount({ state, clock }: Emulation, request: AccountRequest): ControlledAccount {
  const known = [...state.accounts.values()].find((account) => account.username === request.username);
  const id = known?.id ?? request.id ?? newAccountId();
  if (!known) state.record({ type: "account", account: { id, username: request.username, subscribedFields: [] } });
  const issuedAtMs = clock.now().getTime();
  const valid = [...state.tokens.values()].find((token) => token.accountId === id && token.expiresAtMs > issuedAtMs);
  const token = request.token ?? valid?.token ?? newToken();
  if (!state.tokens.has(token)) {
    const expiresAtMs = issuedAtMs + TOKEN_LIFETIME_MS;
    state.record({ type: "token", token: { token, accountId: id, issuedAtMs, expiresAtMs } });
  }
  return { id, username: request.username, token };
}

function changeTokens(
  state: Emulation["state"],
  accountId: string,
  change: (token: EmulatedToken) => EmulatedToken,
): void {
  const theirs = [...state.tokens.values()].filter((token) => token.accountId === accountId);
  state.record(...theirs.map((token) => ({ type: "token", token: change(token) }) as const));
}

function chooseAccount({ state }: Emulation, accountId: string | undefined): string {
  const [only, ...more] = state.accounts.keys();
  const id = accountId ?? (more.length === 0 ? only : undefined);
  if (id === undefined || !state.accounts.has(id)) {
    throw new AppError("not_found", "The emulated Instagram has no such account.", { field: "accountId" });
  }
  return id;
}

function viewThread(thread: EmulatedThread | undefined, now: Date): ThreadView {
  if (!thread) return { messages: [], typing: false, seenAt: null };
  const messages = thread.messages.map(({ mid, from, text, imageUrl, atMs }) => {
    return { id: mid, from, text, imageUrl, at: new Date(atMs) };
  });
  const seenAt = thread.seenByAccountAtMs > 0 ? new Date(thread.seenByAccountAtMs) : null;
  return { messages, typing: thread.typingUntilMs > now.getTime(), seenAt };
}

/** Newest first. */
function viewPosts(emulation: Emulation, accountId: string | undefined): PostView[] {
  const posts = [...emulation.state.posts.values()].reverse();
  return posts
    .filter((post) => accountId === undefined || post.accountId === accountId)
    .map((post) => ({
      id: post.id,
      accountId: post.accountId,
      containerId: post.containerId,
      format: post.format ?? "image",
      caption: post.caption,
      files: (post.media ?? []).map(({ sha256 }) => sha256),
      aiGenerated: post.aiGenerated,
      permalink: permalink(emulation, post),
      at: new Date(post.atMs),
    }));
}
