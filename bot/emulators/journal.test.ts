import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openJournal } from "./journal.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(path: string) {
  const seen: number[] = [];
  const journal = openJournal<{ n: number }>(path, (entry) => seen.push(entry.n));
  return { ...journal, seen };
}

it("replays what was recorded and cuts off what was half written", () => {
  const path = join(folder, "deep", "journal.jsonl");
  const first = open(path);
  first.record({ n: 1 });
  first.record({ n: 2 });
  first.close();
  appendFileSync(path, '{"n":3');
  const second = open(path);
  expect(second.seen).toEqual([1, 2]);
  second.record({ n: 4 });
  second.close();
  expect(open(path).seen).toEqual([1, 2, 4]);
  expect(readFileSync(path, "utf8")).toBe('{"n":1}\n{"n":2}\n{"n":4}\n');
});
