// Clients of the one embedded session behave as if each had a session of its own.
import { readFile } from "node:fs/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { templateNames } from "../testing/template.ts";
import { isServerTest } from "../testing/test-database.ts";
import type { EmbeddedEngine } from "./engine.ts";
import { openEmbedded } from "./open-embedded.ts";
import { int32, message, SYNC } from "./wire.ts";

// A server needs no multiplexer.
describe.skipIf(isServerTest).each([false, true])("embedded multiplexer, in a worker: %s", (inWorker) => {
  let engine: EmbeddedEngine;
  let config: pg.PoolConfig;
  let pool: pg.Pool;

  beforeAll(async () => {
    const template = await readFile((await templateNames()).file);
    engine = await openEmbedded({ inWorker, template, idleInTransactionMs: 300 });
    config = { user: "postgres", database: "postgres", ssl: false, stream: () => engine.connect() };
    pool = new pg.Pool({ ...config, max: 8 });
    pool.on("error", () => undefined);
    await pool.query("CREATE TABLE account (id INT PRIMARY KEY, amount INT)");
    await pool.query("INSERT INTO account SELECT id, 100 FROM generate_series(1, 10) AS id");
  });
  afterAll(async () => {
    await pool.end();
    await engine.close();
  });

  const two = async (use: (a: pg.PoolClient, b: pg.PoolClient) => Promise<void>): Promise<void> => {
    const clients = [await pool.connect(), await pool.connect()] as const;
    try {
      await use(...clients);
    } finally {
      for (const client of clients) client.release(true);
    }
  };
  const show = async (client: pg.PoolClient | pg.Pool, name: string): Promise<unknown> =>
    (await client.query(`SELECT current_setting('${name}') AS value`)).rows[0].value;

  test("many callers at once get their own answers, with parameters of 300 kB among them", async () => {
    const ask = async (index: number): Promise<boolean> => {
      const text = String(index % 10).repeat(index % 3 === 0 ? 300_000 : 3);
      const { rows } = await pool.query("SELECT $1::int AS index, $2::text AS text", [index, text]);
      return rows[0].index === index && rows[0].text === text;
    };
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(index)));
    expect(answers.filter((isRight) => !isRight)).toEqual([]);
  });

  test("a long result arrives whole", async () => {
    const { rows } = await pool.query("SELECT id FROM generate_series(1, 50000) AS id");
    expect(rows).toHaveLength(50_000);
    expect(rows.at(-1)).toEqual({ id: 50_000 });
  });

  test("interleaved transactions do not see each other's changes and keep the sum", async () => {
    const transfer = async (index: number): Promise<void> => {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const { rows } = await client.query("SELECT amount FROM account WHERE id = $1", [1 + ((index * 7) % 10)]);
        await client.query("UPDATE account SET amount = $2 WHERE id = $1", [
          1 + ((index * 7) % 10),
          rows[0].amount - 1,
        ]);
        await client.query("UPDATE account SET amount = amount + 1 WHERE id = $1", [1 + ((index * 3) % 10)]);
        await client.query(index % 5 === 0 ? "ROLLBACK" : "COMMIT");
      } finally {
        client.release();
      }
    };
    await Promise.all(Array.from({ length: 80 }, (_, index) => transfer(index)));
    expect((await pool.query("SELECT sum(amount)::int AS sum FROM account")).rows).toEqual([{ sum: 1000 }]);
  });

  test("an error in a transaction concerns its client alone", () =>
    two(async (a, b) => {
      await a.query("BEGIN");
      await expect(a.query("SELECT 1 / 0")).rejects.toMatchObject({ code: "22012" });
      const waiting = b.query("SELECT 42 AS answer");
      await expect(a.query("SELECT 1")).rejects.toMatchObject({ code: "25P02" });
      await a.query("ROLLBACK");
      expect((await waiting).rows).toEqual([{ answer: 42 }]);
    }));

  test("a client that vanishes inside a transaction leaves nothing behind", async () => {
    const client = new pg.Client(config);
    const stream = engine.connect();
    const doomed = new pg.Client({ ...config, stream: () => stream });
    doomed.on("error", () => undefined);
    await Promise.all([client.connect(), doomed.connect()]);
    await doomed.query("BEGIN");
    await doomed.query("UPDATE account SET amount = -1");
    const waiting = client.query("SELECT count(*)::int AS lost FROM account WHERE amount = -1");
    stream.destroy();
    expect((await waiting).rows).toEqual([{ lost: 0 }]);
    await client.end();
  });

  test("a transaction that keeps others waiting in silence is ended", () =>
    two(async (a, b) => {
      a.on("error", () => undefined);
      await a.query("BEGIN");
      await a.query("UPDATE account SET amount = -1");
      const { rows } = await b.query("SELECT count(*)::int AS lost FROM account WHERE amount = -1");
      expect(rows).toEqual([{ lost: 0 }]);
      await expect(a.query("COMMIT")).rejects.toThrow();
    }));

  test("settings belong to their client: at start, by SET, by set_config, within a transaction", () =>
    two(async (a, b) => {
      const started = new pg.Client({ ...config, options: '-c search_path="Other",public', statement_timeout: 1234 });
      await started.connect();
      await a.query("SET search_path TO first");
      await a.query("SELECT set_config('work_mem', '5MB', false)");
      await b.query("BEGIN");
      await b.query("SET LOCAL search_path TO second");
      expect(await show(b, "search_path")).toBe("second");
      await b.query("COMMIT");
      expect([await show(a, "search_path"), await show(a, "work_mem")]).toEqual(["first", "5MB"]);
      expect([await show(b, "search_path"), await show(b, "work_mem")]).toEqual(["public", "4MB"]);
      const own = await started.query(
        "SELECT current_setting('search_path') AS a, current_setting('statement_timeout') AS b",
      );
      expect(own.rows).toEqual([{ a: '"Other",public', b: "1234ms" }]);
      await a.query("RESET search_path");
      expect(await show(a, "search_path")).toBe("public");
      await started.end();
    }));

  test("statements of the same name do not meet", () =>
    two(async (a, b) => {
      const named = (text: string, values: unknown[]) => ({ name: "same", text, values });
      expect((await a.query(named("SELECT $1::int AS x", [1]))).rows).toEqual([{ x: 1 }]);
      expect((await b.query(named("SELECT $1::text || '!' AS y", ["b"]))).rows).toEqual([{ y: "b!" }]);
      expect((await a.query(named("SELECT $1::int AS x", [3]))).rows).toEqual([{ x: 3 }]);
    }));

  test("the unnamed statement survives what other clients do between its parse and its use", async () => {
    const socket = engine.connect();
    const bytes: Buffer[] = [];
    const ready = (count: number): Promise<void> =>
      new Promise((resolve) => {
        const check = (): void => {
          if (Buffer.concat(bytes).toString("latin1").split("Z\0\0\0\x05I").length > count) resolve();
          else socket.once("data", () => setImmediate(check));
        };
        check();
      });
    socket.on("data", (chunk: Buffer) => bytes.push(chunk));
    const startup = Buffer.concat([int32(196608), Buffer.from("user\0postgres\0\0")]);
    socket.write(Buffer.concat([int32(startup.length + 4), startup]));
    socket.write(Buffer.concat([message("P", "", "SELECT 'mine' AS whose", Buffer.alloc(2)), SYNC]));
    await ready(2);
    await pool.query("SELECT $1::text AS whose", ["other"]);
    await pool.query("SELECT 'other' AS whose");
    const bind = message("B", "", "", Buffer.alloc(6));
    const execute = message("E", "", int32(0));
    socket.write(Buffer.concat([bind, execute, SYNC]));
    await ready(3);
    const answer = Buffer.concat(bytes).toString("latin1");
    expect(answer).toContain("mine");
    // The client sent one Parse, so it must see one ParseComplete.
    expect(answer.split("1\0\0\0\x04")).toHaveLength(2);
    socket.end();
  });

  test("notifications reach those who listen, when they are committed", () =>
    two(async (a, b) => {
      const heard: string[] = [];
      const over = new Promise<void>((resolve) => {
        a.on("notification", ({ channel, payload }) => {
          heard.push(`${channel}:${payload}`);
          if (payload === "over") resolve();
        });
      });
      b.on("notification", () => heard.push("not listening"));
      await a.query('LISTEN "Room"');
      await a.query("LISTEN hall");
      await b.query("LISTEN hall");
      await b.query("UNLISTEN hall");
      await b.query("NOTIFY \"Room\", 'one'");
      await b.query("BEGIN");
      await b.query("NOTIFY hall, 'undone'");
      await b.query("ROLLBACK");
      await b.query("NOTIFY room, 'other room'");
      await b.query("SELECT pg_notify('hall', 'over')");
      await over;
      expect(heard).toEqual(["Room:one", "hall:over"]);
    }));

  test("a busy client leaves timers their turn", async () => {
    let isOver = false;
    const busy = (async () => {
      while (!isOver) await pool.query("SELECT 1");
    })();
    await new Promise<void>((resolve) => setTimeout(resolve, 20));
    isOver = true;
    await busy;
  });

  test("a dump is taken between transactions", async () => {
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("UPDATE account SET amount = -5");
    const dumping = engine.dump();
    await client.query("ROLLBACK");
    client.release();
    const copy = await openEmbedded({ template: await dumping });
    const copied = new pg.Pool({ ...config, stream: () => copy.connect() });
    expect((await copied.query("SELECT sum(amount)::int AS sum FROM account")).rows).toEqual([{ sum: 1000 }]);
    await copied.end();
    await copy.close();
  });
});
