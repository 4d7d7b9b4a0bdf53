// Outside capability: telling a vendor's own call from a forged one (trust T1). Its word is only a wake-up: the vendor is asked.

export interface VendorCall {
  readonly body: Uint8Array;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface VendorWebhook {
  readonly provider: string;
  /** @returns the vendor's id of the job it tells of. @throws AppError `unauthenticated` for anything not proven to be the vendor's */
  verify(call: VendorCall, now: Date): Promise<{ readonly externalId: string }>;
}
