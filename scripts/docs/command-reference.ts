// docs/reference/commands.md, from the registry and the English texts.
import { allCommands } from "../../agents/commands/all-commands.ts";
import type { AnyCommand } from "../../agents/commands/command.ts";
import { texts } from "../../agents/texts/texts.ts";
import { inputSchema } from "../../bot/surfaces/rest/open-api.ts";
import { publicCommands, restPath } from "../../bot/surfaces/rest/public-commands.ts";
import { groupBy } from "./group-by.ts";
import { GENERATED_NOTE, markdownTable } from "./markdown.ts";

export function commandPage(): string {
  const commands = publicCommands(allCommands());
  const nouns = groupBy(commands, (command) => command.name.split(".")[0] ?? "");
  const sections = [...nouns].map(([noun, members]) => `## ${noun}\n\n${members.map(section).join("\n\n")}`);
  return `# Commands

${GENERATED_NOTE}

One declaration is every surface: \`avatar create\` in the console and on the command line, \`/avatar_create\` in Telegram,
\`POST /api/v1/avatar/create\` over REST. Words without a name fill the positional arguments in order; every argument can
be given by its name (\`--name value\`, a list with commas). Commands that *spend* or are *irreversible* answer with a run
card first: plan, price, and a button to approve. Roles include those below them: owner, manager, chatter, analyst.

${sections.join("\n\n")}
`;
}

function section(command: AnyCommand): string {
  const text = texts("en").commands[command.name];
  if (!text) throw new Error(`${command.name} has no entry in agents/texts/en/commands`);
  const parts = [
    `### ${command.name.replace(".", " ")}`,
    text.summary,
    `\`${text.example}\``,
    `Role ${command.role} · ${command.effect} · \`POST ${restPath(command)}\``,
    argumentTable(command),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function argumentTable(command: AnyCommand): string {
  const schema = inputSchema(command, "en") as { properties?: Record<string, Property>; required?: string[] };
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    command.positional?.includes(name) ? `${name} (${command.positional.indexOf(name) + 1}.)` : name,
    typeOf(property),
    schema.required?.includes(name) && property.default === undefined ? "required" : defaultOf(property),
    property.description ?? "",
  ]);
  return rows.length === 0 ? "" : markdownTable(["Argument", "Type", "Default", "Meaning"], rows);
}

interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Property;
  readonly minimum?: number;
  readonly maximum?: number;
}

function typeOf(property: Property): string {
  if (property.enum) return property.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (property.type === "array") return `list of ${property.items ? typeOf(property.items) : "text"}`;
  const bounds = [property.minimum, property.maximum].map((bound) =>
    bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? "" : String(bound),
  );
  const range = bounds.some((bound) => bound !== "") ? ` ${bounds.join("–")}` : "";
  const names: Readonly<Record<string, string>> = { string: "text", integer: "whole number", boolean: "yes or no" };
  return `${names[property.type ?? "string"] ?? property.type}${range}`;
}

function defaultOf({ default: value }: Property): string {
  return value === undefined ? "" : `\`${Array.isArray(value) ? value.join(",") : String(value)}\``;
}
