// A notice as a card: what happened, what the fan said last, and the next steps as buttons.

import { z } from "zod";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { type Language, type Texts, texts } from "../../texts/texts.ts";
import { healthNoticeCard } from "../account/health-advice.ts";
import { loginCard, lostAccountCard } from "../account/login/login-card.ts";
import { budgetAlarmCard } from "../budget/budget-alarm-card.ts";
import type { AppContext } from "../context.ts";
import { fanName } from "../conversation/find-conversation.ts";
import { replyButton } from "../conversation/reply-button.ts";
import { digestCard } from "../digest/digest-card.ts";
import { troubleCard } from "../post/trouble-card.ts";
import { monthCard } from "../report/month-card.ts";
import type { Card, CardButton } from "../view.ts";
import { findNoticePosts, isPostNotice, type PostNotice, postNoticeCard } from "./post-notice-card.ts";
import { Notice, type NoticeValue } from "./write-notice.ts";

/** What a query must bring for `noticeCard`. */
const NOTICE_INCLUDE = {
  avatar: { select: { name: true, slug: true, timeZone: true } },
  conversation: {
    include: {
      fan: { include: { addresses: true } },
      messages: { where: { author: "fan", deletedAt: null }, orderBy: { seq: "desc" }, take: 1 },
    },
  },
} as const;

export async function findNotices(context: Pick<AppContext, "database">, ids: readonly string[]) {
  const { prisma } = context.database;
  const notices = await prisma.operatorNotice.findMany({
    where: { id: { in: [...ids] } },
    include: NOTICE_INCLUDE,
    orderBy: { createdAt: "asc" },
  });
  const read = notices.map((row) => ({ ...row, notice: Notice.parse({ ...Object(row.facts), kind: row.kind }) }));
  const draftIds = read.flatMap(({ notice }) => (notice.kind === "draft" ? [notice.outboundId] : []));
  const drafts = await prisma.outboundMessage.findMany({ where: { id: { in: draftIds }, state: "draft" } });
  const postIds = read.flatMap(({ notice }) => ("postId" in notice ? [notice.postId] : []));
  const posts = await findNoticePosts(context, postIds);
  const runIds = read.flatMap(({ notice }) => (notice.kind === "run_waiting" ? [notice.runCardId] : []));
  const runs = await prisma.runCard.findMany({ where: { id: { in: runIds }, state: "waiting" } });
  return read.map((row) => ({ ...row, drafts, posts, runs }));
}
export type FoundNotice = Awaited<ReturnType<typeof findNotices>>[number];

type PausedNotice = Extract<NoticeValue, { kind: "outreach_paused" }>;

/** @returns null: it is past, as a draft that was decided */
export function noticeCard(row: FoundNotice, language: Language): Card | null {
  const all = texts(language);
  const { notice, conversation, avatar } = row;
  if (notice.kind === "digest") return digestCard(notice, language);
  if (notice.kind === "month") return monthCard(notice, language);
  if (notice.kind === "budget") return budgetAlarmCard(notice, avatar?.name ?? null, language);
  if (notice.kind === "run_resumed")
    return { ...notice.card, note: notice.ok ? all.system.runResumed : all.system.runResumedFailed };
  if (notice.kind === "cut_off")
    return { title: all.system.cutOff(notice.at.slice(11, 16)), text: all.system.cutOffText, tone: "warning" };
  if (notice.kind === "run_waiting") return waitingRunCard(row, notice, language);
  if (!avatar) return null;
  const fan = conversation ? fanName(conversation) : all.fans.unnamed;
  const said = conversation?.messages[0]?.text;
  const words = all.people.notices;
  const fields = said ? [{ label: all.people.lastWords, value: said }] : [];
  if (notice.kind === "draft") {
    const card = draftCard(row, notice, fan, all);
    return card && { ...card, fields };
  }
  if (isPostNotice(notice)) return postNoticeCard(notice, { ...row, avatar }, language);
  if (notice.kind === "outreach_paused") return pausedCard(notice, avatar.name, all);
  if (notice.kind === "post") return troubleCard(notice, language);
  if (notice.kind === "account_health") return healthNoticeCard(notice, avatar.slug, language);
  if (notice.kind === "account_login") return loginCard(notice, all);
  if (notice.kind === "webhook_disabled") {
    const { webhooks } = all;
    const input = { id: notice.endpointId };
    return {
      title: webhooks.wasDisabled(notice.host, notice.failures),
      tone: "warning",
      text: webhooks.wasDisabledText,
      buttons: [{ label: webhooks.test, command: "webhook.test", input, style: "primary" }],
    };
  }
  if (notice.kind === "account_lost") return lostAccountCard(notice, all);
  return {
    title: words[notice.kind](fan, avatar.name),
    tone: "warning",
    text: detailOf(notice, all),
    fields,
    buttons: conversation ? buttonsOf(notice, conversation.id, all) : [],
    ...(conversation && notice.kind !== "window_full" ? { answer: replyButton(conversation.id, all) } : {}),
  };
}

