// What can come of a log-in at a platform, in one list: told on the page, in the operator's chat, and kept in the row.
import type { LoginFunction } from "../../../ports/account-login.ts";

export const LOGIN_OUTCOMES = [
  "linked",
  "reconnected",
  /** The person said no at the platform. */
  "cancelled",
  /** A state or ticket that we did not make. */
  "forged",
  "expired",
  "used",
  /** It came back in a browser that it was not opened in. */
  "other_browser",
  /** Somebody else is logged in there. */
  "other_operator",
  /** Whoever asked may not link accounts any more. */
  "not_allowed",
  /** Linked anew, but as another account. */
  "switched",
  "of_another_avatar",
  /** The log-in gave no account that can be used here. */
  "no_account",
  /** The log-in gave several, and nobody said which. */
  "several",
  "code_refused",
  "permission_missing",
  "unavailable",
  "failed",
  /** The process ended in the middle. */
  "lost",
] as const;
export type LoginOutcomeKind = (typeof LOGIN_OUTCOMES)[number];

export interface LoginOutcome {
  readonly kind: LoginOutcomeKind;
  /** What is known of the log-in; of a forged one nothing is. */
  readonly facts: LoginFacts;
}

export interface LoginFacts {
  /** As people know it. */
  readonly platform: string;
  readonly avatar: string;
  readonly slug: string;
  /** The account that came, or the one that was meant. */
  readonly handle: string;
  readonly choices: readonly string[];
  /** What the account cannot do for want of a permission. */
  readonly missing: readonly LoginFunction[];
  /** The platform does not tell us what happens on the account. */
  readonly deaf: boolean;
}

export const NO_FACTS: LoginFacts = {
  platform: "",
  avatar: "",
  slug: "",
  handle: "",
  choices: [],
  missing: [],
  deaf: false,
};
