// A post in trouble as a card: what happened, what to do, and the next steps as buttons.
import { type Language, texts } from "../../texts/texts.ts";
import { accountName } from "../account/account-name.ts";
import type { NoticeValue } from "../notice/write-notice.ts";
import type { Card, CardButton } from "../view.ts";
import { postAdvice } from "./post-advice.ts";

type PostNotice = Extract<NoticeValue, { kind: "post" }>;

export function troubleCard(notice: PostNotice, language: Language): Card {
  const all = texts(language);
  const { trouble, code, piece, handle, postId } = notice;
  const open: CardButton = { label: all.common.open, command: "post.show", input: { post: postId }, style: "primary" };
  const input = { piece, account: accountName(notice) };
  const again: CardButton = { label: all.batch.retry, command: "post.now", input };
  const words = all.publishing;
  if (trouble === "label_dropped") {
    return {
      title: words.labelNotice(piece, `@${handle}`),
      tone: "bad",
      text: all.account.labelDropped,
      buttons: [open],
    };
  }
  const isPause = trouble === "account_paused";
  return {
    title: isPause ? words.cooledNotice(`@${handle}`) : words.failedNotice(piece, `@${handle}`),
    tone: "bad",
    text: postAdvice(code, notice, language),
    buttons: isPause ? [open] : [open, again],
  };
}
