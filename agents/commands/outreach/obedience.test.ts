// Random fans in random states: what goes out is checked by rules written down here a second time, and the reasons of the
// one query against the judgement of each fan.
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildFanReplyGraph } from "../../graphs/fan-reply/graph.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { seededRandom } from "../../kernel/random.ts";
import type { FanChannel } from "../../ports/fan-channel.ts";
import { advance } from "../conversation/advance.ts";
import { sampleSegment } from "../segment/segment-query.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { outreachKey } from "./outreach-settings.ts";
import { planOutreach } from "./plan-outreach.ts";
import { runOutreach } from "./run-outreach.ts";

const FANS = 100;
const ROUNDS = 6;
/** Hundreds of real turns. */
const LIMIT_MS = 120_000;
const PLATFORMS = ["instagram", "tiktok", "telegram"] as const;
const WINDOW_HOURS = { instagram: 24, tiktok: 48, telegram: null } as const;
const LOCKS = ["bannedAt", "minorLockedAt", "optedOutAt", "crisisAt"] as const;

interface Sent {
  readonly fanId: string;
  readonly at: Date;
  readonly text: string;
}

let setting: TestContext;
const sent: Sent[] = [];
const faults: string[] = [];
const random = seededRandom(20261126);
const oneIn = (count: number) => random() < 1 / count;

/** A platform that takes everything, and looks at the fan's row as it does. */
function recordingChannel(platform: string): FanChannel {
  const info = { platform, replyWindowMs: null, maxTextBytes: 1_000, maxTextChars: null, supportsTyping: false };
  const rest = { supportsSeen: false, media: [], commentReplyMs: null, echoes: false };
  return {
    info: { ...info, ...rest },
    send: async (_account, recipientId, content) => {
      const at = setting.clock.now();
      await judge(recipientId, at);
      sent.push({ fanId: recipientId, at, text: content.kind === "text" ? content.text : "" });
      return { state: "sent", externalId: `x${sent.length}` };
    },
    typing: async () => undefined,
    seen: async () => undefined,
    findSent: null,
    replyToComment: null,
    profileOf: null,
    recentEvents: null,
  };
}

async function judge(recipientId: string, now: Date): Promise<void> {
  const { prisma } = setting.context.database;
  const row = await prisma.conversation.findFirstOrThrow({
    where: { fan: { addresses: { some: { externalId: recipientId } } } },
    include: { fan: true, account: true, avatar: true },
  });
  const stop = (what: string) => faults.push(`${what}: ${row.id} at ${now.toISOString()}`);
  if (row.bannedAt || row.minorLockedAt || row.optedOutAt || row.fan.blockedAt) stop("locked");
  if (row.crisisAt && now.getTime() - row.crisisAt.getTime() < 72 * HOUR_MS) stop("crisis");
  if (row.silentUntil && row.silentUntil > now) stop("silent");
  if (row.botPausedUntil && row.botPausedUntil > now) stop("takeover");
  if (row.waitingSince || row.firstUnansweredAt || row.autonomy === "off") stop("with people");
  if (row.closedAtSeq === row.lastSeq) stop("closed");
  const hours = WINDOW_HOURS[row.account.platform as keyof typeof WINDOW_HOURS];
  if (hours !== null && now.getTime() - (row.lastInboundAt?.getTime() ?? 0) > hours * HOUR_MS) stop("window");
  if (row.unansweredOut > 0) stop("unanswered");
  const hour = Number(now.toLocaleString("en-GB", { timeZone: "Europe/Madrid", hour: "2-digit", hourCycle: "h23" }));
  if (hour >= 21 || hour < 9) stop("night");
  const stopped = await prisma.setting.findUnique({ where: { key: "kill-switch" } });
  if (stopped?.value === true || row.avatar.state === "paused") stop("stopped");
}

