// What an embedded platform has to remember across a killed process: one JSON line an entry, written before it is used.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { dirname } from "node:path";

export interface Journal<Entry> {
  /** Written to the file, then applied; several entries are kept or lost together. */
  record(...entries: readonly Entry[]): void;
  close(): void;
}

/** Replays the file into `apply` and goes on from there. Without a path nothing outlives the process. */
export function openJournal<Entry>(path: string | undefined, apply: (entry: Entry) => void): Journal<Entry> {
  if (path === undefined) return { record: (...entries) => entries.forEach(apply), close: () => undefined };
  mkdirSync(dirname(path), { recursive: true });
  replay(path, apply);
  const file = openSync(path, "a", 0o600);
  return {
    record: (...entries) => {
      writeSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
      entries.forEach(apply);
    },
    close: () => closeSync(file),
  };
}

/** Like a database's log, it ends at the first record that is not whole; what follows was never acknowledged. */
function replay<Entry>(path: string, apply: (entry: Entry) => void): void {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    const entry = end < 0 ? undefined : parseLine<Entry>(bytes.toString("utf8", start, end));
    if (entry === undefined) break;
    apply(entry);
    start = end + 1;
  }
  if (start < bytes.length) truncateSync(path, start);
}

function parseLine<Entry>(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}
