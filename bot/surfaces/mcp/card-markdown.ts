// A card as Markdown, for programs that show text to people and models.
import type { Card, CardTable } from "../../../agents/commands/view.ts";

export function cardText({ title, text, fields = [], table, progress, links = [], note }: Card): string {
  const parts = [
    `**${title}**`,
    text,
    fields.map(({ label, value }) => `- ${label}: ${value}`).join("\n"),
    table ? tableText(table) : "",
    progress?.label,
    links.map(({ label, url }) => `[${label}](${url})`).join("\n"),
    note ? `_${note}_` : "",
  ];
  return parts.filter(Boolean).join("\n\n");
}

function tableText({ columns, rows }: CardTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(columns.map(({ label }) => label)), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}