beforeAll(async () => {
  const channels = Object.fromEntries(PLATFORMS.map((platform) => [platform, recordingChannel(platform)]));
  setting = await createTestContext({ ports: { channels } });
  const { prisma } = setting.context.database;
  const now = setting.clock.now();
  const ago = (mostMs: number) => new Date(now.getTime() - Math.floor(random() * mostMs));
  const soon = () => new Date(now.getTime() + Math.floor((random() - 0.3) * 5 * HOUR_MS));
  const zone = { timeZone: "Europe/Madrid", state: "active" as const };
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x", ...zone } });
  for (const platform of PLATFORMS) {
    const account = { platform, externalId: platform, handle: "ana", state: "healthy" as const };
    const sealed = setting.context.secrets.seal("t", {
      table: "Account",
      row: `acc_${platform}`,
      field: "accessToken",
    });
    await prisma.account.create({
      data: { ...account, id: `acc_${platform}`, avatarId: "avt_a", accessToken: sealed },
    });
  }
  for (let index = 0; index < FANS; index += 1) {
    const platform = PLATFORMS[Math.floor(random() * PLATFORMS.length)] ?? "instagram";
    const accountId = `acc_${platform}`;
    const id = `fan_${String(index).padStart(3, "0")}`;
    const blockedAt = oneIn(15) ? now : null;
    await prisma.fan.create({
      data: { id, avatarId: "avt_a", displayName: `F${index}`, language: oneIn(6) ? "es" : "en", blockedAt },
    });
    await prisma.fanAddress.create({ data: { id: `adr_${index}`, fanId: id, accountId, externalId: `e${index}` } });
    const lock = oneIn(4) ? LOCKS[Math.floor(random() * LOCKS.length)] : undefined;
    await prisma.conversation.create({
      data: {
        ...{ id: `cnv_${index}`, avatarId: "avt_a", fanId: id, accountId, lastSeq: 2, answeredSeq: oneIn(2) ? 1 : 2 },
        lastInboundAt: oneIn(12) ? null : ago(3 * DAY_MS),
        disclosedAt: oneIn(2) ? ago(DAY_MS) : null,
        unansweredOut: oneIn(4) ? 1 : 0,
        ...(lock ? { [lock]: ago(5 * DAY_MS) } : {}),
        ...(oneIn(8) ? { silentUntil: soon() } : {}),
        ...(oneIn(8) ? { botPausedUntil: soon() } : {}),
        ...(oneIn(10) ? { waitingSince: now } : {}),
        ...(oneIn(10) ? { firstUnansweredAt: now, replyDueAt: new Date(now.getTime() + 30 * DAY_MS) } : {}),
        ...(oneIn(12) ? { closedAtSeq: 2 } : {}),
        ...(oneIn(12) ? { autonomy: "off" as const } : {}),
        ...(oneIn(8) ? { reachedAt: ago(4 * DAY_MS) } : {}),
      },
    });
    await prisma.message.create({
      data: {
        id: `msg_${index}`,
        conversationId: `cnv_${index}`,
        seq: 1,
        direction: "in",
        author: "fan",
        text: "hi",
        sentAt: now,
      },
    });
  }
});
afterAll(() => setting.close());

test(
  "whoever the one query leaves out is left out, or waits, by the judgement of each fan for the same reason",
  async () => {
    const { context, clock } = setting;
    const { prisma } = context.database;
    const rows = await sampleSegment(context, { avatarId: "avt_a", filter: {} }, {}, 1_000);
    const row = { avatarId: "avt_a", segment: "all", filter: {}, leftOut: {}, createdById: "opr_owner" };
    await prisma.broadcast.create({
      data: { ...row, id: "brc_0", texts: { en: "x", es: "x" }, createdAt: clock.now() },
    });
    const told: string[] = [];
    for (const { fanId, conversationId, platform, reason } of rows) {
      if (reason === null) continue;
      const id = `otr_${fanId}`;
      const own = { id, broadcastId: "brc_0", avatarId: "avt_a", accountId: `acc_${platform}`, fanId, conversationId };
      await prisma.outreach.create({ data: { ...own, dueAt: clock.now(), createdAt: clock.now() } });
      await planOutreach(context, id);
      const judged = await prisma.outreach.findUniqueOrThrow({ where: { id } });
      told.push(`${fanId} ${judged.reason}`);
    }
    expect(told.length).toBeGreaterThan(30);
    expect(told).toEqual(rows.flatMap(({ fanId, reason }) => (reason === null ? [] : [`${fanId} ${reason}`])));
    await prisma.broadcast.delete({ where: { id: "brc_0" } });
  },
  LIMIT_MS,
);

