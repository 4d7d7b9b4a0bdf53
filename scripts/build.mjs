// npm run build: sources to dist/, with everything beside them that they look for at run time.
import { execFile } from "node:child_process";
import { access, cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = path.join(root, "dist");
const run = promisify(execFile);

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );

async function compile() {
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  try {
    await run(process.execPath, [compiler, "-p", "tsconfig.build.json"], { cwd: root, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ""}${error.stderr ?? ""}`);
    throw new Error("The sources do not compile; see above.");
  }
}

/** Files that are read at run time and that the compiler does not carry over. */
async function copyData() {
  await cp(path.join(root, "prisma/migrations"), path.join(dist, "prisma/migrations"), { recursive: true });
  await mkdir(path.join(dist, "prisma/generated"), { recursive: true });
  await cp(path.join(root, "prisma/generated/dmmf.json"), path.join(dist, "prisma/generated/dmmf.json"));
}

async function bundleConsole() {
  const { buildConsole } = await import(pathToFileURL(path.join(dist, "bot/surfaces/web/build-console.js")).href);
  await buildConsole(root, path.join(dist, "console"));
}

/** The back office bundles its own pages, in a process of its own: its libraries keep timers running. */
async function bundleAdmin() {
  const step = path.join(dist, "admin/build.js");
  if (!(await exists(step))) return;
  const { stderr } = await run(process.execPath, [step], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (stderr) process.stderr.write(stderr);
}

/** A fresh, migrated embedded database: the first start copies it instead of spending seconds on making one. */
async function bakeDatabase() {
  const { openDatabase } = await import(pathToFileURL(path.join(dist, "prisma/client.js")).href);
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const database = await openDatabase({ inMemory: true, log: silent });
  await database.backup(path.join(dist, "database-template.tar.gz"));
  await database.close();
}

await rm(dist, { recursive: true, force: true });
await compile();
await copyData();
await Promise.all([bundleConsole(), bundleAdmin(), bakeDatabase()]);
