// What the emulated TikTok log-in knows: accounts, codes, tokens. Every change is one journal entry.
import { randomBytes } from "node:crypto";
import { type Journal, openJournal } from "../../../emulators/journal.ts";

export interface EmulatedTiktokAccount {
  readonly openId: string;
  readonly username: string;
}

export interface EmulatedTiktokCode {
  readonly code: string;
  readonly openId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

export interface EmulatedTiktokToken {
  readonly token: string;
  readonly kind: "access" | "refresh";
  readonly openId: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

export type TiktokLoginEntry =
  | { readonly type: "account"; readonly account: EmulatedTiktokAccount }
  | { readonly type: "code"; readonly code: EmulatedTiktokCode }
  | { readonly type: "code_used"; readonly code: string }
  | { readonly type: "token"; readonly token: EmulatedTiktokToken }
  /** The account took its permission back. */
  | { readonly type: "revoked"; readonly openId: string };

export class TiktokLoginState {
  readonly accounts = new Map<string, EmulatedTiktokAccount>();
  readonly codes = new Map<string, EmulatedTiktokCode>();
  readonly tokens = new Map<string, EmulatedTiktokToken>();
  readonly #journal: Journal<TiktokLoginEntry>;

  constructor(journalPath: string | undefined) {
    this.#journal = openJournal(journalPath, (entry) => this.#apply(entry));
  }

  record(...entries: readonly TiktokLoginEntry[]): void {
    this.#journal.record(...entries);
  }

  close(): void {
    this.#journal.close();
  }

  #apply(entry: TiktokLoginEntry): void {
    switch (entry.type) {
      case "account":
        this.accounts.set(entry.account.openId, entry.account);
        return;
      case "code":
        this.codes.set(entry.code.code, entry.code);
        return;
      case "code_used":
        this.codes.delete(entry.code);
        return;
      case "token":
        this.tokens.set(entry.token.token, entry.token);
        return;
      case "revoked":
        for (const [token, { openId }] of this.tokens) if (openId === entry.openId) this.tokens.delete(token);
        return;
    }
  }
}

export const newOpenId = () => `-000${randomBytes(24).toString("base64url")}`;
export const newTiktokCode = () => `${randomBytes(40).toString("base64url")}*v!1`;
export const newTiktokToken = (kind: "act" | "rft") => `${kind}.${randomBytes(36).toString("base64url")}`;
