// What a person reads of an account's health: what is the matter, and the command that helps.
import { isUnhealthy } from "../../domain/distribution/account-health.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { NoticeValue } from "../notice/write-notice.ts";
import type { Card, Tone } from "../view.ts";

type State = Extract<NoticeValue, { kind: "account_health" }>["state"];

export function toneOf(state: State): Tone {
  if (isUnhealthy(state)) return "bad";
  if (state === "degraded") return "warning";
  return state === "healthy" ? "good" : "neutral";
}

export function adviceOf(
  state: State,
  about: { readonly avatar: string; readonly platform: string; readonly reachDropped?: boolean },
  language: Language,
): string {
  const { advice } = texts(language).insights;
  if (state === "degraded")
    return about.reachDropped ? advice.reachDropped(about.avatar) : advice.lowScore(about.avatar);
  if (state === "disconnected") return advice.disconnected(about.avatar, about.platform);
  return advice[state];
}

export function healthNoticeCard(
  { accountId, handle, platform, state, score, what }: Extract<NoticeValue, { kind: "account_health" }>,
  avatar: string,
  language: Language,
): Card {
  const { insights: words, account, common } = texts(language);
  return {
    title: words.notice[what](handle, platform, account.states[state]),
    tone: what === "recovered" ? "good" : toneOf(state),
    text: adviceOf(state, { avatar, platform }, language),
    fields: [{ label: words.score, value: words.ofHundred(score) }],
    buttons: [
      { label: common.open, command: "account.health", input: { account: accountId }, style: "primary" },
      ...(what === "paused" ? [{ label: words.resume, command: "account.resume", input: { account: accountId } }] : []),
    ],
  };
}