function draftCard(
  { drafts }: FoundNotice,
  notice: Extract<NoticeValue, { kind: "draft" }>,
  fan: string,
  all: Texts,
): Card | null {
  const draft = drafts.find(({ id }) => id === notice.outboundId);
  if (!draft) return null;
  const buttons = draftButtons(draft, all);
  return { title: all.fans.draftFor(fan), text: draft.text, buttons, ...(buttons[1] ? { answer: buttons[1] } : {}) };
}

/** Yes, another text, no: the same wherever a draft is shown. */
export function draftButtons(
  draft: { readonly id: string; readonly text: string },
  { common, people }: Texts,
): CardButton[] {
  const input = { draft: draft.id };
  const ask = { field: "text", label: people.insteadOf(draft.text), value: draft.text };
  return [
    { label: common.approve, command: "draft.approve", input, style: "primary" },
    { label: people.editAndSend, command: "draft.approve", input, ask },
    { label: common.reject, command: "draft.reject", input, style: "danger" },
  ];
}

const PlanLines = z.array(z.object({ label: z.string(), value: z.string() }));

function waitingRunCard(
  { runs }: FoundNotice,
  { runCardId: id, askedBy }: Extract<NoticeValue, { kind: "run_waiting" }>,
  language: Language,
): Card | null {
  const run = runs.find((each) => each.id === id);
  if (!run) return null;
  const { people, common } = texts(language);
  const micros = microsFromUsd(run.quoteUsd);
  const cost = micros === 0 ? common.freeOffline : formatUsd(micros);
  return {
    title: people.runWaiting(askedBy, run.command.replace(".", " ")),
    tone: "warning",
    fields: [...PlanLines.parse(run.plan), { label: common.cost, value: cost }],
    note: people.runWaitsUntil(run.expiresAt.toISOString().slice(11, 16)),
    buttons: [
      { label: common.approve, command: "run.approve", input: { id }, style: "primary" },
      { label: common.cancel, command: "run.cancel", input: { id } },
    ],
  };
}

function pausedCard(notice: PausedNotice, avatar: string, { reach, common }: Texts): Card {
  const input = { [notice.campaign]: notice.campaignId };
  return {
    title: reach.pausedNotice(notice.name, avatar),
    tone: "warning",
    text: reach.pausedDetail(notice.harmed, notice.sent),
    buttons: [
      { label: common.open, command: `${notice.campaign}.show`, input, style: "primary" },
      { label: reach.resume, command: `${notice.campaign}.resume`, input },
    ],
  };
}

function detailOf(
  notice: Exclude<
    NoticeValue,
    | {
        kind:
          | "draft"
          | "budget"
          | "digest"
          | "run_resumed"
          | "cut_off"
          | "month"
          | "outreach_paused"
          | "post"
          | "account_health"
          | "account_login"
          | "account_lost"
          | "webhook_disabled"
          | "run_waiting";
      }
    | PostNotice
  >,
  { people, handover, custom }: Texts,
): string {
  switch (notice.kind) {
    case "custom": {
      const told = custom.notices[notice.what];
      return typeof told === "string" ? told : told(notice.dueAt?.slice(0, 10) ?? "");
    }
    case "handover":
      return handover.reasons[notice.reason as keyof Texts["handover"]["reasons"]] ?? handover.noReason;
    case "waiting":
      return people.waitedMinutes(notice.minutes);
    case "unlock":
      return people.unlockAsked(notice.askedBy, notice.evidence);
    case "window_full":
      return people.windowFull(notice.most);
    default:
      return people.quietMinutes(notice.minutes);
  }
}

function buttonsOf(notice: NoticeValue, conversation: string, all: Texts): CardButton[] {
  const input = { conversation };
  const open: CardButton = { label: all.common.open, command: "conversation.show", input };
  const back: CardButton = { label: all.fans.handBack, command: "conversation.release", input };
  if (notice.kind === "custom")
    return [
      { label: all.common.open, command: "custom.show", input: { request: notice.requestId }, style: "primary" },
      { label: all.fans.fan, command: "conversation.show", input },
    ];
  if (notice.kind === "unlock")
    return [{ label: all.people.confirmUnlock, command: "fan.unlock", input: { fan: notice.fanId }, style: "danger" }];
  if (notice.kind === "window_full") return [open];
  if (notice.kind === "echo" || notice.kind === "pause_ends")
    return [{ label: all.people.keepIt, command: "conversation.take", input, style: "primary" }, back, open];
  return [
    { ...replyButton(conversation, all), style: "primary" },
    { label: all.handover.brief, command: "conversation.brief", input },
    back,
    open,
  ];
}
