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

export interface Connector {
  /** Who a token belongs to. @throws AppError `refused` with reason "token_invalid" */
  whoAmI(accessToken: string, signal: AbortSignal): Promise<AccountProfile>;
  /** Asks the platform to send us this account's events; asked again it does no harm. */
  subscribe(account: ConnectedAccount, signal: AbortSignal): Promise<void>;
}
