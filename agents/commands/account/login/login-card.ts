// Cards about log-ins: the way into one, what came of it, and that an account needs a new one.
import { type Texts, texts } from "../../../texts/texts.ts";
import type { CommandContext } from "../../context.ts";
import type { NoticeValue } from "../../notice/write-notice.ts";
import type { Card } from "../../view.ts";
import { LOGIN_LIFE_MS } from "./begin-login.ts";
import type { LoginOutcomeKind } from "./login-outcome.ts";

/** Also shown on the page the person ends on. */
export const GOOD_OUTCOMES: ReadonlySet<LoginOutcomeKind> = new Set(["linked", "reconnected"]);

export interface LoginInvitation {
  /** As people know it. */
  readonly platform: string;
  readonly avatar: string;
  /** Of the account that is linked anew. */
  readonly handle?: string | undefined;
  readonly url: string;
}

export function invitationCard(invitation: LoginInvitation, { actor }: CommandContext): Card {
  const words = texts(actor.language).logins;
  const { platform, avatar, handle, url } = invitation;
  return {
    title: handle === undefined ? words.invite(platform, avatar) : words.inviteAgain(handle, platform),
    text: words.inviteText(LOGIN_LIFE_MS / 60_000),
    links: [{ label: words.logIn(platform), url }],
    note: words.inviteNote,
  };
}

export function loginCard(notice: Extract<NoticeValue, { kind: "account_login" }>, all: Texts): Card {
  const { outcome, ...facts } = notice;
  const { title, text } = outcomeWords(outcome, facts, all);
  const isGood = GOOD_OUTCOMES.has(outcome);
  const approved = {
    label: all.account.showApproved,
    command: "piece.list",
    input: { avatar: facts.slug, state: "approved" },
  };
  return {
    title,
    text,
    tone: isGood && facts.missing.length === 0 && !facts.deaf ? "good" : "warning",
    ...(isGood ? { buttons: [approved] } : {}),
  };
}

type OutcomeFacts = Parameters<Texts["logins"]["outcomes"]["linked"]["text"]>[0];

/** What happened, and what to do about it. */
export function outcomeWords(
  kind: LoginOutcomeKind,
  facts: OutcomeFacts,
  { logins }: Pick<Texts, "logins">,
): { readonly title: string; readonly text: string } {
  const { title, text } = logins.outcomes[kind];
  const missing = GOOD_OUTCOMES.has(kind) && facts.missing.length > 0 ? [logins.missing(facts)] : [];
  const deaf = GOOD_OUTCOMES.has(kind) && facts.deaf ? [logins.deaf(facts)] : [];
  return { title: title(facts), text: [text(facts), ...missing, ...deaf].filter(Boolean).join(" ") };
}

export function lostAccountCard(notice: Extract<NoticeValue, { kind: "account_lost" }>, all: Texts): Card {
  const { handle, platform, isOver, until, accountId } = notice;
  const words = all.logins;
  const end = until === null ? null : `${until.slice(0, 16).replace("T", " ")} UTC`;
  return {
    title: isOver ? words.lost(handle, platform) : words.losing(handle, platform),
    text: isOver ? words.lostText : words.losingText(end),
    tone: isOver ? "bad" : "warning",
    buttons: [
      { label: words.reconnect, command: "account.reconnect", input: { account: accountId }, style: "primary" },
    ],
  };
}
