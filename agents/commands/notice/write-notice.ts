// What the team must hear of, written with what makes it so; surfaces push it once (domain 7).
import { z } from "zod";
import { ALARM_PERCENTS } from "../../domain/money/budget-alarm.ts";
import { LOGIN_FUNCTIONS } from "../../ports/account-login.ts";
import { LOGIN_OUTCOMES } from "../account/login/login-outcome.ts";
import type { AppContext, Transaction } from "../context.ts";
import { DigestFacts } from "../digest/digest-facts.ts";
import { MonthFacts } from "../report/month-facts.ts";
import type { Card } from "../view.ts";
import { tellWebhooks } from "../webhook/webhook-events.ts";

/** Topic under which surfaces hear that there is something to push; published after the commit, and looked for anyway. */
export const NOTICE_TOPIC = "notices";

export const Notice = z.discriminatedUnion("kind", [
  /** The machine stopped: a person answers from now on. */
  z.object({ kind: z.literal("handover"), reason: z.string() }),
  /** An answer waits for a yes. */
  z.object({ kind: z.literal("draft"), outboundId: z.string() }),
  /** A fan has waited for a person too long. */
  z.object({ kind: z.literal("waiting"), minutes: z.number() }),
  /** Somebody of the team wrote in the platform's app. */
  z.object({ kind: z.literal("echo"), minutes: z.number() }),
  /** The machine is about to speak again. */
  z.object({ kind: z.literal("pause_ends"), minutes: z.number() }),
  /** Something made for one fan: asked for, answered to, paid, to be delivered. */
  z.object({
    kind: z.literal("custom"),
    requestId: z.string(),
    what: z.enum(["asked", "fan_said", "paid", "due", "overdue"]),
    dueAt: z.string().optional(),
  }),
  /** The platform takes no more messages until the fan writes again: something was not sent. */
  z.object({ kind: z.literal("window_full"), most: z.number() }),
  /** Too many fans opted out, blocked or complained after a mailing: it stands still. */
  z.object({
    kind: z.literal("outreach_paused"),
    campaign: z.enum(["broadcast", "sequence"]),
    campaignId: z.string(),
    name: z.string(),
    sent: z.number(),
    harmed: z.number(),
  }),
  /** A post failed for good, lost its label, or got its account paused. */
  z.object({
    kind: z.literal("post"),
    trouble: z.enum(["failed", "label_dropped", "account_paused"]),
    code: z.string(),
    postId: z.string(),
    piece: z.string(),
    format: z.string(),
    platform: z.string(),
    handle: z.string(),
  }),
  /** An account does better or worse, or paused itself, or goes on. */
  z.object({
    kind: z.literal("account_health"),
    accountId: z.string(),
    handle: z.string(),
    platform: z.string(),
    state: z.enum(["warming", "healthy", "degraded", "limited", "suspended", "disconnected"]),
    score: z.number(),
    what: z.enum(["changed", "paused", "recovered"]),
  }),
  /** A planned post waits for its yes; late: its hour has come. */
  z.object({ kind: z.literal("post_approval"), postId: z.string(), late: z.boolean() }),
  /** The posts of an account were held, freed or moved. */
  z.object({
    kind: z.literal("calendar"),
    what: z.enum(["held", "freed", "moved", "no_hour", "campaign"]),
    /** Its handle; of a campaign its name. */
    account: z.string(),
    count: z.number(),
    /** Why the account stopped. */
    reason: z.string().optional(),
    firstAt: z.string().optional(),
    week: z.number().optional(),
    weeks: z.number().optional(),
  }),
  /** What came of a log-in at a platform. */
  z.object({
    kind: z.literal("account_login"),
    loginId: z.string(),
    outcome: z.enum(LOGIN_OUTCOMES),
    platform: z.string(),
    avatar: z.string(),
    slug: z.string(),
    handle: z.string(),
    choices: z.array(z.string()),
    missing: z.array(z.enum(LOGIN_FUNCTIONS)),
    deaf: z.boolean(),
  }),
  /** The platform takes an account's token no more, or will not from a time on: somebody has to log in anew. */
  z.object({
    kind: z.literal("account_lost"),
    accountId: z.string(),
    handle: z.string(),
    platform: z.string(),
    isOver: z.boolean(),
    /** When it ends, where that is known. */
    until: z.string().nullable(),
  }),
  /** An address that was told of events takes nothing any more, and is told of nothing now. */
  z.object({ kind: z.literal("webhook_disabled"), endpointId: z.string(), host: z.string(), failures: z.number() }),
  /** A ceiling of today is used to this part; of one avatar, or of the workspace. */
  z.object({
    kind: z.literal("budget"),
    percent: z.literal(ALARM_PERCENTS),
    usedMicros: z.number(),
    limitMicros: z.number(),
  }),
  /** A run that was cut off by a restart is over now. */
  z.object({
    kind: z.literal("run_resumed"),
    runCardId: z.string(),
    command: z.string(),
    ok: z.boolean(),
    /** What came of it. */
    card: z.custom<Card>((value) => typeof value === "object" && value !== null),
  }),
  /** A restart came between what was sent and its answer. */
  z.object({
    kind: z.literal("cut_off"),
    at: z.string(),
    /** Where it was sent: there it is told. */
    surface: z.string().optional(),
  }),
  /** A run card that who asked for it may not approve. */
  z.object({
    kind: z.literal("run_waiting"),
    runCardId: z.string(),
    approverRole: z.enum(["owner", "manager", "chatter", "analyst"]),
    askedBy: z.string(),
    /** Chat of the team it was asked in. */
    askedIn: z.string().optional(),
  }),
  /** The day before, in the morning. */
  z.object({ kind: z.literal("digest"), ...DigestFacts.shape }),
  /** The month before, on the first day of the next. */
  z.object({ kind: z.literal("month"), ...MonthFacts.shape }),
  /** A colleague asks for the second yes to unlock a fan. */
  z.object({
    kind: z.literal("unlock"),
    fanId: z.string(),
    askedById: z.string(),
    askedBy: z.string(),
    evidence: z.string(),
  }),
]);
export type NoticeValue = z.output<typeof Notice>;

export async function writeNotice(
  context: Pick<AppContext, "clock" | "ids">,
  tx: Transaction,
  { kind, ...facts }: NoticeValue,
  where: {
    /** null: for owners and managers, or for one of them. */
    readonly avatarId: string | null;
    readonly conversationId: string | null;
    readonly operatorId?: string;
    /** What has it is written once. */
    readonly dedupeKey?: string;
  },
): Promise<void> {
  const id = context.ids.next("notice");
  const { count } = await tx.operatorNotice.createMany({
    data: [{ id, kind, facts: JSON.parse(JSON.stringify(facts)), ...where, createdAt: context.clock.now() }],
    skipDuplicates: true,
  });
  const { avatarId, conversationId } = where;
  if (count > 0) await tellWebhooks(context, tx, "notice.written", { noticeId: id, kind, avatarId, conversationId });
}
