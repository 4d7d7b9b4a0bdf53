// Where a vendor tells that an attempt is done. The address names the attempt, signed by us: some vendors sign nothing, and the
// first call may come before the submission's own answer.
import { AppError } from "../../kernel/errors.ts";
import type { AppContext } from "../context.ts";

const PURPOSE = "vendor-callback";

type CallbackContext = Pick<AppContext, "secrets" | "installation">;

/** null where no vendor could reach us: they call public https addresses alone. */
export function callbackUrl(context: CallbackContext, provider: string, attemptKey: string): string | null {
  const base = context.installation.publicUrl();
  if (!base.startsWith("https://")) return null;
  const query = new URLSearchParams({ attempt: attemptKey, signature: context.secrets.sign(PURPOSE, attemptKey) });
  return `${base}/webhooks/${provider}?${query}`;
}

/** @throws AppError `forbidden` for an address that is not ours */
export function checkCallback(context: CallbackContext, attemptKey: string, signature: string): void {
  if (context.secrets.verify(PURPOSE, attemptKey, signature)) return;
  throw new AppError("forbidden", "This address is not one of ours.", { reason: "callback_signature" });
}
