// A small application on a real database, for tests of surfaces: a few commands that show everything cards can be.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { z } from "zod";
import { type App, createApp } from "../../../../agents/commands/app.ts";
import { defineCommand } from "../../../../agents/commands/command.ts";
import type { AppContext } from "../../../../agents/commands/context.ts";
import { createRegistry, type Registry } from "../../../../agents/commands/registry.ts";
import { runApprove } from "../../../../agents/commands/run/run-approve.ts";
import { runCancel } from "../../../../agents/commands/run/run-cancel.ts";
import type { Card } from "../../../../agents/commands/view.ts";
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import { readConfig } from "../../../../agents/kernel/config.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { createIds } from "../../../../agents/kernel/ids.ts";
import { silentLogger } from "../../../../agents/kernel/log.ts";
import { createSecretBox } from "../../../../agents/kernel/secret.ts";
import type { AppEvent } from "../../../../agents/ports/event-bus.ts";
import { createFileStore } from "../../../../jobs/providers/storage/files.ts";
import type { Cancel, Timers } from "../../../../jobs/queue/timers.ts";
import { createTestDatabase } from "../../../../prisma/testing/test-database.ts";
import { filmShow, putFilms } from "./film-commands.ts";

export interface SmallApp {
  readonly app: App;
  readonly clock: ManualClock;
  /** How far the work of "box make" is; publish "box:1" after changing it. */
  readonly work: { done: number; total: number };
  /** Inputs of "box paint" that were carried out. */
  readonly painted: string[];
  addOperator(operator: {
    id: string;
    role: "owner" | "chatter";
    telegramId: number;
    language?: string;
  }): Promise<void>;
  publish(topic: string): void;
  close(): Promise<void>;
}

/** Timers that only go off when told to. */
export class ManualTimers implements Timers {
  readonly #waiting = new Map<() => void, number>();
  readonly #expected: { readonly delayMs: number; readonly resolve: () => void }[] = [];

  every(intervalMs: number, action: () => void): Cancel {
    this.#waiting.set(action, intervalMs);
    return () => this.#waiting.delete(action);
  }

