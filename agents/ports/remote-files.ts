// Outside capability: a look at files on other people's servers, whose addresses came from outside (trust T9).

export interface RemoteHead {
  /** As many of the first bytes as were asked for, fewer where there are no more. */
  readonly bytes: Uint8Array;
  /** Of the whole file; null: the server does not tell. */
  readonly totalBytes: number | null;
}

/** Why an address is not looked at, or nothing is there: reasons of `invalid_input`. */
export const REMOTE_REASONS = ["not_https", "not_public", "redirects", "not_there"] as const;

export interface RemoteFiles {
  /**
   * Only from public addresses, over https, whatever a name or a redirect says.
   * @throws AppError `invalid_input` with one of the reasons above, `unavailable` when asking again may help
   */
  readHead(url: string, bytes: number, signal: AbortSignal): Promise<RemoteHead>;
}
