// The hand that moves the emulated TikTok: makes accounts, writes as fans, plans failures, shows what happened.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ReleaseOptions } from "../../../emulators/webhook-courier.ts";
import { issueTokens } from "./account-routes.ts";
import type { Emulation } from "./emulation.ts";
import type { FaultPlan } from "./faults.ts";
import { addMessage, type Telling } from "./messages.ts";
import { conversationIdOf } from "./state.ts";

const SCOPES = [
  "user.info.basic",
  "user.info.username",
  "user.account.type",
  "message.list.read",
  "message.list.send",
  "message.list.manage",
];

interface AccountRequest {
  readonly username: string;
  readonly scopes?: readonly string[];
  /** Default: its country allows pictures. */
  readonly mayPictures?: boolean;
  /** Of the access token; default: a day. */
  readonly tokenLifetimeMs?: number;
}

interface ControlledAccount {
  readonly id: string;
  readonly username: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface FanMessageOptions extends Telling {
  /** Absent: the only account. */
  readonly accountId?: string;
  readonly name?: string;
  /** Default "text". */
  readonly type?: string;
}

interface ThreadMessage {
  readonly id: string;
  readonly from: "fan" | "account";
  readonly type: string;
  readonly text: string;
  /** Of a picture the account sent. */
  readonly media: Uint8Array | null;
  readonly at: Date;
}

interface ThreadView {
  /** Oldest first. */
  readonly messages: readonly ThreadMessage[];
  readonly typing: boolean;
  /** When the account marked it as read; null: never. */
  readonly readAt: Date | null;
  /** Of the ten. */
  readonly sentSinceFan: number;
}

export interface TiktokControl {
  /** The same user name gives the same account, with new tokens. */
  addAccount(request: AccountRequest): ControlledAccount;
  /** The id under which a fan is written to. */
  conversationId(fanId: string, accountId?: string): string;
  /** Returns the message id at once; the webhook is on its way. */
  fanWrites(fanId: string, text: string, options?: FanMessageOptions): string;
  /** The fan has read what was written so far. */
  fanReads(fanId: string, accountId?: string): void;
  /** A human of the team in the app. */
  accountWrites(fanId: string, text: string, accountId?: string): string;
  /** Any webhook at all. */
  tell(event: string, content: object, accountId?: string): void;
  /** The account takes its permission back: its tokens are dead. */
  removeAuthorization(accountId?: string): void;
  thread(fanId: string, accountId?: string): ThreadView;
  addFault(plan: FaultPlan): void;
  clearFaults(): void;
  hold(): void;
  release(options?: ReleaseOptions): void;
  /** Everything told so far was acknowledged. */
  idle(): Promise<void>;
}

export function createControl(emulation: Emulation): TiktokControl {
  const { state, clock, faults, webhooks } = emulation;
  const chosen = (accountId: string | undefined) => chooseAccount(emulation, accountId);
  return {
    addAccount: ({ username, scopes = SCOPES, mayPictures = true, tokenLifetimeMs }) => {
      const known = [...state.accounts.values()].find((account) => account.username === username);
      const id = known?.id ?? `act.${Buffer.from(username).toString("hex")}`;
      if (!known) state.accounts.set(id, { id, username, scopes, mayPictures });
      return { id, username, ...issueTokens(emulation, id, tokenLifetimeMs) };
    },
    conversationId: (fanId, accountId) => conversationIdOf(chosen(accountId), fanId),
    fanWrites: (fanId, text, { accountId, name = `fan ${fanId}`, type = "text", ...telling } = {}) => {
      const conversation = state.openConversation(chosen(accountId), fanId, name);
      const written = { from: "fan", type, text, media: null, source: "APP" } as const;
      return addMessage(emulation, conversation, written, telling).id;
    },
    fanReads: (fanId, accountId) => {
      const account = chosen(accountId);
      webhooks.tell(account, "im_mark_read_msg", {
        conversation_id: conversationIdOf(account, fanId),
        timestamp: clock.now().getTime(),
        from_user: { id: fanId, role: "personal_account" },
        to_user: { id: account, role: "business_account" },
        read: { last_read_timestamp: clock.now().getTime() },
      });
    },
    accountWrites: (fanId, text, accountId) => {
      const conversation = state.openConversation(chosen(accountId), fanId, `fan ${fanId}`);
      const written = { from: "account", type: "text", text, media: null, source: "APP" } as const;
      return addMessage(emulation, conversation, written).id;
    },
    tell: (event, content, accountId) => webhooks.tell(chosen(accountId), event, content),
    removeAuthorization: (accountId) => {
      const account = chosen(accountId);
      for (const tokens of [state.tokens, state.refreshTokens])
        for (const [token, owner] of tokens) if (owner.accountId === account) tokens.delete(token);
      webhooks.tell(account, "authorization.removed", { reason: 1 });
    },
    thread: (fanId, accountId) => {
      const conversation = state.conversationWith(chosen(accountId), fanId);
      if (!conversation) return { messages: [], typing: false, readAt: null, sentSinceFan: 0 };
      const { messages, typingUntilMs, readByAccountAtMs, sentSinceFan } = conversation;
      return {
        messages: messages.map(({ id, from, type, text, media, atMs }) => {
          return { id, from, type, text, media, at: new Date(atMs) };
        }),
        typing: typingUntilMs > clock.now().getTime(),
        readAt: readByAccountAtMs > 0 ? new Date(readByAccountAtMs) : null,
        sentSinceFan,
      };
    },
    addFault: (plan) => faults.add(plan),
    clearFaults: () => faults.clear(),
    hold: () => webhooks.hold(),
    release: (options) => webhooks.release(options),
    idle: () => webhooks.idle(),
  };
}

function chooseAccount({ state }: Emulation, accountId: string | undefined): string {
  const [only, ...more] = state.accounts.keys();
  const id = accountId ?? (more.length === 0 ? only : undefined);
  if (id === undefined || !state.accounts.has(id))
    throw new AppError("not_found", "The emulated TikTok has no such account.", { field: "accountId" });
  return id;
}
