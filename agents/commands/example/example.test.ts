import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenPromises } from "../../domain/trust/false-promise.ts";
import { humanityClaims } from "../../domain/trust/humanity-claim.ts";
import type { ImageGenerator } from "../../ports/image-generator.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { SLIDES } from "../piece/slides.ts";
import { reportCommands } from "../report/commands.ts";
import { systemCommands } from "../system/commands.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { exampleCommands } from "./commands.ts";

let setting: TestContext;
let images: readonly ImageGenerator[];

/** Draws each picture once: the example asks for the same ones at every load. */
function drawingOnce(generator: ImageGenerator): ImageGenerator {
  const drawn = new Map<string, ReturnType<ImageGenerator["collect"]>>();
  return {
    ...generator,
    collect: (jobId, signal) => {
      const outcome = drawn.get(jobId) ?? generator.collect(jobId, signal);
      drawn.set(jobId, outcome);
      return outcome;
    },
  };
}

beforeAll(async () => {
  const plain = await createTestContext();
  images = plain.context.ports.images.map(drawingOnce);
  await plain.close();
  setting = await createTestContext({ ports: { images } });
  // Somebody's own work, which the example must not touch.
  await setting.context.database.prisma.avatar.create({
    data: { id: "avt_own", slug: "own", name: "Own", statedAge: 30, brief: "x" },
  });
});
afterAll(() => setting.close());

const load = (from = setting) => from.run(exampleCommands, "example.load");
const remove = () => setting.run(exampleCommands, "example.remove");

/** Rows of every table but the audit, which keeps that the commands were given. */
async function tableCounts(): Promise<Readonly<Record<string, number>>> {
  const { pool } = setting.context.database;
  const { rows } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('AuditEntry')",
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const { rows: counted } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${name}"`);
    counts[name] = counted[0]?.count ?? -1;
  }
  return counts;
}

async function storedKeys(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of setting.context.ports.store.list("avatars/")) keys.push(key);
  return keys;
}

test("a removed example leaves nothing, and both commands may be repeated", async () => {
  const before = await tableCounts();
  expect(await load()).toMatchObject({ state: "done", output: { loaded: true, pieces: 24, posts: 14, fans: 30 } });
  expect(await storedKeys()).toHaveLength(48);
  const loaded = await tableCounts();
  expect(await load()).toMatchObject({ state: "done", output: { loaded: false, pieces: 24 } });
  expect(await tableCounts()).toEqual(loaded);
  expect(await remove()).toMatchObject({ state: "done", output: { files: 48 } });
  expect(await tableCounts()).toEqual(before);
  expect(await storedKeys()).toEqual([]);
  expect(await remove()).toMatchObject({ state: "done", output: { id: null } });
});

test("two clicks at once load one example", async () => {
  const results = await Promise.all([load(), load()]);
  expect(
    results.map((result) => (result.state === "done" ? (result.output as { loaded: boolean }).loaded : null)),
  ).toEqual(expect.arrayContaining([true, false]));
  expect(await setting.context.database.prisma.avatar.count({ where: { isExample: true } })).toBe(1);
  expect(await storedKeys()).toHaveLength(48);
});

test("every chat begins with the disclosure, keeps its order and stays honest", async () => {
  const conversations = await setting.context.database.prisma.conversation.findMany({
    include: { messages: { orderBy: { seq: "asc" } }, outbound: true, offers: true },
  });
  expect(conversations).toHaveLength(30);
  const now = setting.clock.now();
  for (const { messages, outbound, offers, ...conversation } of conversations) {
    expect(messages.map((message) => message.kind).slice(0, 3)).toEqual(["text", "disclosure", "reply"]);
    const times = messages.map((message) => message.sentAt.getTime());
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(times.at(-1)).toBeLessThan(now.getTime());
    expect(outbound).toHaveLength(messages.filter((message) => message.direction === "out").length);
    expect(conversation).toMatchObject({ lastSeq: messages.length, firstUnansweredAt: null, replyDueAt: null });
    const [offer] = offers;
    for (const { text, direction, kind } of messages) {
      if (direction === "in" || kind === "disclosure") continue;
      expect(humanityClaims(text), text).toEqual([]);
      if (!offer) expect(brokenPromises(text, null), text).toEqual([]);
    }
  }
  const languages = await setting.context.database.prisma.fan.groupBy({ by: ["language"], _count: true });
  expect(languages.map((row) => row.language).sort()).toEqual(["en", "es"]);
});

