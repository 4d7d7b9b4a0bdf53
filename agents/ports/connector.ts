// Outside capability: linking an account of a platform, whatever it is used for then.

export interface ConnectedAccount {
  readonly id: string;
  readonly externalId: string;
  /** Opened token; never logged. */
  readonly accessToken: string;
}

export interface AccountProfile {
  /** The name under which the platform's events speak of the account. */
  readonly externalId: string;
  readonly handle: string;
}

/** What a chat offers before anything was written, and beside the writing. */
export interface ChatEntrances {
  /** Questions to begin with: at most 4. */
  readonly iceBreakers: readonly string[];
  /** Entries of the menu that stays: at most 5. */
  readonly menu: readonly MenuItem[];
}

export type MenuItem = { readonly title: string } | { readonly title: string; readonly url: string };

export interface RenewedTokens {
  readonly accessToken: string;
  /** The one before it may be used up. Absent: there is none beside the access token. */
  readonly refreshToken?: string;
  /** Milliseconds the access token works from now. */
  readonly lastsMs: number;
}

/** New tokens for an old one. @throws AppError `refused` when it can renew nothing any more */
export type RenewTokens = (token: string, signal: AbortSignal) => Promise<RenewedTokens>;

/** When tokens are renewed, and by which of them. */
export interface RenewalRule {
  readonly by: "refreshToken" | "accessToken";
  /** So long before its end. */
  readonly beforeMs: number;
  /** The platform renews no younger one. */
  readonly minAgeMs: number;
}

export interface Connector {
  /** Who a token belongs to. @throws AppError `refused` with reason "token_invalid" */
  whoAmI(accessToken: string, signal: AbortSignal): Promise<AccountProfile>;
  /** Asks the platform to send us this account's events; asked again it does no harm. */
  subscribe(account: ConnectedAccount, signal: AbortSignal): Promise<void>;
  /** Absent: the platform's tokens do not lapse by the day. */
  readonly renew?: RenewTokens;
  /** Absent: by the refresh token, hours before the end. */
  readonly renewalRule?: RenewalRule;
  /** Sets what is given; an empty list takes it away. null: the platform has none. @throws AppError */
  readonly setEntrances:
    | ((account: ConnectedAccount, entrances: Partial<ChatEntrances>, signal: AbortSignal) => Promise<void>)
    | null;
}
