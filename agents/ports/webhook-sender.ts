// Outside capability: one POST to an address an operator named, which nobody vouches for (trust T9).

export interface OutgoingWebhook {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookSender {
  /** Whether addresses of this machine may be named, without https: a server others cannot reach either. */
  readonly allowsLoopback: boolean;
  /**
   * Only to public addresses over https, or to this machine where that is allowed; no redirect is followed.
   * @returns the HTTP status
   * @throws AppError `invalid_input` (reasons `not_https`, `not_public`), `unavailable` when nothing answered
   */
  send(webhook: OutgoingWebhook, signal: AbortSignal): Promise<number>;
}
