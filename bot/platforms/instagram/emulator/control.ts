// The hand that moves the emulated Instagram: makes accounts, writes as fans, plans failures, shows what happened.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ReleaseOptions } from "../../../emulators/webhook-courier.ts";
import { TOKEN_LIFETIME_MS } from "./account-routes.ts";
import type { Emulation } from "./emulation.ts";
import type { FaultPlan } from "./faults.ts";
import { addMessage } from "./messages.ts";
import { newAccountId, newToken } from "./platform-ids.ts";
import { permalink } from "./post-fields.ts";
import type { EmulatedAccount, EmulatedThread } from "./state.ts";

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
  /** How many times the same webhook is sent. */
  readonly copies?: number;
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
  readonly caption: string;
  readonly aiGenerated: boolean;
  readonly permalink: string;
  readonly at: Date;
}

export interface InstagramControl {
  /** The same user name gives the same account and a token that works. */
  addAccount(request: AccountRequest): ControlledAccount;
  accounts(): readonly EmulatedAccount[];
  /** Returns the message id at once; the webhook is on its way. */
  fanWrites(fanId: string, text: string, options?: FanMessageOptions): string;
  /** Any other event by the fan, e.g. { reaction: { mid, action: "react", emoji: "❤" } } with field "message_reactions". */
  fanActs(fanId: string, field: string, body: object, accountId?: string): void;
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
  return {
    addAccount: (request) => addAccount(emulation, request),
    accounts: () => [...state.accounts.values()],
    fanWrites: (fanId, text, { accountId, name, imageUrl, copies } = {}) => {
      const known = state.fans.get(fanId);
      const fan = { id: fanId, name: name ?? known?.name ?? `fan ${fanId}` };
      if (known?.name !== fan.name) state.record({ type: "fan", fan });
      const written = { accountId: chosen(accountId), fanId, text, imageUrl: imageUrl ?? null };
      return addMessage(emulation, { ...written, from: "fan" }, copies).mid;
    },
    fanActs: (fanId, field, body, accountId) => {
      const recipient = chosen(accountId);
      const frame = { sender: { id: fanId }, recipient: { id: recipient }, timestamp: clock.now().getTime() };
      const webhook = webhooks.make(recipient, field, { ...frame, ...body });
      if (!webhook) return;
      state.record({ type: "webhook", ...webhook });
      webhooks.send(webhook);
    },
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
      caption: post.caption,
      aiGenerated: post.aiGenerated,
      permalink: permalink(emulation, post),
      at: new Date(post.atMs),
    }));
}
