// The doctor on a real database: what is well, what is wrong and how to mend it, what hangs, and that it tells no secret.
import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "../../../kernel/clock.ts";
import { AppError } from "../../../kernel/errors.ts";
import type { Connector } from "../../../ports/connector.ts";
import type { ServiceProbe } from "../../../ports/service-probe.ts";
import { createTestContext, type TestContext } from "../../testing/test-context.ts";
import { systemDoctor } from "./system-doctor.ts";

const TOKEN = "a-token-nobody-may-see";
const KEY = "sk-a-key-nobody-may-see";

const connector: Connector = {
  whoAmI: async (token) => {
    if (token !== TOKEN) throw new AppError("refused", "no", { reason: "token_invalid" });
    return { externalId: "1", handle: "ana" };
  },
  subscribe: async () => undefined,
  setEntrances: null,
};
const probes: readonly ServiceProbe[] = [
  { service: "Good", setting: "GOOD_KEY", ask: async () => [] },
  { service: "Silent", setting: "SILENT_KEY", ask: null },
  {
    service: "Bad",
    setting: "BAD_KEY",
    ask: async () => {
      throw new AppError("not_configured", `The key ${KEY} is refused.`);
    },
  },
];

let setting: TestContext;

beforeAll(async () => {
  const host = {
    disk: async () => ({ folder: "/data", freeBytes: 1024 ** 3, totalBytes: 1024 ** 4 }),
    backups: async () => [{ file: "/data/backups/b.tar.gz", bytes: 1, madeAt: new Date(Date.UTC(2026, 10, 10)) }],
    backup: async () => {
      throw new Error("not asked for");
    },
  };
  setting = await createTestContext({
    environment: { OPENAI_API_KEY: KEY, MODERATION_PROVIDER: "local", SECRET_KEY: "ab".repeat(20) },
    ports: { probes, host, connectors: { tiktok: connector } },
  });
  const { database, secrets, clock } = setting.context;
  const { prisma } = database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  const account = async (id: string, token: string, more = {}) => {
    const accessToken = secrets.seal(token, { table: "Account", row: id, field: "accessToken" });
    const row = { id, avatarId: "avt_a", platform: "tiktok", handle: id, accessToken, connectedAt: clock.now() };
    await prisma.account.create({ data: { ...row, externalId: id === "good" ? "1" : id, ...more } });
  };
  await account("good", TOKEN);
  await account("refused", "another");
  await account("ended", TOKEN, { tokenExpiresAt: new Date(clock.now().getTime() - DAY_MS) });
  await prisma.account.update({ where: { id: "ended" }, data: { externalId: "3" } });
});
afterAll(() => setting.close());

async function examine(language: "en" | "es" = "en") {
  const result = await setting.run([systemDoctor], "system.doctor", { all: true }, { language });
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return result;
}

type Output = { findings: { area: string; about: string; state: string; code: string; mend: string | null }[] };

test("says of each part whether it is well, how to mend it, and never a secret", async () => {
  const { output, card } = await examine();
  const found = (output as Output).findings;
  const state = (code: string, about?: string) =>
    found
      .filter((each) => each.code === code && (about === undefined || each.about === about))
      .map((each) => each.state);
  expect(state("migrated")).toEqual(["ok"]);
  expect(state("vectorThere")).toEqual(["ok"]);
  expect(state("works")).toHaveLength(3);
  expect(state("dimensionsFit")).toEqual(["ok"]);
  expect(state("keyTaken", "Good")).toEqual(["ok"]);
  expect(state("notAsked", "Silent")).toEqual(["ok"]);
  expect(state("tokenTaken", "@good (tiktok)")).toEqual(["ok"]);
  expect(state("tokenRefused", "@refused (tiktok)")).toEqual(["broken"]);
  expect(state("tokenExpired", "@ended (tiktok)")).toEqual(["broken"]);
  // A server of its own is backed up where it stands.
  const backup = setting.context.database.embedded ? "backupOld" : "backupByServer";
  expect(state(backup)).toEqual([backup === "backupOld" ? "warning" : "ok"]);
  expect(state("diskLow")).toEqual(["warning"]);
  expect(state("keyWeak")).toEqual(["broken"]);
  expect(state("addressLocal")).toEqual(["warning"]);
  expect(found.find(({ about }) => about === "Bad")).toMatchObject({
    state: "broken",
    mend: expect.stringContaining("BAD_KEY"),
  });
  expect(output).toMatchObject({ verdict: "broken" });
  expect(found.every(({ state, mend }) => state === "ok" || (mend ?? "") !== "")).toBe(true);
  const told = JSON.stringify({ output, card, spanish: await examine("es") });
  for (const secret of [TOKEN, KEY, "another-token", "ab".repeat(20)]) expect(told).not.toContain(secret);
});

test("what is down is told, not thrown", async () => {
  const { store } = setting.context.ports;
  const put = store.put;
  Object.assign(store, { put: async () => Promise.reject(new AppError("storage_full", "full")) });
  const { output } = await examine();
  Object.assign(store, { put });
  expect((output as Output).findings.find(({ area }) => area === "store")).toMatchObject({
    state: "broken",
    code: "failed",
  });
});
