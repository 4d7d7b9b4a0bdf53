// What the emulated log-ins remember: codes, tokens that are not yet long, people of Facebook, and what was granted.
import { randomBytes } from "node:crypto";
import { type Journal, openJournal } from "../../../emulators/journal.ts";

export interface EmulatedCode {
  readonly code: string;
  readonly kind: "instagram" | "facebook";
  readonly redirectUri: string;
  /** Instagram: of one account; Facebook: of a person. */
  readonly accountId: string | null;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

export interface EmulatedGrant {
  readonly token: string;
  readonly kind: "short" | "user_short" | "user_long";
  readonly accountId: string | null;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

type OauthEntry =
  | { readonly type: "code"; readonly code: EmulatedCode }
  | { readonly type: "code_used"; readonly code: string }
  | { readonly type: "grant"; readonly grant: EmulatedGrant };

export class OauthState {
  readonly codes = new Map<string, EmulatedCode>();
  readonly grants = new Map<string, EmulatedGrant>();
  readonly #journal: Journal<OauthEntry>;

  constructor(journalPath: string | undefined) {
    this.#journal = openJournal(journalPath, (entry) => this.#apply(entry));
  }

  record(entry: OauthEntry): void {
    this.#journal.record(entry);
  }

  close(): void {
    this.#journal.close();
  }

  #apply(entry: OauthEntry): void {
    if (entry.type === "code") this.codes.set(entry.code.code, entry.code);
    else if (entry.type === "code_used") this.codes.delete(entry.code);
    else this.grants.set(entry.grant.token, entry.grant);
  }
}

export const newCode = () => `AQ${randomBytes(60).toString("base64url")}`;
export const newUserToken = () => `EAAuser${randomBytes(40).toString("hex")}`;
export const newPageToken = () => `EAApage${randomBytes(40).toString("hex")}`;
