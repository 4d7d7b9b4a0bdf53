// What an archive may hold, whatever its kind (trust T10): the limits, and which names are only names.
import { AppError } from "../../../agents/kernel/errors.ts";

/** Trust T10. */
export const MAX_FILES = 2_000;
export const MAX_UNPACKED_BYTES = 1024 ** 3;
export const MAX_RATIO = 100;
/** Longer names serve nobody who packs pictures. */
const NAME_MAX_LENGTH = 512;

/** @param reason finer than the code, for programs */
export function badArchive(reason: string, message: string, cause?: unknown): AppError {
  return new AppError("invalid_input", message, { reason, ...(cause === undefined ? {} : { cause }) });
}

export function tooLargeArchive(reason: string, message: string): AppError {
  return new AppError("too_large", message, { reason });
}

/** We never use names as paths; what looks like an attempt to make us is refused all the same. @throws AppError `invalid_input` */
export function checkName(name: string): void {
  const segments = name.replace(/\/$/, "").split("/");
  const isPlain = segments.every((segment) => segment !== "" && segment !== "." && segment !== "..");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for, and what undecodable bytes become
  const isOdd = /[\u0000-\u001f\u007f\\\ufffd]|^[a-z]:/i.test(name);
  if (isPlain && !isOdd && name.length <= NAME_MAX_LENGTH) return;
  throw badArchive("archive_name", "The archive has a file whose name leads out of it or cannot be shown.");
}

/** Refuses names that are one name on some system: other case, other Unicode form. */
export class UniqueNames {
  readonly #seen = new Set<string>();

  /** @throws AppError `invalid_input` */
  add(name: string): void {
    const plain = name.replace(/\/$/, "").normalize("NFC").toLowerCase();
    if (this.#seen.has(plain)) throw badArchive("archive_duplicate", "The archive has two files of one name.");
    this.#seen.add(plain);
  }
}
