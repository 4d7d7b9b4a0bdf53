// The day as a card: money, talk, posts, and what waits with the command that opens it.
import { formatUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card, CardButton } from "../view.ts";
import type { DigestValue } from "./digest-facts.ts";

export function digestCard(facts: DigestValue, language: Language): Card {
  const words = texts(language).digest;
  const profit = facts.revenueMicros - facts.costMicros;
  const play = facts.playMicros > 0 ? ` ${words.play(formatUsd(facts.playMicros))}` : "";
  const waits = (["fansWaiting", "drafts", "pieces", "failedPosts", "unknown", "accountsUnwell"] as const).flatMap(
    (what) => (facts[what] > 0 ? [words.waits[what](facts[what])] : []),
  );
  return {
    title: words.title,
    tone: waits.length > 0 ? "warning" : "good",
    fields: [
      {
        label: words.money,
        value: `${words.moneyValue(formatUsd(facts.revenueMicros), facts.sales, formatUsd(facts.costMicros), formatUsd(profit))}${play}`,
      },
      { label: words.talk, value: words.talkValue(facts.fanMessages, facts.answers, facts.newFans, facts.handovers) },
      { label: words.posts, value: words.postsValue(facts.published, facts.postsAhead) },
      { label: words.waiting, value: waits.length > 0 ? waits.join(", ") : words.nothingWaits },
      { label: words.budget, value: words.budgetValue(formatUsd(facts.budgetMicros)) },
    ],
    buttons: buttonsOf(facts, words),
  };
}

function buttonsOf(facts: DigestValue, words: ReturnType<typeof texts>["digest"]): CardButton[] {
  const open = (label: string, command: string, input: CardButton["input"] = {}) => ({ label, command, input });
  return [
    ...(facts.fansWaiting > 0 ? [open(words.openFans, "conversation.list", { waiting: true })] : []),
    ...(facts.drafts > 0 ? [open(words.openDrafts, "draft.list")] : []),
    ...(facts.pieces > 0 ? [open(words.openPieces, "piece.list", { state: "ready" })] : []),
    open(words.openMoney, "report.pnl"),
  ];
}
