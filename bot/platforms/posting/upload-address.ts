// An address for an upload, out of a platform's answer: not trusted before it was looked at (trust T9).
import { AppError } from "../../../agents/kernel/errors.ts";

interface OwnHosts {
  /** As people know it. */
  readonly platform: string;
  /** Names of the platform's own hosts. */
  readonly hosts: RegExp;
  /** Where the platform is called. */
  readonly baseUrl: string;
}

/** @returns the same address @throws AppError `provider_failed` */
export function requireUploadAddress(given: string, { platform, hosts, baseUrl }: OwnHosts): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  const base = new URL(baseUrl);
  // A platform of this very machine may call itself by another of its names.
  const isOwn = url !== null && (url.origin === base.origin || (isLoopback(url) && isLoopback(base)));
  const isThePlatforms = url?.protocol === "https:" && hosts.test(url.hostname);
  if (isOwn || isThePlatforms) return given;
  throw new AppError("provider_failed", `${platform} named an address for the upload that is not its own.`, {
    reason: "upload_address",
    retryable: false,
  });
}

const isLoopback = ({ hostname }: URL) => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