test("pieces are synthetic, approved for what they are, and the pack is full", async () => {
  const { prisma } = setting.context.database;
  const pieces = await prisma.piece.findMany({ include: { asset: true, ...SLIDES } });
  expect(pieces.every((piece) => piece.asset?.synthetic && piece.asset.labelled)).toBe(true);
  const approved = pieces.filter((piece) => piece.state !== "ready");
  expect(approved).toHaveLength(22);
  for (const piece of approved) expect(piece.approvedHash).toBe(hashOf(piece));
  expect(new Set(pieces.map((piece) => piece.asset?.sha256)).size).toBe(24);
  expect(new Set(pieces.map((piece) => piece.caption)).size).toBe(24);
  const posted = await prisma.scheduledPost.findMany({ include: { piece: true } });
  expect(
    posted.every(({ piece, publishedAt }) => piece.tier === "safe" && publishedAt && publishedAt < setting.clock.now()),
  ).toBe(true);
  const pack = await prisma.pack.findFirstOrThrow({ include: { pieces: true } });
  expect(pack.pieces).toHaveLength(10);
  const first = await prisma.offer.findFirstOrThrow({ orderBy: { createdAt: "asc" } });
  expect(first.createdAt.getTime()).toBeGreaterThan(pack.createdAt.getTime());
});

test("its money is play money in every report, its costs name no real vendor, its records are intact", async () => {
  const pnl = await setting.run(reportCommands, "report.pnl");
  // 5 sales and the refunded one at 29.99
  expect(pnl).toMatchObject({
    output: {
      total: {
        real: { revenueMicros: 0, costMicros: 0, profitMicros: 0 },
        play: { revenueMicros: 179_940_000, refundsMicros: 29_990_000, sales: 6, payers: 6 },
        offersShown: 14,
        offersPaid: 6,
      },
    },
  });
  const costs = await setting.run(reportCommands, "report.costs", { by: "model" });
  expect(costs).toMatchObject({
    output: { lines: [{ key: "example · chat" }, { key: "example · pictures", calls: 24 }] },
  });
  expect(await setting.run(systemCommands, "audit.verify")).toMatchObject({ output: { intact: true } });
  expect(await setting.run(systemCommands, "system.status")).toMatchObject({
    output: { waiting: { piecesToReview: 2 } },
  });
});

test("without the emulated Instagram the account is there, but not connected; with it, its token opens", async () => {
  const { prisma } = setting.context.database;
  expect(await prisma.account.findFirst()).toMatchObject({ state: "disconnected", emulated: true, accessToken: null });
  await remove();
  const instagram = {
    addAccount: async (handle: string) => ({ externalId: "178414", accessToken: `token of ${handle}` }),
    fanWrites: async () => undefined,
  };
  const { installation, database } = setting.context;
  const connected = await createTestContext({
    database,
    installation: { ...installation, emulatorControl: { instagram } },
    ports: { images },
  });
  expect(await load(connected)).toMatchObject({
    state: "done",
    output: { connected: true, handle: "luna.vega.example" },
  });
  const account = await prisma.account.findFirstOrThrow();
  const place = { table: "Account", row: account.id, field: "accessToken" };
  expect(connected.context.secrets.open(account.accessToken ?? "", place)).toBe("token of luna.vega.example");
  await connected.run(exampleCommands, "example.remove");
  await connected.close();
});

test("it is the owner's, needs the built-in pictures, and does not stand in for somebody's own Luna", async () => {
  expect(await setting.run(exampleCommands, "example.load", {}, { role: "manager" })).toMatchObject({
    state: "failed",
    problem: { code: "forbidden" },
  });
  const { database } = setting.context;
  const bare = await createTestContext({ database, ports: { images: [] } });
  expect(await load(bare)).toMatchObject({ state: "failed", problem: { code: "not_configured" } });
  await bare.close();
  const own = { id: "avt_luna", slug: "luna-vega", name: "Luna Vega", statedAge: 30, brief: "x" };
  await database.prisma.avatar.create({ data: own });
  expect(await load()).toMatchObject({ state: "failed", problem: { code: "conflict", reason: "name_taken" } });
  expect(await remove()).toMatchObject({ state: "done", output: { id: null } });
  expect(await database.prisma.avatar.count()).toBe(2);
});
