// The state of the system in words: parts first, then what is not real, said plainly, then what waits.
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { formatUsd } from "../../kernel/money.ts";
import { type Texts, texts } from "../../texts/texts.ts";
import type { Actor } from "../context.ts";
import { hasRole } from "../execute.ts";
import type { Card, CardButton } from "../view.ts";
import type { StatusValue } from "./status-facts.ts";

type Words = Texts["status"];
type Field = { readonly label: string; readonly value: string };

export function statusCard(status: StatusValue, actor: Actor): Card {
  const words = texts(actor.language).status;
  const broken = status.queue.condition !== "ok" || status.store.condition !== "ok";
  const notReal = simulatedParts(status, words);
  return {
    title: titleOf(status, words, broken),
    tone: toneOf(status, broken, notReal.length > 0),
    fields: [
      { label: words.version, value: words.versionValue(status.version, duration(status.uptimeMs, words)) },
      ...partFields(status, words),
      {
        label: words.today,
        value: words.todayValue(formatUsd(status.today.usedMicros), formatUsd(status.today.limitMicros)),
      },
      { label: words.waiting, value: waitingValue(status.waiting, words) },
    ],
    buttons: buttonsOf(status, actor, words),
    ...(notReal.length > 0 ? { note: [words.notReal, ...notReal].join(" ") } : {}),
  };
}

function titleOf(status: StatusValue, words: Words, broken: boolean): string {
  if (status.stopped) return words.titleStopped;
  return broken ? words.titleBroken : words.titleRunning;
}

/** What is offline or simulated is no fault, but nobody should take it for the real thing. */
function toneOf(status: StatusValue, broken: boolean, partlyOffline: boolean): "bad" | "warning" | "good" {
  if (broken) return "bad";
  return status.stopped || status.moderation === null || partlyOffline ? "warning" : "good";
}

function partFields(status: StatusValue, words: Words): readonly Field[] {
  const named = (part: { provider: string; model: string; offline: boolean }) =>
    part.offline ? words.builtIn(part.provider, part.model) : `${part.provider} · ${part.model}`;
  const { queue, store, images, moderation, platforms, checkout } = status;
  return [
    { label: words.database, value: status.database.embedded ? words.embedded : words.server },
    { label: words.queue, value: queue.condition === "ok" ? queueValue(queue, words) : words.down(queue.condition) },
    {
      label: words.store,
      value:
        store.condition === "ok"
          ? words.stores[store.local ? "local" : "remote"](store.provider)
          : words.down(store.condition),
    },
    { label: words.chat, value: named(status.chat) },
    { label: words.embeddings, value: named(status.embeddings) },
    { label: words.images, value: images.length === 0 ? words.noImages : images.map(named).join(", ") },
    { label: words.moderation, value: moderation ? named(moderation) : words.noModeration },
    {
      label: words.platforms,
      value:
        platforms.length === 0
          ? words.none
          : platforms.map((each) => (each.emulated ? words.emulated(each.platform) : each.platform)).join("; "),
    },
    { label: words.tiktok, value: words.tiktokMessages[status.tiktokMessages] },
    { label: words.checkout, value: checkoutValue(checkout, words) },
  ];
}

function checkoutValue(checkout: StatusValue["checkout"], words: Words): string {
  if (checkout === null) return words.noCheckout;
  return checkout.sandbox ? words.playMoney(checkout.provider) : checkout.provider;
}

function queueValue(queue: StatusValue["queue"], words: Words): string {
  const sum = (pick: (counts: StatusValue["queue"]["counts"][string]) => number) =>
    Object.values(queue.counts).reduce((total, counts) => total + pick(counts), 0);
  return words.queueValue(
    queue.backend,
    sum((counts) => counts.active),
    sum((counts) => counts.waiting + counts.delayed),
    sum((counts) => counts.failed),
  );
}

/** Everything that stands in for something real, a sentence each. */
function simulatedParts(status: StatusValue, words: Words): string[] {
  const emulated = status.platforms.filter((each) => each.emulated).map((each) => each.platform);
  return [
    ...(status.database.embedded ? [words.embeddedNote] : []),
    ...(status.chat.offline ? [words.offlineChatNote] : []),
    ...(status.embeddings.offline ? [words.offlineEmbeddingsNote] : []),
    ...(status.images.some((generator) => generator.offline) ? [words.offlineImagesNote] : []),
    ...(status.moderation?.offline ? [words.offlineModerationNote] : []),
    ...(emulated.length > 0 ? [words.emulatedNote(emulated.join(", "))] : []),
    ...(status.checkout?.sandbox ? [words.sandboxNote] : []),
  ];
}

function waitingValue(waiting: StatusValue["waiting"], words: Words): string {
  const parts = Object.entries(waiting).flatMap(([kind, count]) =>
    count > 0 ? [words.waits[kind as keyof Words["waits"]](count)] : [],
  );
  return parts.length === 0 ? words.nothingWaits : parts.join(", ");
}

function buttonsOf(status: StatusValue, actor: Actor, words: Words): CardButton[] {
  const { waiting } = status;
  const owner = hasRole(actor, "owner");
  const stop: CardButton = { label: words.stop, command: "system.stop", input: {}, style: "danger" };
  const resume: CardButton = { label: words.resume, command: "system.resume", input: {}, style: "primary" };
  return [
    ...(waiting.runCards > 0 ? [{ label: words.showRunCards, command: "run.list", input: {} }] : []),
    ...(waiting.fans > 0 ? [{ label: words.showFans, command: "conversation.list", input: { waiting: true } }] : []),
    ...(waiting.drafts > 0 ? [{ label: words.showDrafts, command: "draft.list", input: {} }] : []),
    ...(waiting.piecesToReview > 0
      ? [{ label: words.showPieces, command: "piece.list", input: { state: "ready" } }]
      : []),
    ...(owner ? [status.stopped ? resume : stop] : []),
  ];
}

function duration(ms: number, words: Words): string {
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  return words.duration(days, hours, Math.floor((ms % HOUR_MS) / MINUTE_MS));
}
