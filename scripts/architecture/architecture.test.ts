// The shape of the repository, checked: floors, file sizes, the top level, names nobody may use.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  bot: ["bot", "jobs", "admin", "agents", "prisma"],
  jobs: ["jobs", "agents", "prisma"],
  admin: ["admin", "agents", "prisma"],
  agents: ["agents", "prisma"],
  prisma: ["prisma"],
};
const SKIPPED = new Set(["node_modules", "dist", "build", "generated", ".git", "data"]);
const MOST_LINES = 400;

interface Source {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function sourcesUnder(folder: string): Source[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry): Source[] => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourcesUnder(file);
    if (!/\.(ts|tsx|mjs)$/.test(entry.name)) return [];
    const text = readFileSync(path.join(root, file), "utf8");
    const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)].map((match) => match[1] ?? "");
    return [
      { file, text, imports: specifiers.map((specifier) => path.posix.join(path.posix.dirname(file), specifier)) },
    ];
  });
}

const sources = Object.keys(FLOORS).flatMap(sourcesUnder);
const product = sources.filter(({ file }) => !/\.test\.tsx?$|\/testing\/|\/conformance\/|\/e2e\//.test(file));

describe("floors", () => {
  test.each(Object.keys(FLOORS))("%s imports only from its own floor and below", (floor) => {
    const wrong = product
      .filter(({ file }) => file.startsWith(`${floor}/`))
      .flatMap(({ file, imports }) =>
        imports
          .filter((target) => !FLOORS[floor]?.includes(target.split("/")[0] ?? ""))
          .map((target) => `${file} -> ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("the domain is pure: it imports only itself and the kernel, and is never async", () => {
    const domain = product.filter(({ file }) => file.startsWith("agents/domain/"));
    const wrong = domain.flatMap(({ file, imports, text }) => [
      ...imports.filter((target) => !/^agents\/(domain|kernel)\//.test(target)).map((target) => `${file} -> ${target}`),
      ...(/\basync\b|\bawait\b|Date\.now\(|Math\.random\(|new Date\(\)/.test(
        text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ""),
      )
        ? [`${file} is not pure`]
        : []),
    ]);
    expect(wrong).toEqual([]);
  });

  test("platforms, surfaces and HTTP never touch the database", () => {
    const outside = product.filter(({ file }) => /^bot\/(platforms|surfaces|http|emulators)\//.test(file));
    expect(
      outside.flatMap(({ file, imports }) =>
        imports.filter((target) => target.startsWith("prisma/")).map((target) => `${file} -> ${target}`),
      ),
    ).toEqual([]);
  });
});

test("no file is longer than 400 lines", () => {
  const long = [...sources, ...sourcesUnder("scripts")].map(
    ({ file, text }) => `${file} ${text.split("\n").length - 1}`,
  );
  expect(long.filter((line) => Number(line.split(" ")[1]) > MOST_LINES)).toEqual([]);
});

test("no file is called utils, helpers or misc", () => {
  expect(
    sources
      .filter(
        ({ file }) => /(?:^|\/)(utils?|helpers?|misc|common)\.tsx?$/.test(file) && !file.startsWith("agents/texts/"),
      )
      .map(({ file }) => file),
  ).toEqual([]);
});

test("the environment is read in the mains and nowhere else", () => {
  const readers = product.filter(({ text }) => text.includes("process.env")).map(({ file }) => file);
  const mains = /^(bot\/(main|healthcheck)\.ts|bot\/surfaces\/cli\/main\.ts|prisma\/tools\/|admin\/(build|bundle))/;
  expect(readers.filter((file) => !mains.test(file))).toEqual([]);
});

test("the top level is what it is", () => {
  const folders = readdirSync(root).filter(
    (name) => statSync(path.join(root, name)).isDirectory() && !name.startsWith("."),
  );
  const known = [
    "admin",
    "agents",
    "bot",
    "build",
    "data",
    "dist",
    "docs",
    "jobs",
    "node_modules",
    "prisma",
    "scripts",
  ];
  expect(folders.filter((name) => !known.includes(name))).toEqual([]);
});