  after(delayMs: number, action: () => void): Cancel {
    const once = () => {
      this.#waiting.delete(once);
      action();
    };
    this.#waiting.set(once, delayMs);
    for (const [index, expected] of [...this.#expected.entries()].reverse()) {
      if (expected.delayMs !== delayMs) continue;
      this.#expected.splice(index, 1);
      expected.resolve();
    }
    return () => this.#waiting.delete(once);
  }

  /** Settles once something waits for just this long. */
  whenWaiting(delayMs: number): Promise<void> {
    if ([...this.#waiting.values()].includes(delayMs)) return Promise.resolve();
    return new Promise((resolve) => this.#expected.push({ delayMs, resolve }));
  }

  /** Everything that waits no longer than this goes off. */
  fire(upToMs: number): void {
    for (const [action, delayMs] of [...this.#waiting]) if (delayMs <= upToMs) action();
  }
}

export async function startSmallApp(): Promise<SmallApp> {
  const database = await createTestDatabase();
  const directory = await mkdtemp(path.join(tmpdir(), "small-app-"));
  const clock = new ManualClock();
  const store = createFileStore(directory);
  const listeners = new Set<(event: AppEvent) => void>();
  const work = { done: 0, total: 4 };
  const painted: string[] = [];
  const publish = (topic: string) => {
    for (const listener of listeners) listener({ topic, kind: "changed" });
  };
  const context = {
    config: readConfig({}),
    log: silentLogger,
    clock,
    ids: createIds(clock),
    random: () => 0.5,
    secrets: createSecretBox("a secret key for tests only, long enough"),
    database,
    ports: {
      store,
      channels: {},
      events: {
        publish: ({ topic }: AppEvent) => publish(topic),
        subscribe: (listener: (event: AppEvent) => void) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        close: () => Promise.resolve(),
      },
    },
    installation: {
      version: "0",
      startedAt: clock.now(),
      publicUrl: () => "http://127.0.0.1:3000",
      emulated: new Set(),
    },
  } as unknown as AppContext;
  const picture = await sharp({ create: { width: 64, height: 80, channels: 3, background: "#884466" } })
    .png()
    .toBuffer();
  await store.put("pictures/box.png", picture, "image/png");
  await putFilms(store);
  const app: App = createApp(
    context,
    smallRegistry(() => app.registry, work, painted),
  );
  return {
    app,
    clock,
    work,
    painted,
    publish,
    addOperator: async ({ id, role, telegramId, language = "en" }) => {
      const identity = { id: `idn_${id}`, surface: "telegram", externalId: String(telegramId) };
      await database.prisma.operator.create({
        data: { id, name: id, role, language, identities: { create: identity } },
      });
    },
    close: async () => {
      await database.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const box = { id: z.string() };

function boxImage(number: number): NonNullable<Card["images"]>[number] {
  const input = { id: `box-${number}` };
  return {
    // The twelfth picture was lost.
    key: number === 12 ? "pictures/lost.png" : "pictures/box.png",
    alt: `Box ${number}`,
    caption: `box-${number} · <to review>`,
    buttons: [
      { label: "Paint", command: "box.paint", input, style: "primary" },
      { label: "Rename", command: "box.rename", input, ask: { field: "name", label: "New name" } },
    ],
  };
}

function makeCard(work: { done: number; total: number }): Card {
  const finished = work.done >= work.total;
  return {
    title: finished ? "Boxes made" : "Making boxes",
    progress: { done: work.done, total: work.total, label: `${work.done} of ${work.total} boxes` },
    images: Array.from({ length: work.done }, (_, index) => boxImage(index + 1)),
    ...(finished ? { buttons: [{ label: "Paint all", command: "box.paint", input: { id: "all" } }] } : {}),
    live: { topic: "box:1", command: "box.progress", input: {}, finished },
  };
}

function smallRegistry(registry: () => Registry, work: { done: number; total: number }, painted: string[]): Registry {
  const none = z.object({});
  return createRegistry([
    runApprove(registry),
    runCancel,
    filmShow,
    defineCommand({
      name: "box.list",
      role: "analyst",
      effect: "read",
      input: z.object({ count: z.number().int().max(500).default(2) }),
      output: z.object({ ids: z.array(z.string()) }),
      positional: ["count"],
      errors: [],
      run: async (_context, { count }) => ({ ids: Array.from({ length: count }, (_, index) => `box-${index + 1}`) }),
      view: ({ ids }) => ({
        title: `${ids.length} boxes & <more>`,
        table: { columns: [{ label: "Id" }, { label: "Size", align: "right" }], rows: ids.map((id) => [id, "10"]) },
        links: [{ label: "Console", url: "http://127.0.0.1:3000/" }],
        note: "Built in",
      }),
    }),
    defineCommand({
      name: "box.make",
      role: "chatter",
      effect: "spend",
      input: z.object({ count: z.number().int().min(1).max(100) }),
      output: none,
      positional: ["count"],
      errors: [],
      estimate: async (_context, { count }) => ({ lines: [{ label: "Boxes", value: String(count) }], costMicros: 0 }),
      run: async () => ({}),
      view: () => makeCard(work),
    }),
    defineCommand({
      name: "box.progress",
      role: "analyst",
      effect: "read",
      input: none,
      output: z.object({ done: z.number() }),
      errors: [],
      run: async () => ({ done: work.done }),
      view: () => makeCard(work),
    }),
    defineCommand({
      name: "box.paint",
      role: "chatter",
      effect: "write",
      input: z.object(box),
      output: z.object(box),
      positional: ["id"],
      errors: ["refused"],
      run: async (_context, { id }) => {
        if (id === "box-13") throw new AppError("refused", "box-13 cannot be painted.", { remedy: "Take another." });
        painted.push(id);
        return { id };
      },
      view: ({ id }) => ({ title: `${id} painted`, tone: "good" }),
    }),
    defineCommand({
      name: "box.rename",
      role: "chatter",
      effect: "write",
      input: z.object({ ...box, name: z.string().optional() }),
      output: z.object({ ...box, name: z.string() }),
      positional: ["id", "name"],
      errors: [],
      run: async (_context, { id, name = "unnamed" }) => ({ id, name }),
      view: ({ id, name }) => ({ title: `${id} is now ${name}` }),
    }),
    defineCommand({
      name: "box.secret",
      role: "owner",
      effect: "read",
      input: none,
      output: none,
      errors: [],
      visibility: "internal",
      run: async () => ({}),
      view: () => ({ title: "internal" }),
    }),
  ]);
}
