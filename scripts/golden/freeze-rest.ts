// `npx tsx scripts/golden/freeze-rest.ts`: promises what was added to v1. Refuses to take anything back.
import { readFile, writeFile } from "node:fs/promises";
import { allCommands } from "../../agents/commands/all-commands.ts";
import { openApi } from "../../bot/surfaces/rest/open-api.ts";
import { breakingChanges, contractsOf, FrozenApi } from "./rest-v1.ts";

const FILE = new URL("../../docs/reference/rest-v1.json", import.meta.url);

const frozen = FrozenApi.parse(JSON.parse(await readFile(FILE, "utf8")));
const present = contractsOf(openApi(allCommands(), "en", { version: "1", publicUrl: () => "http://127.0.0.1" }));
const broken = breakingChanges(frozen, present);
if (broken.length > 0) {
  process.stderr.write(`${broken.join("\n")}\nv1 stays as it is: see docs/api-policy.md.\n`);
  process.exitCode = 1;
} else {
  await writeFile(FILE, `${JSON.stringify(present, null, 1)}\n`);
  process.stdout.write(`${Object.keys(present).length} paths are promised.\n`);
}
