// Every table of the schema, in the order of the menu. A new model is not shown until it is listed here.
import { avatarTables } from "./avatars.ts";
import { contentTables } from "./content.ts";
import { distributionTables } from "./distribution.ts";
import { fanTables } from "./fans.ts";
import { moneyTables } from "./money.ts";
import { operationTables } from "./operations.ts";
import { salesTables } from "./sales.ts";
import type { ModelName, Table } from "./table.ts";
import { teamTables } from "./team.ts";

export const allTables: readonly Table[] = [
  ...contentTables,
  ...fanTables,
  ...salesTables,
  ...distributionTables,
  ...avatarTables,
  ...moneyTables,
  ...operationTables,
  ...teamTables,
];

export function tableOf(model: ModelName): Table {
  const table = allTables.find((each) => each.model === model);
  if (!table) throw new Error(`the back office has no table ${model}`);
  return table;
}
