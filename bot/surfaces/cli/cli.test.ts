// The command line in this process: cards, JSON, questions and exit codes, embedded and against a running server.
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import express from "express";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { resolveIdentity } from "../../../agents/commands/session/resolve-identity.ts";
import { tokenCreate } from "../../../agents/commands/session/token-create.ts";
import { readBody } from "../../http/body.ts";
import { handleErrors } from "../../http/problem-response.ts";
import { restMounts } from "../rest/rest-mounts.ts";
import { type SmallApp, startSmallApp } from "../telegram/testing/small-app.ts";
import { announceServer } from "./announce-server.ts";
import { runCli } from "./cli.ts";
import { readServerFile, writeServerFile } from "./server-file.ts";

let small: SmallApp;
let owner: Actor;
let dataDir: string;
let opened = 0;
let settled = 0;
let openEmbedded: () => Promise<never> | ReturnType<typeof openSmall>;

async function openSmall() {
  opened += 1;
  const settle = async () => {
    settled += 1;
  };
  return { app: small.app, owner, settle, close: () => Promise.resolve() };
}

beforeAll(async () => {
  small = await startSmallApp();
  await small.addOperator({ id: "opr_owner", role: "owner", telegramId: 1 });
  const actor = await callInternal(small.app.context, resolveIdentity, { surface: "telegram", externalId: "1" });
  if (!actor) throw new Error("no owner");
  owner = actor;
});
afterAll(() => small.close());
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "cli-"));
  opened = 0;
  settled = 0;
  small.work.done = 0;
  small.painted.length = 0;
  openEmbedded = openSmall;
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function finishWork(): void {
  small.work.done = small.work.total;
}

interface RunOptions {
  readonly answers?: string[];
  readonly isInteractive?: boolean;
  /** Called instead of waiting for the next look at a live card. */
  readonly onWait?: () => void;
}

async function cli(argv: string, options: RunOptions = {}) {
  const out: string[] = [];
  const errors: string[] = [];
  const words = argv.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', "")) ?? [];
  const code = await runCli({
    argv: words,
    registry: small.app.registry,
    version: "0.0.0-test",
    dataDir,
    openEmbedded,
    wait: async () => options.onWait?.(),
    terminal: {
      write: (text) => void out.push(text),
      writeError: (text) => void errors.push(text),
      isInteractive: options.isInteractive ?? false,
      hasColors: false,
      ask: async () => options.answers?.shift() ?? "",
    },
  });
  return { code, out: out.join(""), errors: errors.join("") };
}

