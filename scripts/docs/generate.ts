// `npx tsx scripts/docs/generate.ts` writes the generated references; with --check it only says which are out of date.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { GENERATED_FILES } from "./generated-files.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const checkOnly = process.argv.includes("--check");

for (const { path: name, make } of GENERATED_FILES) {
  const file = path.join(root, name);
  const present = await readFile(file, "utf8").catch(() => "");
  const fresh = make();
  if (present === fresh) continue;
  if (checkOnly) {
    console.error(`${name} is out of date: npx tsx scripts/docs/generate.ts`);
    process.exitCode = 1;
    continue;
  }
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, fresh);
  console.log(`${name} written`);
}
