// A data folder belongs to one process, and outlives that process however it ends.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { templateNames } from "../testing/template.ts";
import { isServerTest } from "../testing/test-database.ts";
import { lockDataDir } from "./data-dir-lock.ts";
import { openEmbedded } from "./open-embedded.ts";

const root = await mkdtemp(path.join(os.tmpdir(), "lock-"));
afterAll(() => rm(root, { recursive: true, force: true }));

test("a second owner is refused by name of the first, and welcome after its release", async () => {
  const homeDir = path.join(root, "shared");
  const lock = await lockDataDir(homeDir);
  const second = lockDataDir(homeDir);
  await expect(second).rejects.toThrow(`DATA_DIR in use by process ${process.pid}`);
  await expect(second).rejects.toMatchObject({ code: "in_use", detail: { folder: homeDir } });
  await lock.release();
  await (await lockDataDir(homeDir)).release();
});

test("of several starters at once exactly one wins", async () => {
  const homeDir = path.join(root, "race");
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => lockDataDir(homeDir)));
  const winners = outcomes.filter((outcome) => outcome.status === "fulfilled");
  expect(winners).toHaveLength(1);
  await winners[0]?.value.release();
});

test("a path too long for a socket is locked all the same, also through a symbolic link", async () => {
  const homeDir = path.join(root, "long".repeat(30), "data");
  const lock = await lockDataDir(homeDir);
  expect(lock.socketDir.startsWith(os.tmpdir())).toBe(true);
  await expect(lockDataDir(path.join(homeDir, "..", "data"))).rejects.toMatchObject({ code: "in_use" });
  await lock.release();
  await rm(lock.socketDir, { recursive: true });
});

/** Lets a process of its own write, kills it after some reported rows, and returns the last of these. */
async function writeAndKill(homeDir: string, mode: string, reports: number): Promise<number> {
  const program = fileURLToPath(new URL("../testing/crash-writer.ts", import.meta.url));
  const args = ["--import", "tsx", program, homeDir, mode];
  const writer = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let last = 0;
  let count = 0;
  for await (const line of readline.createInterface({ input: writer.stdout })) {
    if (line === "open") await expect(lockDataDir(homeDir)).rejects.toThrow(`in use by process ${writer.pid}`);
    else {
      last = Math.max(last, Number(line));
      count += 1;
      if (count === reports) writer.kill("SIGKILL");
    }
  }
  return last;
}

test.skipIf(isServerTest)(
  "kill -9 loses no committed row and the folder opens at once (embedded only)",
  async () => {
    const homeDir = path.join(root, "killed");
    for (const [mode, reports] of [
      ["worker", 40],
      ["thread", 150],
    ] as const) {
      const last = await writeAndKill(homeDir, mode, reports);
      const engine = await openEmbedded({ homeDir });
      const pool = new pg.Pool({ user: "postgres", database: "postgres", ssl: false, stream: () => engine.connect() });
      const { rows } = await pool.query(
        `SELECT count(*) FILTER (WHERE id = $1)::int AS last, count(*) FILTER (WHERE half = 1)::int AS firsts,
              count(*) FILTER (WHERE half = 2)::int AS seconds FROM entry`,
        [last],
      );
      await pool.end();
      await engine.close();
      expect(rows[0].last).toBe(1);
      expect(rows[0].firsts).toBe(rows[0].seconds);
    }
  },
  60_000,
);

test.skipIf(isServerTest)("local tools reach the database through the lock's socket (embedded only)", async () => {
  const homeDir = path.join(root, "tools");
  const engine = await openEmbedded({ homeDir, template: await readFile((await templateNames()).file) });
  const tool = new pg.Client({ host: homeDir, user: "postgres", database: "postgres" });
  await tool.connect();
  expect((await tool.query("SELECT $1::int + 1 AS next", [41])).rows).toEqual([{ next: 42 }]);
  await tool.end();
  await engine.close();
});