describe("in this process", () => {
  it("prints a card with aligned table and links, and waits for started work to settle", async () => {
    const { code, out, errors } = await cli("box list 2");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(out).toBe(
      "2 boxes & <more>\n  Id     Size\n  box-1    10\n  box-2    10\nConsole: http://127.0.0.1:3000/\nBuilt in\n",
    );
    expect(settled).toBe(1);
  });

  it("prints the raw result as one JSON document", async () => {
    const { code, out } = await cli("box list --count 3 --json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ ids: ["box-1", "box-2", "box-3"] });
  });

  it("keeps quotes, spaces and dashes of an argument as the shell gave them", async () => {
    const name = String.raw`say --hi \ it's “fine”`;
    const { out } = await cli(`box rename box-1 "${name}" --json`);
    expect(JSON.parse(out)).toEqual({ id: "box-1", name });
  });

  it("exits 2 for an unknown command or argument, with the nearest match", async () => {
    expect(await cli("box lisst")).toMatchObject({ code: 2, out: "", errors: expect.stringContaining("box list") });
    expect(await cli("box list --cout 3")).toMatchObject({ code: 2, errors: expect.stringContaining("--count") });
    expect(await cli("box list many")).toMatchObject({ code: 2 });
    expect(await cli("box secret")).toMatchObject({ code: 2 });
    expect(await cli("box list --lang fr")).toMatchObject({ code: 2 });
    expect(await cli("box lisst --lang es")).toMatchObject({ errors: expect.stringContaining("No conozco") });
  });

  it("exits 1 with one line for what is refused, and says it in JSON too", async () => {
    expect(await cli("box paint box-13")).toEqual({
      code: 1,
      out: "",
      errors: "box-13 cannot be painted. Take another.\n",
    });
    const { code, out } = await cli("box paint box-13 --json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ state: "failed", problem: { code: "refused" } });
  });

  it("does not run what needs a yes, and tells how to give it", async () => {
    const { code, out, errors } = await cli("box make 4");
    expect(code).toBe(1);
    expect(out).toContain("Boxes");
    const id = /run approve (run_\w+)/.exec(errors)?.[1];
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(await cli(`run approve ${id}`)).toMatchObject({ code: 0, out: expect.stringContaining("Making boxes") });
  });

  it("asks on a terminal: no cancels, yes runs and follows to the end", async () => {
    const no = await cli("box make 4", { isInteractive: true, answers: ["n"] });
    expect(no).toMatchObject({ code: 1, errors: "Canceled. Nothing was run.\n" });
    const onWait = () => {
      small.work.done += 2;
    };
    const yes = await cli("box make 4", { isInteractive: true, answers: ["y"], onWait });
    expect(yes.code).toBe(0);
    expect(yes.errors).toContain("50 %");
    expect(yes.out).toContain("Boxes made");
    expect(yes.out).toContain("box-4 · <to review>\n    http://127.0.0.1:3000/media/pictures/box.png?expires=");
    expect(yes.out).toContain("Paint all: box paint all");
  });

  it("says what is a film or sound, and where it is", async () => {
    const { out } = await cli("film show film,sound,picture");
    expect(out).toMatch(/^Films\n {2}Film: walk-1 · <by the sea>\n {4}http:\S+\/media\/films\/walk\.mp4\?expires=/);
    expect(out).toMatch(/\n {2}Sound: A greeting\n {4}http:\S+\/media\/sounds\/hello\.wav\?\S+\n {2}box-1\n/);
    const spanish = await cli("film show film,sound --lang es");
    expect(spanish.out).toContain("  Vídeo: walk-1");
    expect(spanish.out).toContain("  Audio: A greeting");
  });

  it("approves with --yes, waits, and prints the command's own result", async () => {
    const { code, out } = await cli("box make 4 --yes --json", { onWait: finishWork });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({});
    small.work.done = 0;
    expect((await cli("box make 4 --yes --no-wait")).out).toContain("Making boxes");
  });

  it("explains commands without opening anything", async () => {
    const all = await cli("help");
    expect(all).toMatchObject({ code: 0 });
    expect(all.out).toContain("box make");
    expect(all.out).not.toContain("box secret");
    expect((await cli("help box rename")).out).toContain("--name");
    expect((await cli("box rename --help")).out).toContain("--name");
    expect(await cli("help boks make")).toMatchObject({ code: 2, errors: expect.stringContaining("box make") });
    expect(opened).toBe(0);
  });
});

describe("with a running server", () => {
  let server: Server;
  let withdraw: () => Promise<void>;

  beforeEach(async () => {
    const registry = createRegistry([...small.app.registry.list, tokenCreate]);
    const app = createApp(small.app.context, registry);
    const application = express();
    application.get("/healthz", (_request, response) => void response.end());
    for (const mount of restMounts(app))
      application.use(mount.path, ...readBody(mount.body ?? "none"), await mount.load());
    application.use(handleErrors(app.context.log));
    server = createServer(application);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    withdraw = await announceServer({ app, owner, dataDir, url, pid: process.pid });
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  it("talks to it, with the same cards, JSON and exit codes", async () => {
    expect((await cli("box list 2")).out).toContain("box-2    10");
    expect(JSON.parse((await cli("box list 1 --json")).out)).toEqual({ ids: ["box-1"] });
    expect(await cli("box paint box-13")).toMatchObject({
      code: 1,
      errors: "box-13 cannot be painted. Take another.\n",
    });
    expect(await cli("box list many")).toMatchObject({ code: 2 });
    const made = await cli("box make 4 --yes", { onWait: finishWork });
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining("Boxes made") });
    expect(opened).toBe(0);
  });

  it("keeps the token to its owner, uses it again, and falls back when the server is gone", async () => {
    expect((await stat(path.join(dataDir, "cli-token"))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(dataDir, "server.json"))).mode & 0o777).toBe(0o600);
    const before = await readServerFile(dataDir);
    await announceServer({ app: small.app, owner, dataDir, url: before?.url ?? "", pid: process.pid });
    expect((await readServerFile(dataDir))?.token).toBe(before?.token);
    await withdraw();
    expect(await readServerFile(dataDir)).toBeNull();
    await cli("box list 1");
    expect(opened).toBe(1);
    // A file left by a killed process, and one cut short.
    await writeServerFile(dataDir, { url: "http://127.0.0.1:9", pid: process.pid, token: before?.token ?? "" });
    await cli("box list 1");
    await writeFile(path.join(dataDir, "server.json"), '{"url": "http');
    await cli("box list 1");
    expect(opened).toBe(3);
  });
});
