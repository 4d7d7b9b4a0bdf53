import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { chainHash, GENESIS_HASH } from "../../domain/trust/hash-chain.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { systemCommands } from "./commands.ts";

let setting: TestContext;

beforeAll(async () => {
  setting = await createTestContext();
});
afterAll(() => setting.close());
afterEach(async () => {
  await setting.context.database.prisma.auditEntry.deleteMany();
  await setting.context.database.prisma.trustEvent.deleteMany();
});

const verify = () => setting.run(systemCommands, "audit.verify");
const sql = (text: string) => setting.context.database.pool.query(text);

async function act(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    setting.clock.advance(1_234);
    await setting.run(systemCommands, time % 2 === 0 ? "system.stop" : "system.resume");
  }
}

async function judge(stream: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const decision = { control: "C1", ruleVersion: "1", judged: `text ${time}`, decision: "due" };
    await setting.context.database.prisma.$transaction((tx) => appendTrustEvent(setting.context, tx, stream, decision));
  }
}

test("nothing written yet is intact", async () => {
  expect(await verify()).toMatchObject({ output: { intact: true, audit: { rows: 0 }, trust: { rows: 0, chains: 0 } } });
});

test("rows that commands and controls wrote are intact, chain by chain", async () => {
  await act(4);
  await judge("cnv_b", 3);
  await judge("avt_a", 2);
  expect(await verify()).toMatchObject({
    output: { intact: true, audit: { rows: 4, chains: 1 }, trust: { rows: 5, chains: 2 } },
    card: { tone: "good" },
  });
});

test("a changed audit row is named", async () => {
  await act(4);
  await sql(`UPDATE "AuditEntry" SET outcome = 'forbidden' WHERE seq = 3`);
  expect(await verify()).toMatchObject({
    output: { intact: false, audit: { broken: { seq: 3, fault: "changed_row" } }, trust: { intact: true } },
    card: { tone: "bad" },
  });
});

test("a removed row breaks the chain at the one after it, also the very first", async () => {
  await act(4);
  await sql(`DELETE FROM "AuditEntry" WHERE seq = 2`);
  expect(await verify()).toMatchObject({ output: { audit: { broken: { seq: 3, fault: "broken_link" } } } });
  await sql(`DELETE FROM "AuditEntry" WHERE seq = 1`);
  expect(await verify()).toMatchObject({ output: { audit: { broken: { seq: 3, fault: "broken_link" } } } });
});

test("a changed decision is found in its own stream", async () => {
  await judge("avt_a", 2);
  await judge("cnv_b", 3);
  await sql(`UPDATE "TrustEvent" SET decision = 'none' WHERE stream = 'cnv_b' AND seq = 2`);
  expect(await verify()).toMatchObject({
    output: {
      intact: false,
      audit: { intact: true },
      trust: { broken: { chain: "cnv_b", seq: 2, fault: "changed_row" } },
    },
  });
});

test("a chain longer than a page is walked to its end", async () => {
  const at = setting.clock.now();
  let prevHash = GENESIS_HASH;
  const rows = Array.from({ length: 2_300 }, (_, index) => {
    const entry = { id: `tru_${index}`, stream: "long", seq: index + 1, control: "C1", ruleVersion: "1" };
    const row = { ...entry, inputHash: "x", decision: "due", at };
    const hash = chainHash(prevHash, { ...row, at: at.toISOString() });
    const chained = { ...row, prevHash, hash };
    prevHash = hash;
    return chained;
  });
  await setting.context.database.prisma.trustEvent.createMany({ data: rows });
  expect(await verify()).toMatchObject({ output: { intact: true, trust: { rows: 2_300, chains: 1 } } });
  await sql(`UPDATE "TrustEvent" SET control = 'C2' WHERE seq = 2001`);
  expect(await verify()).toMatchObject({ output: { trust: { broken: { seq: 2_001 } } } });
});
