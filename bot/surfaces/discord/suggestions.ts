// What could stand in a reference of a slash command.
import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import { candidates, type Suggestion } from "../chat/candidates.ts";
import { fieldsOf } from "../chat/fields.ts";
import { cut } from "../chat/split-text.ts";
import type { SentCommand } from "./command-fields.ts";

const MOST = 25;
const TEXT_LIMIT = 100;

/** At most 25, of a list that is written with commas for its last part. Empty when the list may not be read. */
export async function suggest(app: App, actor: Actor, sent: SentCommand): Promise<Suggestion[]> {
  const { focused, command } = sent;
  if (!focused) return [];
  const schema = fieldsOf(command).find(({ name }) => name === focused.field)?.schema;
  const isList = schema?.type === "array";
  const begun = isList
    ? focused.value
        .split(",")
        .slice(0, -1)
        .map((part) => part.trim())
    : [];
  const typed = (isList ? (focused.value.split(",").at(-1) ?? "") : focused.value).trim().toLowerCase();
  const known = await candidates(app, actor, focused.field, schema);
  return known
    .filter(({ name, value }) => !begun.includes(value) && `${name} ${value}`.toLowerCase().includes(typed))
    .map(({ name, value }) => ({
      name: cut([...begun, name].join(", ") || value, TEXT_LIMIT),
      value: [...begun, value].join(","),
    }))
    .filter(({ value }) => value !== "" && value.length <= TEXT_LIMIT)
    .slice(0, MOST);
}
