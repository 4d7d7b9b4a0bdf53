// Structured logs that cannot leak: only fields on the list below are written; everything else is dropped (trust T15).
import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";

/** Fields that may be logged. No text of a message, no token, no address of a person is among them. */
export interface LogFields {
  readonly avatarId?: string;
  readonly batchId?: string;
  readonly pieceId?: string;
  readonly vendorJobId?: string;
  readonly accountId?: string;
  readonly conversationId?: string;
  readonly messageId?: string;
  readonly outboundId?: string;
  readonly postId?: string;
  readonly purchaseId?: string;
  readonly experimentId?: string;
  readonly outreachId?: string;
  readonly operatorId?: string;
  readonly runCardId?: string;
  readonly jobId?: string;
  readonly queue?: string;
  readonly command?: string;
  readonly surface?: string;
  readonly provider?: string;
  readonly model?: string;
  readonly platform?: string;
  readonly source?: string;
  readonly eventId?: string;
  readonly control?: string;
  readonly decision?: string;
  readonly code?: string;
  readonly reason?: string;
  readonly status?: number;
  readonly method?: string;
  readonly path?: string;
  readonly port?: number;
  readonly attempt?: number;
  readonly count?: number;
  readonly durationMs?: number;
  readonly delayMs?: number;
  readonly version?: string;
  readonly state?: string;
  readonly error?: unknown;
}

const ALLOWED: ReadonlySet<string> = new Set<keyof LogFields>([
  "avatarId",
  "batchId",
  "pieceId",
  "vendorJobId",
  "accountId",
  "conversationId",
  "messageId",
  "outboundId",
  "postId",
  "purchaseId",
  "experimentId",
  "outreachId",
  "operatorId",
  "runCardId",
  "jobId",
  "queue",
  "command",
  "surface",
  "provider",
  "model",
  "platform",
  "source",
  "eventId",
  "control",
  "decision",
  "code",
  "reason",
  "status",
  "method",
  "path",
  "port",
  "attempt",
  "count",
  "durationMs",
  "delayMs",
  "version",
  "state",
  "error",
]);

export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  child(fields: LogFields): Logger;
}

/** Shapes of secrets that must not survive in an error's message or stack. */
const SECRETS: readonly RegExp[] = [
  /\b\d{6,12}:[A-Za-z0-9_-]{30,}\b/g, // Telegram bot token
  /\b(?:r8|sk|whsec|vb)_?-?[A-Za-z0-9_-]{16,}\b/g,
  /\b(?:IGQ|IGAA|EAA)[A-Za-z0-9]{20,}\b/g,
  /(access_token|client_secret|token|signature|sig|key|password)=[^&\s"]+/gi,
  /\b(Bearer|Bot|Key)\s+[A-Za-z0-9._~+/-]{12,}=*/g,
  /:\/\/[^/\s:@]+:[^/\s@]+@/g, // user:password in a URL
];

/** Text with everything that looks like a secret replaced. */
export function redact(text: string): string {
  return SECRETS.reduce((clean, pattern) => clean.replace(pattern, "[redacted]"), text);
}

function describeError(error: unknown): { name: string; message: string; code?: string; stack?: string } {
  if (!(error instanceof Error)) return { name: "thrown", message: redact(String(error)).slice(0, 500) };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const stack = error.stack ? { stack: redact(error.stack).slice(0, 4_000) } : {};
  return { name: error.name, message: redact(error.message).slice(0, 500), ...code, ...stack };
}

function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!ALLOWED.has(name) || value === undefined) continue;
    if (name === "error") kept.error = describeError(value);
    else kept[name] = typeof value === "string" ? redact(value).slice(0, 300) : value;
  }
  return kept;
}

function wrap(logger: PinoLogger): Logger {
  return {
    debug: (event, fields = {}) => logger.debug(allowed(fields), event),
    info: (event, fields = {}) => logger.info(allowed(fields), event),
    warn: (event, fields = {}) => logger.warn(allowed(fields), event),
    error: (event, fields = {}) => logger.error(allowed(fields), event),
    child: (fields) => wrap(logger.child(allowed(fields))),
  };
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return wrap(destination ? pino(options, destination) : pino(options));
}

export const silentLogger: Logger = createLogger("silent");
