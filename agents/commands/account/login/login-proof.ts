// What goes through a person's browser while they log in at a platform. Both are signed and name one row; what is secret
// stays there. The ticket opens the log-in; the state, made for one browser, brings it home (trust T13).
import { equalsInConstantTime, type SecretBox, sha256 } from "../../../kernel/secret.ts";

type Signer = Pick<SecretBox, "sign" | "verify">;

const TICKET = "account-login-ticket";
const STATE = "account-login-state";

export function ticketOf(secrets: Signer, loginId: string): string {
  return `${loginId}.${secrets.sign(TICKET, loginId)}`;
}

/** @returns null for one that we never made */
export function readTicket(secrets: Signer, ticket: string): string | null {
  const [loginId = "", signature = "", ...more] = ticket.split(".");
  return more.length === 0 && secrets.verify(TICKET, loginId, signature) ? loginId : null;
}

/** @param browserKey kept in a cookie of the browser in which the log-in was opened */
export function stateOf(secrets: Signer, provider: string, loginId: string, browserKey: string): string {
  const browser = sha256(browserKey);
  return `${loginId}.${browser}.${secrets.sign(STATE, `${provider}\n${loginId}\n${browser}`)}`;
}

export interface LoginState {
  readonly loginId: string;
  isOfBrowser(browserKey: string | undefined): boolean;
}

/** @returns null for one that we never made, or made for another log-in's address */
export function readState(secrets: Signer, provider: string, state: string): LoginState | null {
  const [loginId = "", browser = "", signature = "", ...more] = state.split(".");
  if (more.length > 0 || !secrets.verify(STATE, `${provider}\n${loginId}\n${browser}`, signature)) return null;
  return {
    loginId,
    isOfBrowser: (key) => key !== undefined && equalsInConstantTime(sha256(key), browser),
  };
}
