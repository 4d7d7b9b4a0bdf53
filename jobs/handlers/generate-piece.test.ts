import pLimit from "p-limit";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { seedPriceBook } from "../../agents/commands/money/seed-price-book.ts";
import { createTestContext } from "../../agents/commands/testing/test-context.ts";
import { systemClock } from "../../agents/kernel/clock.ts";
import { createIds } from "../../agents/kernel/ids.ts";
import type { ImageGenerator } from "../../agents/ports/image-generator.ts";
import type { Database } from "../../prisma/client.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { FAL_FAULTS, startFalEmulator } from "../providers/image/fal/emulator/fal-emulator.ts";
import { createFalGenerator } from "../providers/image/fal/fal.ts";
import { REPLICATE_FAULTS, startReplicateEmulator } from "../providers/image/replicate/emulator/replicate-emulator.ts";
import { createReplicateGenerator } from "../providers/image/replicate/replicate.ts";
import { generatePieceHandler } from "./generate-piece.ts";
import { runOnce } from "./testing/run-once.ts";

let database: Database;
let pieces = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedPriceBook({ database, ids: createIds(systemClock) });
  await database.prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
});
afterAll(() => database.close());

const opened: { close(): Promise<unknown> }[] = [];
const closing = <Thing extends { close(): Promise<unknown> }>(thing: Thing): Thing => {
  opened.push(thing);
  return thing;
};
afterEach(async () => {
  for (const thing of opened.splice(0)) await thing.close();
});

async function fal() {
  const emulator = closing(await startFalEmulator());
  return { emulator, generator: createFalGenerator(emulator) };
}

async function replicate() {
  const emulator = closing(await startReplicateEmulator());
  return { emulator, generator: createReplicateGenerator(emulator) };
}

/** A piece that is planned, nothing moderates it; `run` is one try of its job, with what it threw. */
async function plan(images: readonly ImageGenerator[]) {
  const { context } = closing(await createTestContext({ database, ports: { images, moderator: null } }));
  const { prisma } = database;
  pieces += 1;
  const id = `pce_${pieces}`;
  const shot = { templateKey: "beach_walk", tier: "safe", seed: 7, prompt: "adult woman on a beach" } as const;
  await prisma.piece.create({ data: { ...shot, id, number: pieces, avatarId: "avt_a" } });
  let attempt = 0;
  return {
    run: async () => {
      attempt += 1;
      return runOnce(context, generatePieceHandler(pLimit(1)), { pieceId: id }, { attempt }).catch(
        (thrown: unknown) => thrown,
      );
    },
    piece: () => prisma.piece.findUniqueOrThrow({ where: { id }, include: { asset: true } }),
    costs: async () =>
      (await prisma.costEntry.findMany({ where: { pieceId: id } })).map((row) => `${row.provider} ${row.state}`).sort(),
  };
}

it("looks a lost submission up and pays for it once", async () => {
  const { emulator, generator } = await replicate();
  const { run, piece, costs } = await plan([generator]);
  emulator.faults.add("create", REPLICATE_FAULTS.cut);
  expect(await run()).toMatchObject({ code: "outcome_unknown", retryable: true });
  expect(await piece()).toMatchObject({ state: "unknown", attempt: 1 });
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({ state: "held", attempt: 1, asset: { provider: "replicate" } });
  expect(emulator.bill.predictions).toBe(1);
  expect(await costs()).toEqual(["replicate settled"]);
});

it("fails by name, unpaid twice, where a lost submission cannot be looked up", async () => {
  const { emulator, generator } = await fal();
  const { run, piece, costs } = await plan([generator]);
  emulator.faults.add("submit", FAL_FAULTS.cut);
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({ state: "failed", error: expect.stringContaining("not known") });
  expect(await run()).toBeUndefined();
  expect(emulator.bill.requests).toBe(1);
  expect(await costs()).toEqual(["fal reserved"]);
});

it("waits for a vendor that asks for patience, and passes on to the next one that can", async () => {
  const [first, second] = [await fal(), await replicate()];
  const { run, piece, costs } = await plan([first.generator, second.generator]);
  first.emulator.faults.add("submit", FAL_FAULTS.busy);
  expect(await run()).toMatchObject({ code: "rate_limited" });
  expect(await piece()).toMatchObject({ state: "planned", provider: "fal" });
  first.emulator.faults.add("submit", FAL_FAULTS.unauthenticated);
  expect(await run()).toMatchObject({ code: "not_configured", retryable: true });
  expect(await run()).toBeUndefined();
  expect(await piece()).toMatchObject({
    state: "held",
    attempt: 4,
    asset: { provider: "replicate", synthetic: false },
  });
  expect(first.emulator.bill.requests).toBe(0);
  expect(await costs()).toEqual(["fal released", "fal released", "replicate settled"]);
});
