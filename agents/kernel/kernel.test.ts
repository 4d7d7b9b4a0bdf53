import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { ManualClock } from "./clock.ts";
import { publicUrl, readConfig } from "./config.ts";
import { ENVIRONMENT } from "./environment.ts";
import { createIds } from "./ids.ts";
import { createLogger, redact } from "./log.ts";
import { centsFromUsd, formatUsd, microsFromUsd, usdFromCents, usdFromMicros } from "./money.ts";
import { seededRandom } from "./random.ts";
import { createSecretBox } from "./secret.ts";

describe("config", () => {
  test("an empty environment is a working loopback installation", () => {
    const config = readConfig({});
    expect(config).toMatchObject({ HOST: "127.0.0.1", PORT: 3_000, ROLES: ["web", "worker", "telegram", "discord"] });
    expect(publicUrl(config, 4_000)).toBe("http://127.0.0.1:4000");
  });

  test.each([
    [{ PORT: "abc" }, "PORT"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
    [{ HOST: "0.0.0.0" }, "SECRET_KEY"],
    [{ HOST: "0.0.0.0", SECRET_KEY: "x".repeat(40) }, "OWNER_PASSWORD"],
    [{ S3_ENDPOINT: "https://s3.example" }, "S3_BUCKET"],
    [{ MODERATION_PROVIDER: "openai" }, "OPENAI_API_KEY"],
    [{ TELEGRAM_OPERATOR_IDS: "12,bob" }, "TELEGRAM_OPERATOR_IDS"],
    [{ ROLES: "web,cook" }, "ROLES"],
  ])("%j is refused and names %s", (environment, field) => {
    expect(() => readConfig(environment)).toThrow(expect.objectContaining({ code: "invalid_input", field }));
  });

  test("every variable that is read is described once", () => {
    const names = ENVIRONMENT.map((variable) => variable.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.sort()).toEqual(Object.keys(readAll()).sort());
  });
});

/** Every key the schema knows: given a value that no type accepts, each would complain; unknown keys are dropped. */
function readAll(): Record<string, unknown> {
  const probe = Object.fromEntries(ENVIRONMENT.map(({ name }) => [name, undefined]));
  const known = readConfig({});
  return { ...probe, ...Object.fromEntries(Object.keys(known).map((name) => [name, true])) };
}

describe("money", () => {
  test.each([
    ["29.99", 29_990_000],
    ["0.0000005", 1],
    ["-1.5", -1_500_000],
    ["0.1", 100_000],
    ["100", 100_000_000],
  ])("%s USD are %d micros", (usd, micros) => expect(microsFromUsd(usd)).toBe(micros));

  test("ten cents ten times are a dollar, and texts come back as they went", () => {
    expect(
      usdFromMicros(Array.from({ length: 10 }, () => microsFromUsd("0.1")).reduce((sum, part) => sum + part, 0)),
    ).toBe("1.000000");
    expect(usdFromCents(2_999)).toBe("29.99");
    expect(centsFromUsd("29.99")).toBe(2_999);
    expect([formatUsd(29_990_000), formatUsd(4_200), formatUsd(-1_234_560_000)]).toEqual([
      "$29.99",
      "$0.0042",
      "-$1,234.56",
    ]);
  });
});

describe("secrets", () => {
  const place = { table: "Account", row: "acc_1", field: "accessToken" };
  const box = createSecretBox("k".repeat(40));

  test("a sealed value opens only in its own place", () => {
    const sealed = box.seal("token", place);
    expect(sealed).not.toContain("token");
    expect(box.open(sealed, place)).toBe("token");
    expect(() => box.open(sealed, { ...place, row: "acc_2" })).toThrow(
      expect.objectContaining({ code: "not_configured" }),
    );
  });

  test("the former key still opens, and what it sealed is stale", () => {
    const rotated = createSecretBox("n".repeat(40), "k".repeat(40));
    const sealed = box.seal("token", place);
    expect(rotated.open(sealed, place)).toBe("token");
    expect([rotated.isStale(sealed), rotated.isStale(rotated.seal("token", place))]).toEqual([true, false]);
    expect(() => createSecretBox("z".repeat(40)).open(sealed, place)).toThrow(/SECRET_KEY/);
  });

  test("a signature for one purpose is worthless for another", () => {
    const signature = box.sign("media", "a.png");
    expect([
      box.verify("media", "a.png", signature),
      box.verify("gallery", "a.png", signature),
      box.verify("media", "b.png", signature),
    ]).toEqual([true, false, false]);
  });
});

test("ids say what they name and sort by time", () => {
  const clock = new ManualClock();
  const ids = createIds(clock);
  const first = ids.next("piece");
  clock.advance(1);
  const second = ids.next("piece");
  expect(first).toMatch(/^pce_[0-9a-z]{24}$/);
  expect(first < second).toBe(true);
});

test("the same seed gives the same randomness", () => {
  const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

describe("log", () => {
  test("only listed fields are written, and secrets not even inside errors", () => {
    const lines: string[] = [];
    const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => done(void lines.push(chunk.toString())) });
    const log = createLogger("info", sink);
    const canary = "canary-fan-text";
    const fields = {
      conversationId: "cnv_1",
      text: canary,
      error: new Error("GET /x?access_token=IGAAsecretsecretsecretsecret1 failed"),
    };
    log.info("event", fields);
    expect(lines.join("")).toContain("cnv_1");
    expect(lines.join("")).not.toMatch(/canary|IGAAsecret/);
  });

  test.each([
    ["Bearer abcdefghijklmnop"],
    ["123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"],
    ["postgresql://user:hunter2@host/db"],
    ["r8_abcdefghijklmnopqrstuv"],
  ])("%s is redacted", (secret) => expect(redact(`x ${secret} y`)).toContain("[redacted]"));
});