test(
  "no message goes out that the rules forbid, whatever happens between its plan and its sending",
  async () => {
    const { context, clock } = setting;
    const { prisma } = context.database;
    const place = { avatarId: "avt_a", filter: {} };
    const before = await sampleSegment(context, place, { languages: ["en"] }, 1_000);
    const row = { avatarId: "avt_a", segment: "all", filter: {}, leftOut: {}, createdById: "opr_owner" };
    await prisma.broadcast.create({
      data: { ...row, id: "brc_1", texts: { en: "Hi {name}" }, createdAt: clock.now() },
    });
    await prisma.setting.create({
      data: {
        key: outreachKey(null),
        value: { perHour: Object.fromEntries(PLATFORMS.map((p) => [`acc_${p}`, 1_000])) },
      },
    });
    const steps = [{ afterHours: 2, texts: { en: "Still there?", es: "¿Sigues ahí?" } }];
    const sequence = { avatarId: "avt_a", name: "back", segment: "all", filter: {}, createdById: "opr_owner" };
    await prisma.sequence.create({ data: { ...sequence, id: "sqc_1", steps, createdAt: clock.now() } });
    const graph = buildFanReplyGraph();
    const changes = [
      { optedOutAt: clock.now() },
      { minorLockedAt: clock.now() },
      { botPausedUntil: new Date(clock.now().getTime() + 20 * DAY_MS) },
      { autonomy: "off" as const },
      { waitingSince: clock.now() },
    ];
    for (let round = 0; round < ROUNDS; round += 1) {
      await runOutreach(context, new AbortController().signal);
      const planned = await prisma.outboundMessage.findMany({
        where: { state: "pending" },
        distinct: ["conversationId"],
      });
      for (const { conversationId } of planned) {
        const change = oneIn(6) ? changes[Math.floor(random() * changes.length)] : undefined;
        if (change) await prisma.conversation.update({ where: { id: conversationId }, data: change });
        if (oneIn(12))
          await prisma.setting.upsert({
            where: { key: "kill-switch" },
            create: { key: "kill-switch", value: true, updatedAt: clock.now() },
            update: { value: true },
          });
        await advance(context, graph, conversationId, new AbortController().signal);
        await prisma.setting.updateMany({ where: { key: "kill-switch" }, data: { value: false } });
      }
      clock.advance(3 * HOUR_MS + MINUTE_MS);
    }
    expect(faults).toEqual([]);
    const own = sent.filter(({ text }) => text.startsWith("Hi ") || text.includes("Still") || text.includes("Sigues"));
    expect(own.length).toBeGreaterThanOrEqual(5);
    // Once each, and nobody without a text of their language; who the query said cannot be written to was not, there and then.
    expect(new Set(own.map(({ fanId, text }) => `${fanId} ${text}`)).size).toBe(own.length);
    const count = await prisma.outreach.count({ where: { broadcastId: "brc_1" } });
    expect(count).toBe(
      before.filter(
        ({ reason }) =>
          reason === null || reason === "human_takeover" || reason === "with_person" || reason === "in_flight",
      ).length,
    );
    for (const { fanId, reason } of before)
      if (reason !== null && ["banned", "minor_lock", "opted_out", "blocked", "no_text", "unanswered"].includes(reason))
        expect(await prisma.outreach.count({ where: { fanId, broadcastId: "brc_1" } })).toBe(0);
  },
  LIMIT_MS,
);
