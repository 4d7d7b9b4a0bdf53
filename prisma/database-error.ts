// The ways a database can refuse to serve, told apart so that a caller can explain each with its own remedy.

/**
 * in_use: another process holds the data folder. unreachable: no Postgres answers. vector_missing: no pgvector extension.
 * disk_full: no space left. migration_failed: the schema cannot be brought up to date. unsupported: not on this kind of
 * database. stopped: the embedded database broke down; only a restart of the process helps.
 */
export type DatabaseErrorCode =
  | "in_use"
  | "unreachable"
  | "vector_missing"
  | "disk_full"
  | "migration_failed"
  | "unsupported"
  | "stopped";

/** `message` is one English line with the remedy; `detail` holds its parts for a translated one. Never a password. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode;
  readonly detail: Readonly<Record<string, string | number>>;

  constructor(code: DatabaseErrorCode, message: string, options: DatabaseErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "DatabaseError";
    this.code = code;
    this.detail = options.detail ?? {};
  }
}

export interface DatabaseErrorOptions {
  detail?: Readonly<Record<string, string | number>>;
  cause?: unknown;
}

// Postgres 53100 disk_full; ENOSPC and EDQUOT come from the file system below the embedded database.
const DISK_FULL_CODES = new Set(["53100", "ENOSPC", "EDQUOT"]);
/** Prisma passes the database's code on inside its message only. */
const DISK_FULL_TEXT = /No space left on device|Code: `53100`/;
// The embedded database's own file layer throws bare objects with WASI numbers: 51 ENOSPC, 19 EDQUOT.
const DISK_FULL_NUMBERS = new Set([51, 19]);

/** True for a failure caused by a full disk, however deep the cause is buried. */
export function isDiskFull(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("name" in error && error.name === "ErrnoError" && "errno" in error) {
    return typeof error.errno === "number" && DISK_FULL_NUMBERS.has(error.errno);
  }
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseError && error.code === "disk_full") return true;
  if (DISK_FULL_CODES.has(errorCode(error) ?? "") || DISK_FULL_TEXT.test(error.message)) return true;
  return isDiskFull(error.cause);
}

/** The driver's or system's own code of an error ("ECONNREFUSED", "42P01"), if it has one. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** The text of whatever was thrown. */
export function errorMessage(error: unknown): string {
  if (isDiskFull(error) && !(error instanceof Error)) return "No space left on device";
  return error instanceof Error ? error.message : String(error);
}
