// One error type with a closed set of codes, so that every surface can say what went wrong and what to do about it.

/** HTTP status and whether a retry can help, by code. The only table of its kind. */
export const ERROR_CODES = {
  invalid_input: { status: 400, retryable: false },
  unknown_command: { status: 404, retryable: false },
  unauthenticated: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  conflict: { status: 409, retryable: false },
  expired: { status: 410, retryable: false },
  too_large: { status: 413, retryable: false },
  refused: { status: 422, retryable: false },
  rate_limited: { status: 429, retryable: true },
  budget_reached: { status: 402, retryable: false },
  not_configured: { status: 503, retryable: false },
  unavailable: { status: 503, retryable: true },
  provider_failed: { status: 502, retryable: true },
  provider_refused: { status: 422, retryable: false },
  outcome_unknown: { status: 504, retryable: false },
  storage_full: { status: 507, retryable: true },
  internal: { status: 500, retryable: false },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface AppErrorOptions {
  /** Input field at fault, in dotted form. */
  readonly field?: string;
  /** What the reader can do about it. */
  readonly remedy?: string;
  /** Overrides the table where the thrower knows better, e.g. a 500 that must not be repeated. */
  readonly retryable?: boolean;
  /** Earliest useful retry, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** A finer, stable reason for programs ("minor_appearance", "ig_2207052"). */
  readonly reason?: string;
  readonly cause?: unknown;
}

/** An expected failure. `message` is for people, `code` and `reason` for programs; neither may hold secrets or message text. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly remedy: string | undefined;
  readonly reason: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.field = options.field;
    this.remedy = options.remedy;
    this.reason = options.reason;
    this.retryable = options.retryable ?? ERROR_CODES[code].retryable;
    this.retryAfterMs = options.retryAfterMs;
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}

/** Any thrown value as an AppError; what we did not foresee becomes `internal` and keeps its cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError("internal", message, { cause: thrown });
}
