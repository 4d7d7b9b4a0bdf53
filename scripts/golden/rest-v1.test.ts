import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { allCommands } from "../../agents/commands/all-commands.ts";
import { openApi } from "../../bot/surfaces/rest/open-api.ts";
import { breakingChanges, contractsOf, FrozenApi } from "./rest-v1.ts";

test("nothing that v1 of the REST API promised is taken back (docs/api-policy.md)", async () => {
  const file = new URL("../../docs/reference/rest-v1.json", import.meta.url);
  const frozen = FrozenApi.parse(JSON.parse(await readFile(file, "utf8")));
  const present = contractsOf(openApi(allCommands(), "en", { version: "1", publicUrl: () => "http://127.0.0.1" }));
  expect(Object.keys(frozen).length).toBeGreaterThan(200);
  expect(breakingChanges(frozen, present)).toEqual([]);
});

test("adding is fine; taking away, renaming and asking for more are not", () => {
  const before = { "POST /a": { input: { name: "string!", count: "integer" }, output: ["id", "name"] } };
  const after = (input: Record<string, string>, output = ["id", "name"]) => ({ "POST /a": { input, output } });
  const changes = (now: FrozenApi) => breakingChanges(before, now);
  const fine = after({ name: "number|string", count: "integer", more: "string" }, ["id", "name", "more"]);
  expect(changes({ ...fine, "POST /b": { input: { x: "string!" }, output: [] } })).toEqual([]);
  expect(changes({})).toEqual(["POST /a is gone"]);
  expect(changes(after({ title: "string", count: "string" }, ["id"]))).toEqual([
    "POST /a takes no name any more",
    "POST /a takes another count: integer was string",
    "POST /a answers no name any more",
  ]);
  expect(changes(after({ name: "string!", count: "integer!", more: "string!" }))).toEqual([
    "POST /a asks for count",
    "POST /a asks for more",
  ]);
});
