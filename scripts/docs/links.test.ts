import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { allVariables } from "./environment-reference.ts";
import { GENERATED_FILES } from "./generated-files.ts";
import { headingAnchors, linkTargets } from "./markdown.ts";

const root = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const rootPages = readdirSync(root).filter((name) => name.endsWith(".md"));
const docsPages = readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => path.posix.join("docs", name.replaceAll("\\", "/")));
const pages = [...rootPages, ...docsPages];
const isRelative = (target: string) => !/^([a-z]+:|\/\/)/i.test(target);

function problemOf(page: string, target: string): string | undefined {
  const [file = "", anchor] = target.split("#");
  const place = file === "" ? page : path.posix.join(path.posix.dirname(page), decodeURIComponent(file));
  if (place.startsWith("..") || !existsSync(path.join(root, place))) return `${page}: ${target} leads nowhere`;
  if (anchor === undefined) return undefined;
  if (statSync(path.join(root, place)).isDirectory() || !place.endsWith(".md"))
    return `${page}: ${target} has no anchors`;
  return headingAnchors(read(place)).has(anchor) ? undefined : `${page}: ${target} names no heading`;
}

describe("the documentation", () => {
  it("has no link or anchor that leads nowhere", () => {
    const problems = pages.flatMap((page) =>
      linkTargets(read(page))
        .filter(isRelative)
        .flatMap((target) => problemOf(page, target) ?? []),
    );
    expect(problems).toEqual([]);
  });

  it("lists every page of docs/ exactly once in its index", () => {
    const listed = linkTargets(read("docs/README.md"))
      .filter(isRelative)
      .map((target) => path.posix.join("docs", target.split("#")[0] ?? ""))
      .filter((target) => target.startsWith("docs/"));
    expect(listed.toSorted()).toEqual(docsPages.filter((page) => page !== "docs/README.md").toSorted());
  });

  it("names no path of the machine it was written on", () => {
    const machine = [root, path.dirname(root), os.homedir()].filter((place) => place !== path.parse(place).root);
    for (const page of [...pages, ".env.example"]) {
      for (const place of machine) expect(read(page).includes(`${place}${path.sep}`), `${page}: ${place}`).toBe(false);
    }
  });

  it.each(GENERATED_FILES)("$path is what scripts/docs/generate.ts makes today", ({ path: file, make }) => {
    expect(read(file)).toBe(make());
  });

  it("explains every variable that docker-compose.yml asks for", () => {
    const known = new Set(allVariables().map(({ name }) => name));
    const asked = [...read("docker-compose.yml").matchAll(/\$\{([A-Z0-9_]+)/g)].map((match) => match[1] ?? "");
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });
});
