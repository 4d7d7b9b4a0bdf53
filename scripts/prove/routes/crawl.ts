// Everything asked without a name: every route by every method, the back office's own addresses, bent spellings, files.

import { allTables } from "../../../admin/tables/all-tables.ts";
import { allCommands } from "../../../agents/commands/all-commands.ts";
import { type Asked, ask } from "./ask.ts";
import type { Answer } from "./judge.ts";
import type { FoundRoutes } from "./list-routes.ts";
import { adminPaths, assetTricks, bent, commandPaths, DISGUISES, METHODS, pathsOf } from "./targets.ts";

export interface CrawlOptions {
  readonly url: string;
  readonly found: FoundRoutes;
  readonly record: (kind: string, answer: Answer) => void;
}

interface Question extends Asked {
  readonly path: string;
}

const AT_ONCE = 8;
const JSON_BODY = { headers: { "content-type": "application/json" }, body: "{}" };
const isReading = (method: string) => method === "GET" || method === "HEAD" || method === "OPTIONS";

export async function crawl({ url, found, record }: CrawlOptions): Promise<void> {
  const declared = [...new Set(found.routes.flatMap(pathsOf))];
  const admin = adminPaths(allTables.map(({ model }) => model));
  const commands = commandPaths(allCommands().list);
  const guarded = [
    "/admin",
    "/admin/api/dashboard",
    "/console-api/status",
    "/console-api/history",
    "/",
    "/media/x.png",
  ];
  const kinds: Readonly<Record<string, readonly Question[]>> = {
    routes: METHODS.flatMap((method) => [...found.mounts, ...declared].map((path) => questionOf(method, path))),
    admin: ["GET", "POST", "DELETE"].flatMap((method) => admin.map((path) => questionOf(method, path))),
    commands: commands.flatMap((path) => [questionOf("POST", path), questionOf("GET", path)]),
    spellings: [...guarded, "/console-api/say", "/api/v1/system/status"]
      .flatMap(bent)
      .flatMap((path) => [questionOf("GET", path), questionOf("POST", path)]),
    disguises: [...guarded, "/api/v1/system/status", "/api/v1/token/create"].flatMap((path) =>
      DISGUISES.flatMap((headers) => ["GET", "POST"].map((method) => withHeaders(questionOf(method, path), headers))),
    ),
    files: assetTricks().map((path) => questionOf("GET", path)),
  };
  for (const [kind, questions] of Object.entries(kinds)) {
    await inParallel(questions, async ({ path, ...asked }) => record(kind, await ask(url, path, asked)));
  }
}

function questionOf(method: string, path: string): Question {
  return isReading(method) ? { path, method } : { path, method, ...JSON_BODY };
}

function withHeaders(question: Question, headers: Readonly<Record<string, string>>): Question {
  return { ...question, headers: { ...question.headers, ...headers } };
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
