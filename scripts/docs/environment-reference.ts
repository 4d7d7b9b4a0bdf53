// docs/reference/environment.md and .env.example, from the one list of environment variables.
import { ENVIRONMENT, type EnvironmentVariable } from "../../agents/kernel/environment.ts";
import { COMPOSE_VARIABLES } from "./compose-variables.ts";
import { groupBy } from "./group-by.ts";
import { GENERATED_NOTE, markdownTable } from "./markdown.ts";

export function allVariables(): readonly EnvironmentVariable[] {
  return [...ENVIRONMENT, ...COMPOSE_VARIABLES];
}

export function environmentPage(): string {
  const groups = [...byGroup()].map(([group, variables]) => {
    const rows = variables.map((variable) => [
      `\`${variable.name}\``,
      variable.meaning,
      variable.default === undefined ? "" : `\`${variable.default}\``,
      variable.secret ? "yes" : "",
    ]);
    return `## ${group}\n\n${markdownTable(["Name", "Meaning", "Default", "Secret"], rows)}`;
  });
  return `# Environment variables

${GENERATED_NOTE}

An empty value counts as absent. A value that is not valid stops the start with the name of the variable and what to do.
[\`.env.example\`](../../.env.example) holds the same list to copy. Docker Compose reads \`.env\` by itself; without
Compose, \`npm start\` and the command line read it from the working folder; the real environment wins.

${groups.join("\n\n")}
`;
}

export function envExample(): string {
  const groups = [...byGroup()].map(([group, variables]) => {
    const lines = variables.map((variable) => `# ${variable.meaning}\n#${variable.name}=${exampleValue(variable)}`);
    return `# ---- ${group} ----\n\n${lines.join("\n\n")}`;
  });
  return `# Every variable the product reads, with its default. Made by: npx tsx scripts/docs/generate.ts
# Copy to .env and take the # away where you set something. Nothing here is needed to start on one machine.

${groups.join("\n\n")}
`;
}

/** Only what would be taken literally: a default in words stays in the documentation. */
function exampleValue({ default: value }: EnvironmentVariable): string {
  return value === undefined || value.includes(" ") ? "" : value;
}

function byGroup(): ReadonlyMap<string, readonly EnvironmentVariable[]> {
  return groupBy(allVariables(), (variable) => variable.group);
}
