// The labelled lines a guard is proven on: one JSON object a line, {"text", "label", "lang"}.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";

export const GUARDS = ["minor", "crisis", "opt_out", "bot_question", "farewell"] as const;
export type Guard = (typeof GUARDS)[number];

export interface Line {
  readonly text: string;
  /** "none": whatever the file calls it, none of the five guards is meant. */
  readonly label: Guard | "none";
  readonly lang: string;
}

const SHIPPED = path.join(import.meta.dirname, "lines");

const Row = z.object({ text: z.string().min(1), label: z.string().min(1), lang: z.string().trim().min(2).max(12) });

/** The lines of one file, or of all that are shipped. */
export async function readLines(file: string | null): Promise<readonly Line[]> {
  const files = file === null ? await shippedFiles() : [file];
  const read = await Promise.all(files.map(async (name) => linesOf(await contentOf(name), path.basename(name))));
  return read.flat();
}

async function shippedFiles(): Promise<readonly string[]> {
  const names = await readdir(SHIPPED);
  return names.filter((name) => name.endsWith(".jsonl")).map((name) => path.join(SHIPPED, name));
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new AppError("not_found", `cannot read ${file}`, { field: "file", remedy: "name a JSONL file", cause });
  }
}

/** Blank lines are passed over; the first malformed one is named by its number. */
export function linesOf(content: string, name: string): readonly Line[] {
  const rows = content.replace(/^\uFEFF/, "").split(/\r?\n/);
  const lines = rows.flatMap((row, index) => (row.trim() === "" ? [] : [lineOf(row, `${name}, line ${index + 1}`)]));
  if (lines.length === 0) throw malformed(name, "no lines in it");
  return lines;
}

function lineOf(row: string, where: string): Line {
  const parsed = Row.safeParse(jsonOf(row, where));
  if (!parsed.success) {
    throw malformed(
      where,
      parsed.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`).join("; "),
    );
  }
  const { text, label, lang } = parsed.data;
  return { text, label: guardNamed(label), lang: lang.toLowerCase() };
}

function jsonOf(row: string, where: string): unknown {
  try {
    return JSON.parse(row);
  } catch (cause) {
    throw malformed(where, `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** "Opt-Out" and "BOT_QUESTION" are guards; "none", "safe", "not_minor", "greeting" are none. */
function guardNamed(label: string): Line["label"] {
  const name = label
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  return GUARDS.find((guard) => guard === name) ?? "none";
}

function malformed(where: string, what: string): AppError {
  return new AppError("invalid_input", `${where}: ${what}`, {
    field: "file",
    remedy:
      'write one object a line: {"text": "...", "label": "minor|crisis|opt_out|bot_question|farewell|none", "lang": "en"}',
  });
}
