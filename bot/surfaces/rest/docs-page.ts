// GET /api/docs: the REST documentation as one readable page, searched on the server, without scripts.
import type { Request, Response } from "express";
import type { App } from "../../../agents/commands/app.ts";
import type { AnyCommand } from "../../../agents/commands/command.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { type Html, html, sendPage } from "../../http/page.ts";
import { languageOf } from "../../http/request-facts.ts";
import { errorCodes, inputSchema, type JsonObject } from "./open-api.ts";
import { exampleInput, publicCommands, restPath } from "./public-commands.ts";

export function sendDocsPage(app: App, request: Request, response: Response): void {
  const language = languageOf(request);
  const words = texts(language).web.docs;
  const query = typeof request.query.q === "string" ? request.query.q.slice(0, 80) : "";
  const found = publicCommands(app.registry).filter((command) => matches(command, query, language));
  const publicUrl = app.context.installation.publicUrl();
  sendPage(response, {
    language,
    title: words.title,
    body: html`<main class="wide">
      <h1>${words.title}</h1>
      <p class="soft">${words.intro} <a href="/api/v1/openapi.json">${words.machine}</a></p>
      ${notes(language)}
      <form class="search" role="search"><label for="q">${words.search}</label>
        <input id="q" name="q" type="search" value="${query}" placeholder="${words.search}"><button>${words.find}</button></form>
      ${found.length === 0 ? html`<p role="status">${words.noResults(query)}</p>` : contents(found)}
      ${found.map((command) => section(app, command, language, publicUrl))}
    </main>`,
  });
}

function matches(command: AnyCommand, query: string, language: Language): boolean {
  const text = texts(language).commands[command.name];
  const haystack = `${command.name} ${command.name.replace(".", " ")} ${text?.summary ?? ""}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

function notes(language: Language): Html {
  const words = texts(language).web.docs;
  const note = (title: string, text: string) => html`<div><h2>${title}</h2><p class="soft">${text}</p></div>`;
  return html`<div class="notes">
    ${note(words.authentication, words.authenticationText)} ${note(words.idempotency, words.idempotencyText)}
    ${note(words.waiting, words.waitingText)} ${note(words.errors, words.errorsText)}
  </div>`;
}

function contents(commands: readonly AnyCommand[]): Html {
  const items = commands.map((command) => html`<li><a href="#${command.name}">${command.name}</a></li>`);
  return html`<ul class="toc">${items}</ul>`;
}

function section(app: App, command: AnyCommand, language: Language, publicUrl: string): Html {
  const words = texts(language).web.docs;
  const roles = texts(language).common.roles;
  const input = exampleInput(command, app.registry, language) ?? {};
  return html`<section class="command" id="${command.name}">
    <h3><code>POST ${restPath(command)}</code></h3>
    <p>${texts(language).commands[command.name]?.summary ?? command.name}</p>
    <div class="tags"><span class="tag">${words.role}: ${roles[command.role]}</span>
      <span class="tag">${words.effect}: ${words.effects[command.effect]}</span></div>
    ${inputTable(inputSchema(command, language), language)}
    <h3>${words.request}</h3>
    <pre tabindex="0"><code>${curl(publicUrl + restPath(command), input)}</code></pre>
    <p class="soft">${words.possibleErrors}: ${errorCodes(command).join(", ")}</p>
  </section>`;
}

function curl(url: string, input: JsonObject): string {
  const json = JSON.stringify(input).replaceAll("'", "'\\''");
  return `curl -X POST ${url} \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d '${json}'`;
}

function inputTable(schema: JsonObject, language: Language): Html {
  const words = texts(language).web.docs;
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonObject>);
  if (properties.length === 0) return html`<p class="soft">${words.noInput}</p>`;
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const rows = properties.map(
    ([name, property]) => html`<tr><td><code>${name}</code></td>
      <td>${typeName(property)}${required.has(name) ? html`<br><span class="soft">${words.required}</span>` : ""}</td>
      <td>${typeof property.description === "string" ? property.description : ""}</td></tr>`,
  );
  return html`<table><thead><tr><th scope="col">${words.name}</th><th scope="col">${words.type}</th>
    <th scope="col">${words.meaning}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function typeName(property: JsonObject): string {
  if (Array.isArray(property.enum)) return property.enum.join(" | ");
  if (Array.isArray(property.anyOf)) return property.anyOf.map((part) => typeName(part as JsonObject)).join(" | ");
  const limits = [
    typeof property.minimum === "number" && property.minimum > Number.MIN_SAFE_INTEGER ? `≥ ${property.minimum}` : "",
    typeof property.maximum === "number" && property.maximum < Number.MAX_SAFE_INTEGER ? `≤ ${property.maximum}` : "",
  ].filter((limit) => limit !== "");
  return [typeof property.type === "string" ? property.type : "", ...limits].join(" ").trim();
}
