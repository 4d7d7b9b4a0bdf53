// Outside capability: asks a configured service, by its cheapest call, whether it takes our key. Nothing is changed or paid.

export const PROBE_NOTES = [
  "telegramWebhookMissing",
  "telegramWebhookElsewhere",
  "telegramWebhookFails",
  "telegramStillWebhook",
  "modelMissing",
  "keyIsLimited",
] as const;

/** Something about a service that answers all the same. `detail` is no secret. */
export interface ProbeNote {
  readonly note: (typeof PROBE_NOTES)[number];
  readonly detail: string;
}

export interface ServiceProbe {
  /** "replicate", "Telegram" */
  readonly service: string;
  /** The variable to correct when it is refused. */
  readonly setting: string;
  /**
   * null: it has no call that costs nothing.
   * @returns what is odd, empty when all is well
   * @throws AppError `not_configured` when the key is refused, `unavailable` when nothing answers
   */
  readonly ask: ((signal: AbortSignal) => Promise<readonly ProbeNote[]>) | null;
}
